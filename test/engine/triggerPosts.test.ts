import type { Account } from '../../nodes/shared/domain/account';
import { PROVIDER_IDS, type ProviderId } from '../../nodes/shared/domain/provider';
import { findProvider } from '../../nodes/shared/providers/registry';
import { outputOf, seededAccounts } from './seed';
import { makeTextPost, setHealth, summary, triggerFor } from './triggerWorld';
import { startWorld, type TestWorld } from './world';

const MINUTE_MS = 60_000;

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

const POST_EVENTS = ['postFailed', 'postPartiallyPublished', 'postWentLive'];
const watchPosts = (provider: ProviderId, options: object = {}) =>
	triggerFor(world, provider, { events: POST_EVENTS, options });

/** Two accounts that can post, on different networks. */
async function twoAccounts(provider: ProviderId): Promise<[Account, Account]> {
	const [first, second] = (await seededAccounts(world, provider)).forText;
	return [first, second];
}

describe.each(PROVIDER_IDS)('posts of %s', (provider) => {
	const tellsTime = provider === 'postEverywhere' || provider === 'smartlyQ';

	it('that are there already are no news', async () => {
		const host = watchPosts(provider, { includeImmediatePosts: true });
		expect(await host.activate()).toEqual([]);
		expect(await host.poll()).toEqual([]);
		world.sandbox.forward(10 * MINUTE_MS);
		expect(await host.poll()).toEqual([]);
		expect(host.errors).toEqual([]);
	});

	it('go live once, with their address, also when they were scheduled and published between two polls', async () => {
		const host = watchPosts(provider);
		await host.activate();
		const early = await makeTextPost(world, provider, 2);
		expect(await host.poll()).toEqual([]);
		const late = await makeTextPost(world, provider, 3);
		world.sandbox.forward(10 * MINUTE_MS);

		const events = await host.poll();
		expect(summary(events)).toEqual([early, late].map((id) => `postWentLive ${id}  published`).sort());
		for (const { post, target, occurredAt } of events) {
			expect(post?.targets.map(({ url }) => url)).toEqual([expect.stringMatching(/^https:\/\//)]);
			expect(target).toEqual(post?.targets[0]);
			expect(occurredAt).toEqual(tellsTime ? expect.stringMatching(/Z$/) : null);
		}
		expect(await host.poll()).toEqual([]);
		world.sandbox.forward(60 * MINUTE_MS);
		expect(await host.poll()).toEqual([]);
		expect(new Set(host.events.map(({ eventId }) => eventId)).size).toBe(2);
	});

	it('that are sent at once go live only where that is wished', async () => {
		const plain = watchPosts(provider);
		const all = triggerFor(world, provider, {
			events: POST_EVENTS,
			options: { includeImmediatePosts: true },
		});
		await plain.activate();
		await all.activate();
		const id = await makeTextPost(world, provider, null);
		world.sandbox.forward(MINUTE_MS);
		expect(await plain.poll()).toEqual([]);
		expect(summary(await all.poll())).toEqual([`postWentLive ${id}  published`]);
		expect(await all.poll()).toEqual([]);
	});

	it('fail once', async () => {
		const [account] = await twoAccounts(provider);
		const host = watchPosts(provider);
		await host.activate();
		const id = await makeTextPost(world, provider, 2, [account]);
		await setHealth(world, provider, account, 'expired');
		world.sandbox.forward(10 * MINUTE_MS);

		const events = await host.poll();
		expect(summary(events)).toEqual([`postFailed ${id}  failed`]);
		expect(events[0]?.target).toMatchObject({ status: 'failed', error: expect.any(String) });
		expect(await host.poll()).toEqual([]);
		world.sandbox.forward(60 * MINUTE_MS);
		expect(await host.poll()).toEqual([]);
	});

	it('that fail on one of two accounts are partly out, and go live when a retry mends them', async () => {
		const accounts = await twoAccounts(provider);
		const host = watchPosts(provider);
		await host.activate();
		const id = await makeTextPost(world, provider, 2, accounts);
		await setHealth(world, provider, accounts[1], 'expired');
		world.sandbox.forward(10 * MINUTE_MS);

		const events = await host.poll();
		if (provider === 'wix') {
			// An item of Wix goes to one account, so that each of the two is a post of its own.
			const [one, other] = id.split(',');
			expect(summary(events)).toEqual(
				[`postWentLive ${one}  published`, `postFailed ${other}  failed`].sort(),
			);
			return;
		}
		expect(summary(events)).toEqual([`postPartiallyPublished ${id}  partiallyPublished`]);
		expect(events[0]?.target).toMatchObject({ platform: accounts[1].platform, status: 'failed' });
		expect(await host.poll()).toEqual([]);

		await setHealth(world, provider, accounts[1], 'healthy');
		outputOf(await world.engine.run(world.node('socialPost', provider, { operation: 'retry', postId: id })));
		world.sandbox.forward(10 * MINUTE_MS);
		expect(summary(await host.poll())).toEqual([`postWentLive ${id}  published`]);
		expect(await host.poll()).toEqual([]);
	});

	it('are what they are on the networks that are watched', async () => {
		const accounts = await twoAccounts(provider);
		const [first, second] = accounts;
		const of = (parameters: object) => triggerFor(world, provider, { events: POST_EVENTS, ...parameters });
		const onFirst = of({ filters: { platforms: [first.platform] } });
		const onSecond = of({ filters: { platforms: [second.platform] } });
		const elsewhere = of({ filters: { platforms: ['tumblr'] } });
		for (const host of [onFirst, onSecond, elsewhere]) await host.activate();
		await makeTextPost(world, provider, 2, accounts);
		await setHealth(world, provider, second, 'expired');
		world.sandbox.forward(10 * MINUTE_MS);

		expect((await onFirst.poll()).map(({ event }) => event)).toEqual(['postWentLive']);
		expect((await onSecond.poll()).map(({ event }) => event)).toEqual(['postFailed']);
		expect(await elsewhere.poll()).toEqual([]);
	});

	it('are found for an account where the provider tells to which one a post went', async () => {
		const [first, second] = await twoAccounts(provider);
		const host = triggerFor(world, provider, {
			events: POST_EVENTS,
			filters: { accountIds: [second.id] },
		});
		if (!findProvider(provider)?.posts.filters.includes('accountId')) {
			await expect(host.activate()).rejects.toThrow(/does not tell to which accounts a post went/);
			return;
		}
		await host.activate();
		await makeTextPost(world, provider, 2, [first]);
		const id = await makeTextPost(world, provider, 2, [second]);
		world.sandbox.forward(10 * MINUTE_MS);
		expect(summary(await host.poll())).toEqual([`postWentLive ${id}  published`]);
	});

	it('that went live while n8n was down are found when it is back', async () => {
		const host = watchPosts(provider, { lookback: 24 });
		await host.activate();
		const first = await makeTextPost(world, provider, 2);
		world.sandbox.forward(10 * MINUTE_MS);
		expect(summary(await host.poll())).toEqual([`postWentLive ${first}  published`]);

		const later = [];
		for (const minutes of [60, 24 * 60, 5 * 24 * 60]) {
			later.push(await makeTextPost(world, provider, minutes));
		}
		world.sandbox.forward(9 * 24 * 60 * MINUTE_MS);
		host.restart();
		expect(summary(await host.activate())).toEqual(later.map((id) => `postWentLive ${id}  published`).sort());
		expect(await host.poll()).toEqual([]);
	});

	it('are told again with the same ID when n8n comes back with an older state', async () => {
		const host = watchPosts(provider);
		await host.activate();
		const saved = host.saved;
		await makeTextPost(world, provider, 2);
		world.sandbox.forward(10 * MINUTE_MS);
		const events = await host.poll();
		expect(events).toHaveLength(1);

		host.bringBack(saved);
		const again = await host.poll();
		expect(again.map(({ eventId }) => eventId)).toEqual(events.map(({ eventId }) => eventId));
	});
});
