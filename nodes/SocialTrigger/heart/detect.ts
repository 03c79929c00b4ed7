import type { Post } from '../../shared/domain/post';
import type { JsonValue } from '../../shared/domain/json';
import { detectAccountChanges, learnAccounts } from './accountChanges';
import type { AccountReading } from './listedAccounts';
import { detectPostChanges } from './postChanges';
import type { DetectOptions, TriggerEvent } from './triggerEvent';
import type { WatchState } from './watchState';

/** Posts that a provider has shown since a cursor. */
export interface PostReading {
	readonly posts: readonly Post[];
	readonly cursor: JsonValue;
	/** Whether nothing more is to be read for now. */
	readonly isComplete: boolean;
	/** So many of the posts given last may come again after this; then the reading knows itself what is news. */
	readonly again?: number;
	/** Our clock when they were read, in milliseconds since 1970. */
	readonly atMs: number;
}

/** What a provider has answered: a list of accounts, posts, or both. What was not asked for is absent. */
export interface Snapshot {
	readonly accounts?: AccountReading;
	readonly posts?: PostReading;
}

export interface Findings {
	readonly events: readonly TriggerEvent[];
	readonly state: WatchState;
}

/**
 * The heart of the trigger: what has changed between what is remembered and what is there. It asks no clock and no
 * provider, so that the same state and answer always give the same events with the same IDs.
 */
export function detect(state: WatchState, { accounts, posts }: Snapshot, options: DetectOptions): Findings {
	const events: TriggerEvent[] = [];
	let next = state;
	if (accounts) {
		const found =
			state.accounts === null
				? learnAccounts(accounts, options)
				: detectAccountChanges(state.accounts, accounts, state.epoch, options);
		events.push(...found.events);
		next = { ...next, accounts: found.book };
	}
	if (posts) {
		const { cursor, isComplete, atMs, again } = posts;
		const isFirst = state.posts === null;
		// What is shown again right after the beginning belongs to the time before it.
		const isSilent = state.posts?.isLearning ?? true;
		const memory = state.posts?.memory ?? { seen: '', counts: [0, 0], latest: [atMs, 0] };
		const found = detectPostChanges(memory, posts.posts, { isComplete, isSilent, atMs, again }, options);
		events.push(...found.events);
		const isLearning = isSilent && (isFirst || !isComplete);
		next = { ...next, posts: { cursor, memory: found.memory, isLearning } };
	}
	return { events, state: next };
}
