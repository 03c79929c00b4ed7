import { PROVIDER_IDS } from '../../nodes/shared/domain/provider';
import { triggerFor } from './triggerWorld';
import { startWorld, type TestWorld } from './world';

const DAY_MS = 86_400_000;
/** Every tenth of these waits for a day a month ahead. */
const POSTS = 5000;
const WAITING = POSTS / 10;

let world: TestWorld;
beforeAll(async () => {
	world = await startWorld();
});
beforeEach(async () => {
	await world.reset();
});
afterAll(async () => {
	await world.stop();
});

describe.each(PROVIDER_IDS)('after a long sleep, with %s', (provider) => {
	it('hundreds of posts come out over several polls, each once, also when n8n starts again in between', async () => {
		await world.control('POST', `/populate/${provider}`, { posts: POSTS });
		const { posts } = world.sandbox.worlds[provider];
		const waiting = [...posts.values()].filter(
			({ status, content }) => status === 'scheduled' && content.startsWith('Generated'),
		);
		expect(waiting).toHaveLength(WAITING);
		const host = triggerFor(world, provider, { events: ['postFailed', 'postWentLive'] });
		await host.activate();
		world.sandbox.forward(60 * DAY_MS);

		const sizes: number[] = [];
		for (let poll = 0; poll < 9; poll++) {
			const events = await host.poll();
			sizes.push(events.length);
			if (poll === 1) host.restart();
		}
		expect(host.errors).toEqual([]);
		const expected = new Set(waiting.map(({ id }) => id));
		const told = host.events.map(({ post }) => post?.id ?? '').filter((id) => expected.has(id));
		expect(told).toHaveLength(WAITING);
		expect(new Set(told).size).toBe(WAITING);
		expect(new Set(host.events.map(({ eventId }) => eventId)).size).toBe(host.events.length);
		expect(sizes.filter((size) => size > 0).length).toBeGreaterThan(1);
		expect(world.sandbox.violations()).toEqual([]);
	}, 120_000);
});
