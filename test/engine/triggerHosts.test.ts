import { PROVIDER_IDS } from '../../nodes/shared/domain/provider';
import { needing } from '../needing';
import { DURABLE_CURSORS, POLL_BUDGET } from './features';
import { REAL } from './hurry';
import { outputOf, seededAccounts } from './seed';
import { type Emitted, TriggerHost } from './triggerHost';
import { disconnect, makeTextPost, POLLS_FOR_ALL, setHealth, summary, triggerFor } from './triggerWorld';
import { startWorld, type TestWorld } from './world';

const MINUTE_MS = 60_000;

let world: TestWorld;
beforeAll(async () => {
	world = await startWorld();
});
beforeEach(async () => {
	await world.reset();
});
afterEach(async () => {
	jest.useRealTimers();
	expect(world.sandbox.violations()).toEqual([]);
	await world.control('POST', '/settings', { latencyMs: 0 });
});
afterAll(async () => {
	await world.stop();
});

describe.each(PROVIDER_IDS)('by the scheduler of n8n, with %s', (provider) => {
	const polls = POLLS_FOR_ALL[provider];

	it('each change starts one execution, also over a restart', async () => {
		const { forText } = await seededAccounts(world, provider);
		const id = await makeTextPost(world, provider, 2 + polls);
		const host = triggerFor(world, provider);
		jest.useFakeTimers({ doNotFake: [...REAL] });

		await host.onSchedule(async (minute) => {
			await minute();
			expect(host.executions).toEqual([]);
			await setHealth(world, provider, forText[1], 'expired');
			for (let poll = 0; poll < polls; poll++) await minute();
			expect(host.executions).toHaveLength(1);
			await minute();
			await minute();
			await minute();
			expect(summary(host.events).filter((event) => event.startsWith('post'))).toEqual([
				`postWentLive ${id}  published`,
			]);
			expect(host.executions).toHaveLength(2);
			await setHealth(world, provider, forText[1], 'healthy');
		});
		host.restart();
		await host.onSchedule(async (minute) => {
			// The activation was the first one.
			for (let poll = 1; poll < polls; poll++) await minute();
			expect(host.executions).toHaveLength(3);
			for (let poll = 0; poll < 2 * polls; poll++) await minute();
		});
		expect(host.executions).toHaveLength(3);
		expect(host.errors).toEqual([]);
		expect(new Set(host.events.map(({ eventId }) => eventId)).size).toBe(host.events.length);
	});

	it('polls that overlap do the work once', async () => {
		const { forText } = await seededAccounts(world, provider);
		const host = triggerFor(world, provider);
		await host.activate();
		await makeTextPost(world, provider, 2);
		await setHealth(world, provider, forText[1], 'expired');
		world.sandbox.forward(10 * MINUTE_MS);
		await world.control('POST', '/settings', { latencyMs: 50 });
		await world.control('DELETE', '/log');

		const atOnce = await Promise.all([host.poll(), host.poll(), host.poll()]);
		expect(atOnce.filter((events) => events.length > 0)).toHaveLength(1);
		expect(new Set(host.events.map(({ eventId }) => eventId)).size).toBe(host.events.length);
		expect(host.events.map(({ event }) => event)).toContain('postWentLive');
		await host.poll(polls - 1);
		expect(host.events.map(({ event }) => event)).toContain('accountHealthChanged');
		expect(await host.poll(polls)).toEqual([]);
		expect(new Set(host.events.map(({ eventId }) => eventId)).size).toBe(host.events.length);
	});

	it('a test run shows what is there and leaves the state alone', async () => {
		const { forText, broken } = await seededAccounts(world, provider);
		const parameters = {
			authentication: 'apiKey',
			events: ['accountConnected', 'accountHealthChanged', 'postFailed', 'postWentLive'],
			options: {},
		};
		const node = world.node('socialTrigger', provider, parameters);
		const samples = outputOf<Emitted>(await world.engine.run(node));
		expect(samples.map(({ event }) => event)).toEqual(
			expect.arrayContaining(['accountConnected', 'accountHealthChanged', 'postFailed']),
		);
		const sick = samples.find(({ event }) => event === 'accountHealthChanged');
		expect(sick?.account?.health.canPost).toBe(broken.health.canPost);
		expect(sick?.reconnectUrl).toMatch(/^https?:\/\//);
		for (const { eventId, detectedAt, account, post } of samples) {
			expect(eventId).toMatch(/^[0-9a-f]{32}$/);
			expect(detectedAt).toMatch(/Z$/);
			expect(account ?? post).toMatchObject({ provider });
		}

		const host = triggerFor(world, provider);
		await host.activate();
		const { saved } = host;
		await setHealth(world, provider, forText[1], 'expired');
		const again = await world.engine.run(node);
		expect(outputOf(again)).not.toEqual([]);
		expect(host.saved).toBe(saved);
		expect((await host.poll(polls)).length).toBeGreaterThan(0);
	});

	it('a test run with nothing to show says so', async () => {
		const { all } = await seededAccounts(world, provider);
		const node = world.node('socialTrigger', provider, {
			authentication: 'apiKey',
			events: ['accountDisconnected', 'postPartiallyPublished'],
			filters: { platforms: [all.some(({ platform }) => platform === 'tumblr') ? 'reddit' : 'tumblr'] },
		});
		const { error, items } = await world.engine.run(node);
		expect(items).toEqual([]);
		expect(error).toMatchObject({
			name: 'NodeOperationError',
			message: 'There is nothing to show for these events yet',
			description: expect.stringMatching(/Nothing is wrong/),
		});
	});

	it('what is not watched any more is learned anew when it is watched again', async () => {
		const { forText } = await seededAccounts(world, provider);
		const host = triggerFor(world, provider);
		await host.activate();
		host.restart({
			parameters: { provider, authentication: 'apiKey', events: ['postFailed'] },
		});
		expect(await host.activate()).toEqual([]);
		await setHealth(world, provider, forText[1], 'expired');
		disconnect(world, provider, forText[0]);
		host.restart();
		expect(await host.poll(3 * polls)).toEqual([]);
	});

	it('other filters begin anew', async () => {
		const { forText } = await seededAccounts(world, provider);
		const host = triggerFor(world, provider);
		await host.activate();
		await setHealth(world, provider, forText[1], 'expired');
		const parameters = {
			provider,
			authentication: 'apiKey',
			events: ['accountHealthChanged'],
			filters: { platforms: [forText[1].platform] },
		};
		host.restart({ parameters });
		expect(await host.poll()).toEqual([]);
		await setHealth(world, provider, forText[1], 'healthy');
		expect((await host.poll()).every(({ account }) => account?.platform === forText[1].platform)).toBe(true);
		expect(host.events.length).toBeGreaterThan(0);
	});
});

const cursors = needing(DURABLE_CURSORS);

cursors.describe.each(PROVIDER_IDS)(cursors.named('with durable cursors and %s'), (provider) => {
	const polls = POLLS_FOR_ALL[provider];

	function hostOf(events: readonly string[]): TriggerHost {
		const parameters = { authentication: 'apiKey', events: [...events] };
		const workflowId = `durable-${provider}-${events.join()}`;
		return new TriggerHost(
			world.engine,
			world.node('socialTrigger', provider, parameters, { workflowId }),
			true,
		);
	}

	it('each change is told once, also what comes before the first poll after the activation', async () => {
		const { forText } = await seededAccounts(world, provider);
		const host = hostOf(['accountHealthChanged', 'postWentLive']);
		expect(await host.activate()).toEqual([]);
		expect(host.saved).toBe('{}');
		const id = await makeTextPost(world, provider, 2);
		world.sandbox.forward(10 * MINUTE_MS);
		expect(summary(await host.poll())).toEqual([`postWentLive ${id}  published`]);
		host.restart();
		await setHealth(world, provider, forText[1], 'expired');
		expect((await host.poll(polls)).length).toBeGreaterThan(0);
		expect(await host.poll(polls)).toEqual([]);
	});

	it('a start before that poll learns anew', async () => {
		const { forText } = await seededAccounts(world, provider);
		const host = hostOf(['accountHealthChanged']);
		expect(await host.activate()).toEqual([]);
		await setHealth(world, provider, forText[1], 'expired');
		host.restart();
		expect(await host.poll()).toEqual([]);
		await setHealth(world, provider, forText[1], 'healthy');
		expect((await host.poll(polls)).length).toBeGreaterThan(0);
	});
});

const budget = needing(POLL_BUDGET);

budget.describe(budget.named('the time that a poll may take'), () => {
	it('is kept: a vendor that is too slow is an error, nothing is lost, and the next poll goes on', async () => {
		const { forText } = await seededAccounts(world, 'postEverywhere');
		const host = triggerFor(world, 'postEverywhere');
		await host.activate();
		const { state } = host;
		await setHealth(world, 'postEverywhere', forText[1], 'expired');
		await world.control('POST', '/faults', { vendor: 'postEverywhere', kind: 'slow', delayMs: 3000 });
		host.budgetMs = 300;
		const startMs = Date.now();
		expect(await host.poll()).toEqual([]);
		expect(Date.now() - startMs).toBeLessThan(2000);
		expect(host.errors).toEqual([
			expect.objectContaining({
				message: expect.stringMatching(/did not answer within the time that a poll may take/),
				failure: { cause: 'temporarily-unavailable' },
			}),
		]);
		expect(host.state).toBe(state);
		await world.control('DELETE', '/faults');
		host.budgetMs = 60_000;
		expect(await host.poll()).toHaveLength(1);
	});

	it('stops no event when only the links would take too long', async () => {
		const { forText } = await seededAccounts(world, 'postEverywhere');
		const host = triggerFor(world, 'postEverywhere', { events: ['accountHealthChanged'] });
		await host.activate();
		await setHealth(world, 'postEverywhere', forText[1], 'expired');
		const slow = { vendor: 'postEverywhere', kind: 'slow', delayMs: 3000, times: 10 };
		await world.control('POST', '/faults', { ...slow, method: 'POST' });
		host.budgetMs = 1000;
		const [event] = await host.poll();
		expect(event).toMatchObject({ event: 'accountHealthChanged', reconnectUrl: null });
		expect(await host.poll()).toEqual([]);
		expect(host.errors).toEqual([]);
	});
});

describe('what cannot be watched', () => {
	it.each([
		[{ events: [] }, /No event was chosen/],
		[{ events: ['postLiked'] }, /"postLiked" is not known/],
		[{ options: { healthChange: 'worse' } }, /"worse" is not known/],
		[{ options: { lookback: 0 } }, /0 is no lookback/],
		[{ provider: 'nobody' }, /There is no provider "nobody"/],
	])('is refused by name: %j', async (parameters, message) => {
		const host = triggerFor(world, 'postEverywhere', parameters);
		await expect(host.activate()).rejects.toThrow(message);
	});
});
