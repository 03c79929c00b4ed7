import { PROVIDER_IDS } from '../../nodes/shared/domain/provider';
import { seededAccounts } from './seed';
import { disconnect, listAccounts, POLLS_FOR_ALL, setHealth, summary, triggerFor } from './triggerWorld';
import { startWorld, type TestWorld } from './world';

let world: TestWorld;
beforeAll(async () => {
	world = await startWorld();
});
beforeEach(async () => {
	await world.reset();
});
afterEach(() => {
	expect(world.sandbox.violations()).toEqual([]);
});
afterAll(async () => {
	await world.stop();
});

describe.each(PROVIDER_IDS)('accounts of %s', (provider) => {
	const polls = POLLS_FOR_ALL[provider];

	it('are learned at the activation, and nothing is said of them', async () => {
		const host = triggerFor(world, provider);
		expect(await host.activate()).toEqual([]);
		expect(await host.poll(polls)).toEqual([]);
		expect(host.errors).toEqual([]);
		expect(host.executions).toEqual([]);
	});

	it('are reported once when they break and once when they recover, with a link that repairs them', async () => {
		const { forText } = await seededAccounts(world, provider);
		const [account] = forText;
		const host = triggerFor(world, provider);
		await host.activate();
		await setHealth(world, provider, account, 'expired');

		const [event, ...others] = await host.poll(polls);
		const siblings = others.filter((other) => other.account?.platform !== account.platform);
		expect(siblings).toEqual([]);
		expect(event).toMatchObject({
			event: 'accountHealthChanged',
			eventId: expect.stringMatching(/^[0-9a-f]{32}$/),
			provider,
			account: { platform: account.platform, health: { canPost: false } },
			previousStatus: 'healthy',
			reconnectUrl: expect.stringMatching(/^https?:\/\//),
		});
		expect([event, ...others].map((one) => one?.account?.id)).toContain(account.id);
		expect(await host.poll(polls)).toEqual([]);

		await setHealth(world, provider, account, 'healthy');
		const back = await host.poll(polls);
		expect(summary(back)).toContain(`accountHealthChanged ${account.id} ${event?.currentStatus} healthy`);
		for (const one of back) expect(one).not.toHaveProperty('reconnectUrl');
		expect(await host.poll(polls)).toEqual([]);
		expect(new Set(host.events.map(({ eventId }) => eventId)).size).toBe(host.events.length);
	});

	it('are reported when they come and when they go', async () => {
		const { forText } = await seededAccounts(world, provider);
		const host = triggerFor(world, provider);
		await host.activate();
		const before = await listAccounts(world, provider);

		await world.control('POST', `/populate/${provider}`, { accounts: 1 });
		const added = (await listAccounts(world, provider)).filter(
			({ id }) => !before.some((account) => account.id === id),
		);
		expect(added).toHaveLength(1);
		expect(summary(await host.poll(polls))).toEqual([
			`accountConnected ${added[0]?.id} ${['', added[0]?.health.status].join(' ')}`,
		]);

		disconnect(world, provider, forText[0]);
		expect(await host.poll(polls)).toEqual([]);
		const [gone, ...more] = await host.poll(polls);
		expect(more).toEqual([]);
		expect(gone).toMatchObject({
			event: 'accountDisconnected',
			account: { id: forText[0].id, name: forText[0].name, platform: forText[0].platform },
			previousStatus: 'healthy',
			currentStatus: 'disconnected',
		});
		expect(await host.poll(2 * polls)).toEqual([]);
	});

	it('that stand out are reported at the activation where that is wished', async () => {
		const accounts = await listAccounts(world, provider);
		const wrong = accounts.filter(({ health }) => !['healthy', 'unknown'].includes(health.status));
		const host = triggerFor(world, provider, {
			events: ['accountHealthChanged'],
			options: { emitOnActivation: true },
		});
		const found = await host.activate();
		expect(found.map(({ account }) => account?.id).sort()).toEqual(wrong.map(({ id }) => id).sort());
		expect(await host.poll(polls)).toEqual([]);

		const again = triggerFor(world, provider, {
			events: ['accountHealthChanged'],
			options: { emitOnActivation: true },
		});
		const ids = (await again.activate()).map(({ eventId }) => eventId);
		expect(ids).toEqual(found.map(({ eventId }) => eventId));
	});
});
