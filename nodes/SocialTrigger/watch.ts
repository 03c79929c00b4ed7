import type { JsonValue } from '../shared/domain/json';
import type { OpenProvider } from '../shared/face/openProvider';
import type { AccountList, AccountQuery } from '../shared/providers/provider';
import { knownBeginnings } from './heart/accountBook';
import { detect } from './heart/detect';
import type { AccountReading } from './heart/listedAccounts';
import type { TriggerEvent } from './heart/triggerEvent';
import type { WatchState } from './heart/watchState';
import { MAX_EVENTS, type Wishes } from './readWishes';

/** After how many calls a reading of posts pauses, so that what it has found is safe. */
const CALLS_AT_ONCE = 4;

/** What a poll may do. */
export interface PollRoom {
	/** When nothing new is begun any more, in milliseconds since 1970. */
	readonly deadlineMs: number;
	/** Goes up by one from poll to poll: what need not be asked at each of them is asked in turns. */
	readonly turn: number;
}

export interface WatchResult {
	readonly events: readonly TriggerEvent[];
	/** As far as it has come. */
	readonly state: WatchState;
	/** What stopped it on the way. */
	readonly failure?: unknown;
}

/**
 * Reads accounts and posts, whichever is wanted, and tells what has changed. A backlog of posts is read piece by piece
 * until there are enough events or the time is up; the next poll goes on from there. What is not wanted is forgotten, so
 * that it is learned anew should it be wanted again.
 *
 * @throws VendorError when nothing was found out
 */
export async function watch(
	{ provider, wire }: OpenProvider,
	before: WatchState,
	wishes: Wishes,
	{ deadlineMs, turn }: PollRoom,
): Promise<WatchResult> {
	const { platforms, accountIds, lookbackMs } = wishes;
	const events: TriggerEvent[] = [];
	let state: WatchState = {
		...before,
		accounts: wishes.watchesAccounts ? before.accounts : null,
		posts: wishes.watchesPosts ? before.posts : null,
	};

	if (wishes.watchesAccounts) {
		const query: AccountQuery = {
			withHealth: true,
			isBrief: true,
			// At the beginning all of it is learned.
			...(state.accounts === null ? {} : { turn: { number: turn, known: knownBeginnings(state.accounts) } }),
			...(platforms.length > 0 ? { platforms } : {}),
			...(accountIds.length > 0 ? { ids: accountIds } : {}),
		};
		// The answer itself is as large as all the rest, so nothing holds on to it.
		const accounts = readingOf(await provider.accounts.getMany(wire, query));
		const found = detect(state, { accounts }, wishes);
		events.push(...found.events);
		state = found.state;
	}

	for (let isOpen = wishes.watchesPosts; isOpen;) {
		const cursor: JsonValue = state.posts?.cursor ?? null;
		const atMs = Date.now();
		try {
			const posts = await provider.watch.changedPosts(wire, cursor, {
				lookbackMs,
				nowMs: atMs,
				maxCalls: CALLS_AT_ONCE,
			});
			const found = detect(state, { posts: { ...posts, atMs } }, wishes);
			events.push(...found.events);
			state = found.state;
			const isStuck = JSON.stringify(cursor) === JSON.stringify(posts.cursor);
			const isDone = posts.isComplete ? state.posts?.isLearning === false : isStuck;
			isOpen = !isDone && events.length < MAX_EVENTS && Date.now() < deadlineMs;
		} catch (failure) {
			// At the beginning nothing counts before all of it is learned.
			return { events, state: before.posts === null ? before : state, failure };
		}
	}
	return { events, state };
}

function readingOf({ found, warnings, missing }: AccountList): AccountReading {
	return {
		accounts: found.map(({ item }) => item),
		missing: missing ?? (warnings.length > 0 ? [''] : []),
	};
}
