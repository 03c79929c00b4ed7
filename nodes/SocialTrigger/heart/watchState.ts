import {
	asList,
	asNumber,
	asObject,
	asText,
	type JsonObject,
	type JsonValue,
} from '../../shared/domain/json';
import { readBook, writeBook, type AccountBook } from './accountBook';
import type { PostMemory } from './postChanges';

/** What the trigger remembers from poll to poll. Either part is there once it has been read for the first time. */
export interface WatchState {
	/** Of what it was learned; of anything else it says nothing. */
	readonly scope: string;
	/** Tells this beginning from others, so that a change after it has another ID than one before. */
	readonly epoch: string;
	readonly accounts: AccountBook | null;
	readonly posts: PostWatch | null;
}

export interface PostWatch {
	/** Where the last reading ended, in the provider's own form. */
	readonly cursor: JsonValue;
	readonly memory: PostMemory;
	/** Whether what is shown again of the time before the beginning is still being learned. */
	readonly isLearning: boolean;
}

const VERSION = 1;

/** As small JSON, made afresh: n8n does not notice a change inside of what it has. */
export function writeState({ scope, epoch, accounts, posts }: WatchState): JsonObject {
	return {
		v: VERSION,
		s: scope,
		t: epoch,
		...(accounts === null ? {} : writeBook(accounts)),
		...(posts === null
			? {}
			: {
					c: structuredClone(posts.cursor),
					m: posts.memory.seen,
					q: [...posts.memory.counts],
					k: [...posts.memory.latest],
					l: posts.isLearning,
				}),
	};
}

/** @returns `null` for nothing, for what an unknown version has left, and for what was learned of something else */
export function readState(saved: unknown, scope: string): WatchState | null {
	const state = asObject(saved);
	if (state.v !== VERSION || state.s !== scope) return null;
	return { scope, epoch: asText(state.t) ?? '', accounts: readBook(state), posts: readPosts(state) };
}

function readPosts({ c, m, q, k, l }: JsonObject): PostWatch | null {
	if (c === undefined || typeof m !== 'string') return null;
	return { cursor: c, memory: { seen: m, counts: readPair(q), latest: readPair(k) }, isLearning: l === true };
}

function readPair(pair: JsonValue | undefined): readonly [number, number] {
	const [one, other] = asList(pair).map((number) => asNumber(number) ?? 0);
	return [one ?? 0, other ?? 0];
}
