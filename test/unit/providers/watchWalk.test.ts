import { listsOf } from '../../../nodes/shared/providers/smartlyQ/changedPosts';
import { smartlyQ as provider } from '../../../nodes/shared/providers/smartlyQ';
import type { PostCursor, WatchOperations } from '../../../nodes/shared/providers/provider';
import { watchLists } from '../../../nodes/shared/providers/watch/watchLists';
import {
	newState,
	partKeyOf,
	readState,
	ROOM,
	writeState,
} from '../../../nodes/shared/providers/watch/watchState';
import type { Post } from '../../../sandbox/core/world';
import { newPostId } from '../../../sandbox/vendors/smartlyQ/postRecords';
import { smartlyQ as vendor } from '../../../sandbox/vendors/smartlyQ/vendor';
import { SMARTLY_Q_PATHS } from './fixtures/smartlyQ';
import { nearVendor } from './fixtures/nearVendor';
import { DAY_MS } from './fixtures/watchSteps';

const MINUTE_MS = 60_000;
const PAGE_SIZE = 10;

/** Hardly anything is remembered, so that only the walk is left to find a post. */
const NO_ROOM = { top: PAGE_SIZE, said: 0, parts: 0, waiting: 0, due: 0, others: 0 };
const FORGETFUL = watchLists(listsOf(PAGE_SIZE), NO_ROOM);

/** Readings in which a list of so many pages is walked through twice: a page at every fourth. */
const twiceThrough = (pages: number) => 2 * 4 * pages + 8;

const { town, wire } = nearVendor(vendor, provider, SMARTLY_Q_PATHS);

/** Readings a minute apart, with what they gave and the most calls that one of them took. */
class Readings {
	readonly given = new Set<string>();
	mostCalls = 0;
	largestCursor = 0;
	private cursor: PostCursor | null = null;

	constructor(private readonly watch: WatchOperations = FORGETFUL) {}

	async read(): Promise<void> {
		town.forward(MINUTE_MS);
		let calls = 0;
		const counting = {
			...wire,
			send: async (request: Parameters<typeof wire.send>[0]) => {
				calls += 1;
				return await wire.send(request);
			},
		};
		const options = { lookbackMs: DAY_MS, nowMs: town.world.now().getTime(), maxCalls: 100 };
		const found = await this.watch.changedPosts(counting, this.cursor, options);
		const text = JSON.stringify(found.cursor);
		this.cursor = JSON.parse(text) as PostCursor;
		this.largestCursor = Math.max(this.largestCursor, text.length);
		for (const { id } of found.posts) this.given.add(id);
		this.mostCalls = Math.max(this.mostCalls, calls);
	}

	async readAll(count: number): Promise<void> {
		for (let reading = 0; reading < count; reading++) await this.read();
	}
}

const add = (): Post => {
	const id = newPostId(town.world);
	return town.world.addPost({ id, content: `Post ${id}`, accountIds: ['123'] });
};
/** A post that reaches one of its two networks. */
const addPartly = (): Post => {
	allow(false);
	const id = newPostId(town.world);
	const post = town.world.addPost({ id, content: `Post ${id}`, accountIds: ['123', '124'] });
	town.world.publish(post);
	expect(post.status).toBe('partial');
	allow(true);
	return post;
};
/** Whether the second network takes posts. */
const allow = (takes: boolean) => {
	const account = town.world.accounts.get('124');
	if (account) account.revoked = !takes;
};
const addMany = (count: number): Post[] => Array.from({ length: count }, add);

/** Older posts first, then the one that is meant, and so many newer ones. */
async function among(newer: number): Promise<{ readings: Readings; meant: Post; others: Post[] }> {
	const older = addMany(30);
	const meant = add();
	const others = [...older, ...addMany(newer)];
	for (const post of others) town.world.publish(post);
	town.forward(10 * MINUTE_MS);
	town.world.settle();
	const readings = new Readings();
	await readings.read();
	readings.mostCalls = 0;
	return { readings, meant, others };
}

beforeEach(async () => {
	await town.reset();
	town.world.settings.publishMs = 0;
});

