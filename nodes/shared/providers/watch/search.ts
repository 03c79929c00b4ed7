import type { Post, PostStatus } from '../../domain/post';
import { isSettled, letterOf } from './postLists';
import { ALL, OVERLAP_MS, wholeSecond, type Reading } from './reading';
import type { Search } from './watchState';

/**
 * Wants a list to be searched for posts that settled since it was counted last.
 *
 * @param wanted how many
 * @param countedAtMs by the vendor's clock
 */
export function wish({ state, nowMs }: Reading, list: string, wanted: number, countedAtMs: number): void {
	const sinceMs = Math.max(state.sinceMs, countedAtMs - OVERLAP_MS);
	// What was given since must be known, so that it is not taken for what is missing.
	const known = state.saidSinceMs <= sinceMs ? wanted : null;
	const waiting = state.searches.find((search) => search.list === list && search.page === 0);
	if (waiting === undefined) {
		state.searches.push({ list, page: 0, sinceMs, untilMs: nowMs, wanted: known, total: null });
		return;
	}
	waiting.wanted = known === null || waiting.wanted === null ? null : waiting.wanted + known;
	waiting.sinceMs = Math.min(waiting.sinceMs, sinceMs);
	waiting.untilMs = nowMs;
}

/** Searches on as long as calls are left. */
export async function search(reading: Reading): Promise<void> {
	const { state } = reading;
	let isFirst = true;
	for (let [current] = state.searches; current !== undefined; [current] = state.searches) {
		if (current.wanted !== null && current.wanted <= 0) {
			state.searches.shift();
			continue;
		}
		if (!isFirst && !reading.hasCallsLeft) return;
		isFirst = false;
		const page = await reading.read(statusOf(reading, current.list), current.page);
		if (page === null) {
			state.searches.shift();
			continue;
		}
		for (const post of page.posts) meet(reading, post, current);
		const lost = Math.max(0, (current.total ?? 0) - (page.total ?? 0));
		current.total = page.total;
		if (lost > 0 && page.total !== null && current.page > 0) {
			// Entries have left the list, and others have moved up to pages that were read.
			current.page = Math.max(0, current.page - Math.ceil(lost / reading.lists.pageSize));
		} else if (page.isLast) {
			state.searches.splice(state.searches.indexOf(current), 1);
		} else {
			current.page += 1;
		}
	}
}

function meet(reading: Reading, post: Post, { list, sinceMs }: Search): void {
	const before = reading.letterOf(post.id);
	const isOnItsWay = post.status === 'publishing';
	if (before !== undefined) {
		// It went on between two calls of this reading, before the list was counted.
		reading.see(post, { searchedIn: reading.counted.has(list) ? list : undefined });
	} else if (isMeant(reading, post, sinceMs) || isOnItsWay) {
		reading.see(post, { isNew: true, searchedIn: list });
	} else {
		reading.see(post);
	}
}

/** By the first time that is told: when it settled, was due, or was made. */
function isMeant(reading: Reading, post: Post, sinceMs: number): boolean {
	const [time] = isSettled(letterOf(post.status))
		? reading.timesOf(post)
		: [Date.parse(post.createdAt ?? '')];
	return time !== undefined && time >= wholeSecond(sinceMs);
}

function statusOf({ lists }: Reading, list: string): PostStatus | null {
	return list === ALL ? null : (lists.statuses.find((status) => letterOf(status) === list) ?? null);
}
