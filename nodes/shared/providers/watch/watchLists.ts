import type { Post } from '../../domain/post';
import type { WatchOperations } from '../provider';
import { compareCounts, count, isCounted, pickLists } from './counts';
import { letterOf, type ListPage, type PostLists } from './postLists';
import { ALL, OVERLAP_MS, Reading } from './reading';
import { search } from './search';
import { keepPlace, walkOn, type WalkStart } from './walk';
import { keyOf, newState, readState, ROOM, writeState, type Room } from './watchState';

/**
 * Finds changed posts at a vendor that cannot be asked what has changed. A reading costs one call for the newest posts and
 * one for a further list (by turns: those that are scheduled, live, failed), and then only what has happened:
 *
 * - The newest posts are compared with those of the reading before, status by status; new ones are read down to the first
 *   that is known. That new posts come first is inferred.
 * - Posts that wait for their time are remembered with it as they are seen (from a list of scheduled posts that fits on a
 *   page all at once, otherwise page by page, reading after reading), and looked at when they are due or have disappeared
 *   from that list. Of more than there is room for, the soonest are kept.
 * - The number of posts in each list is a sign for everything else. When more are live or failed than is accounted for,
 *   posts that had failed are looked at first; then that list is read page by page, over as many readings as it takes,
 *   until as many are found that settled since it was counted last. This alone costs calls by the number of posts, and
 *   comes only for a post that was neither among the newest nor awaited: one moved to an earlier time among thousands, or
 *   sent again long after it had failed.
 *
 * - The numbers are net: what leaves a list hides what comes to it meanwhile. So every few readings the further list is left
 *   out, and a page of all posts is read instead: a walk from the newest to the oldest, over and over (`walk.ts`). It meets
 *   each post that stands there from its beginning to its end, and takes for news what nothing is remembered of and what
 *   tells a time since the walk before. Whatever else fails, a post is found when it has been walked past: two walks at most.
 *
 * If new posts do not come first, each costs a search, and the walk may pass a post by while others are deleted. Nothing can
 * be told of a retry that ended as before between two readings, where posts do not count their attempts.
 */
export function watchLists(lists: PostLists, room: Room = ROOM): WatchOperations {
	return {
		changedPosts: async (wire, cursor, options) => {
			const reading =
				cursor === null
					? await begin(new Reading(lists, wire, options), room)
					: await goOn(new Reading(lists, wire, options, readState(cursor)), room);
			const { walk, others, parts } = reading.state;
			return {
				posts: [...reading.given.values()],
				cursor: writeState(reading.state, room, reading.nowMs),
				isComplete: reading.isComplete,
				// What is remembered here is not given again, but may be as soon as it is forgotten.
				again: walk.given + walk.givenBefore + room.top + room.said + others.size + parts.size,
			};
		},
	};
}

/** The first reading learns how things are: nothing is new to it. */
async function begin(reading: Reading, room: Room): Promise<Reading> {
	const newest = await reading.read(null, 0);
	const posts = newest?.posts ?? [];
	const sinceMs = newest?.atMs ?? Math.max(0, ...posts.flatMap((post) => reading.timesOf(post)));
	Object.assign(reading.state, newState(sinceMs));
	reading.nowMs = sinceMs;
	if (newest !== null) count(reading, ALL, newest);
	for (const post of [...posts].reverse()) reading.see(post, { isNew: true });
	for (const status of reading.lists.statuses) {
		const list = await reading.read(status, 0);
		if (list === null) continue;
		if (isCounted(status)) count(reading, letterOf(status), list);
		for (const post of list.posts) if (status === 'scheduled' || status === 'publishing') reading.see(post);
	}
	reading.given.clear();
	remember(reading, posts, room);
	return reading;
}

async function goOn(reading: Reading, room: Room): Promise<Reading> {
	const { state } = reading;
	const newest = await readNewest(reading);
	const startedMs = reading.nowMs;
	keepPlace(reading, newest);
	const picked = pickLists(reading);
	const scheduled = picked.includes('scheduled') ? await reading.read('scheduled', state.page) : null;
	const missing = scheduled === null ? [] : learnScheduled(reading, scheduled);
	await reading.lookAt(toLookAt(reading, missing));
	if (!(await readDue(reading, startedMs))) {
		await compareCounts(reading, picked, { [ALL]: newest.first, s: scheduled });
		await search(reading);
		if (newest.isTimed) await walkOn(reading, newest.first?.total ?? null, picked.length === 0);
	}
	state.turn += 1;
	if (state.searches.length > 0) reading.isComplete = false;
	remember(reading, newest.posts, room);
	return reading;
}

interface Newest extends WalkStart {
	readonly posts: readonly Post[];
}