describe('the walk through all posts', () => {
	it('finds a post that went live while another one left the list of live posts', async () => {
		const { readings, meant, others } = await among(60);
		town.world.publish(meant);
		town.world.posts.delete(others[0]?.id ?? '');
		await readings.readAll(twiceThrough(10));
		expect([...readings.given]).toEqual([meant.id]);
	});

	it('finds a post that ends in a state which no list has', async () => {
		const { readings, meant } = await among(60);
		allow(false);
		const partly = town.world.addPost({
			id: meant.id,
			content: 'Two networks',
			accountIds: ['123', '124'],
			createdAt: meant.createdAt,
		});
		town.world.publish(partly);
		expect(partly.status).toBe('partial');
		await readings.readAll(twiceThrough(10));
		expect([...readings.given]).toEqual([meant.id]);
	});

	it('passes no post by while others are deleted before it, and costs more only then', async () => {
		const { readings, meant, others } = await among(60);
		const newer = others.slice(30);
		town.world.publish(meant);
		town.world.posts.delete(others[0]?.id ?? '');
		for (let reading = 0; reading < twiceThrough(10); reading++) {
			const gone = reading % 2 === 0 ? newer.pop() : undefined;
			if (gone) town.world.posts.delete(gone.id);
			await readings.read();
		}
		expect([...readings.given]).toEqual([meant.id]);
		expect(readings.mostCalls).toBeGreaterThan(2);
		readings.mostCalls = 0;
		await readings.readAll(twiceThrough(10));
		expect(readings.mostCalls).toBe(2);
	});

	it('comes to the end also when many posts are made all the time', async () => {
		const { readings, meant, others } = await among(60);
		town.world.publish(meant);
		town.world.posts.delete(others[0]?.id ?? '');
		const made: string[] = [];
		for (let reading = 0; reading < twiceThrough(20) && !readings.given.has(meant.id); reading++) {
			const post = add();
			town.world.publish(post);
			made.push(post.id);
			await readings.read();
		}
		expect([...readings.given].sort()).toEqual([meant.id, ...made].sort());
	});

	it('takes nothing for news that had settled before the first reading', async () => {
		const { readings } = await among(60);
		await readings.readAll(2 * twiceThrough(10));
		expect([...readings.given]).toEqual([]);
		expect(readings.mostCalls).toBe(2);
	});

	describe('remembers posts that are partly out', () => {
		const room = { ...NO_ROOM, parts: 2 };
		/** So that they are not among the newest, walks have come by, and nothing is news any more. */
		const leaveBehind = async (readings: Readings) => {
			for (const post of addMany(60)) town.world.publish(post);
			await readings.readAll(2 * twiceThrough(20));
			readings.given.clear();
		};

		it('and finds them when they reach the rest, of which they tell no time', async () => {
			const before = addPartly();
			addMany(60).forEach((post) => town.world.publish(post));
			const readings = new Readings(watchLists(listsOf(PAGE_SIZE), room));
			await readings.read();
			const since = addPartly();
			await leaveBehind(readings);

			for (const post of [before, since]) town.world.retry(post);
			await readings.readAll(twiceThrough(20));
			expect([...readings.given].sort()).toEqual([before.id, since.id].sort());
		});

		it('as many as there is room for, rather those that it has told than those that it came by', async () => {
			const before = addPartly();
			addMany(60).forEach((post) => town.world.publish(post));
			const readings = new Readings(watchLists(listsOf(PAGE_SIZE), room));
			await readings.read();
			const since = Array.from({ length: 3 }, addPartly);
			await leaveBehind(readings);

			for (const post of [before, ...since]) town.world.retry(post);
			await readings.readAll(twiceThrough(20));
			const found = [...readings.given];
			expect(found).toHaveLength(2);
			expect(since.map(({ id }) => id)).toEqual(expect.arrayContaining(found));
		});

		it('in seven bytes each, a thousand at most', () => {
			const parts = Array.from({ length: 1200 }, (_, id) => partKeyOf(String(id)));
			const state = { ...newState(0), parts: new Set(parts) };
			const [empty, full] = [newState(0), state].map((one) => writeState(one, ROOM, 0));

			expect(JSON.stringify(full).length - JSON.stringify(empty).length).toBe(7000);
			expect([...readState(full ?? null).parts]).toEqual(parts.slice(-1000));
		});
	});
});