/** The newest posts, down to the first page with one that is known. Those above a known one are new. */
async function readNewest(reading: Reading): Promise<Newest> {
	const posts: Post[] = [];
	let first: ListPage | null = null;
	for (let page = 0; ; page++) {
		const read = await reading.read(null, page);
		if (read === null) break;
		first ??= read;
		posts.push(...read.posts);
		const isKnown = read.posts.some(({ id }) => reading.isAmongTop(id));
		// What is left out then is missing in the counts; where posts tell no times, these cannot be searched for.
		const canSearch = read.posts.some(({ createdAt }) => createdAt !== null);
		if (isKnown || read.isLast || (canSearch && !reading.hasCallsLeft)) break;
	}
	const lastKnown = posts.map(({ id }) => reading.isAmongTop(id)).lastIndexOf(true);
	const above = lastKnown < 0 ? posts.length : lastKnown;
	const fresh = new Set(posts.slice(0, above).filter(({ id }) => !reading.isAmongTop(id)));
	// The newest last, so that they are the latest that is remembered.
	for (const post of [...posts].reverse()) meetNewest(reading, post, fresh.has(post));
	return {
		posts,
		first,
		fresh: fresh.size,
		isLinked: lastKnown >= 0 && posts.length <= reading.lists.pageSize,
		isTimed: posts.some(({ createdAt }) => createdAt !== null),
	};
}

function meetNewest(reading: Reading, post: Post, isFresh: boolean): void {
	if (isFresh) reading.adjust(ALL, 1);
	// Where it does not tell when it was made, that it stands above a known one has to do.
	const isNew = isFresh && (post.createdAt === null || reading.isSince(post, reading.state.sinceMs));
	reading.see(post, { isNew });
}

/** Remembers the times on a page of scheduled posts. Gives those that should be in the list and are not. */
function learnScheduled(reading: Reading, { posts, total, isLast }: ListPage): string[] {
	const { state, lists } = reading;
	const isWhole = isLast && state.page === 0;
	const pages = total === null ? (isLast ? 1 : state.page + 2) : Math.ceil(total / lists.pageSize);
	// Sorted by time where the vendor can: then the first page always has the soonest.
	state.page = lists.readDue || isLast || state.page + 1 >= pages ? 0 : state.page + 1;
	for (const post of posts) reading.see(post);
	const last = posts.at(-1);
	if (lists.readDue && !isLast && last?.scheduledAt && Date.parse(last.scheduledAt) <= reading.nowMs)
		state.overdueMs = Date.parse(last.scheduledAt);
	const listed = new Set(posts.map(({ id }) => id));
	const waiting = [...state.awaited].filter(([id, { letter }]) => letter === 's' && !listed.has(id));
	return isWhole ? waiting.map(([id]) => id) : [];
}

/** Posts that are due or missing, in turns, so that none is always left over; and what fits into the last call anyway. */
function toLookAt(reading: Reading, missing: readonly string[]): string[] {
	const { state, lists, nowMs } = reading;
	const due = [...state.awaited].flatMap(([id, { dueMs }]) => (dueMs <= nowMs ? [id] : []));
	const ids = [...new Set([...missing, ...due])].filter((id) => !reading.seen.has(id));
	const start = ids.length === 0 ? 0 : (state.turn * Math.max(1, reading.callsLeft)) % ids.length;
	const inTurns = [...ids.slice(start), ...ids.slice(0, start)];
	if (lists.looksAtOnce === 1) return inTurns;
	const others = [...state.others.keys()].filter((id) => !reading.seen.has(id) && !inTurns.includes(id));
	const free = (inTurns.length === 0 ? 1 : Math.ceil(inTurns.length / lists.looksAtOnce)) * lists.looksAtOnce;
	return [...inTurns, ...others.reverse().slice(0, free - inTurns.length)];
}

/** @returns `false` when the vendor does not list what was due */
async function readDue(reading: Reading, startedMs: number): Promise<boolean> {
	const { state } = reading;
	for (let isFirst = true; isFirst || reading.hasCallsLeft; isFirst = false) {
		const page = await reading.readDue(new Date(state.dueFromMs).toISOString(), state.duePage);
		if (page === null) return false;
		for (const post of page.posts) reading.see(post, { isNew: reading.isSince(post, state.sinceMs) });
		const lastMs = Date.parse(page.posts.at(-1)?.scheduledAt ?? '');
		if (page.isLast || Number.isNaN(lastMs)) {
			state.dueFromMs = Math.max(state.sinceMs, startedMs - OVERLAP_MS);
			state.duePage = 0;
			return true;
		}
		state.duePage = lastMs > state.dueFromMs ? 0 : state.duePage + 1;
		state.dueFromMs = Math.max(state.dueFromMs, lastMs);
	}
	reading.isComplete = false;
	return true;
}

function remember({ state, seen, given, nowMs }: Reading, newest: readonly Post[], room: Room): void {
	const entry = ({ id, status }: Post) => [keyOf(id), letterOf(seen.get(id)?.status ?? status)] as const;
	state.top = newest.slice(0, room.top).map(entry);
	// Also those that are among the newest: they may have left these when a search comes by.
	const posts = [...given.values()].map(entry);
	if (posts.length > 0) state.said.push({ atMs: nowMs, posts });
}
