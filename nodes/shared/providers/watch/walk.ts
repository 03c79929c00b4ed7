import type { ListPage } from './postLists';
import { ALL, type Reading } from './reading';

/** After so many posts in one walk it is hurried, so that few of them have to be known again at the next one. */
const MANY_GIVEN = 300;

/** The newest posts of a reading, as far as a walk has to know of them. */
export interface WalkStart {
	readonly first: ListPage | null;
	/** How many of them are new. */
	readonly fresh: number;
	/** Whether nothing can stand between them and those of the reading before. */
	readonly isLinked: boolean;
	/** Whether posts tell times, without which none can be recognised as news. */
	readonly isTimed: boolean;
}

/**
 * Puts the walk where it was, before anything else is counted: new posts have moved all others on, and each one that was
 * deleted may have let another one slip into a page that was read already. How many were deleted follows from how many
 * are new and how many there are. A walk is over only when that is known of its last page, too.
 */
export function keepPlace({ state, lists, nowMs }: Reading, newest: WalkStart): void {
	const { first, fresh, isLinked, isTimed } = newest;
	const { walk } = state;
	if (first === null || !isTimed) return;
	const deleted = Math.max(0, (state.counts.get(ALL)?.total ?? 0) - (first.total ?? Infinity));
	if (deleted > 0 && !first.isLast) {
		const back = Math.max(lists.pageSize, walk.checked + fresh - deleted);
		walk.owed += 1 + Math.ceil(Math.max(0, (walk.at || walk.checked) - back) / lists.pageSize);
		walk.at = back;
	} else if (walk.at === 0 || first.isLast) {
		walk.beforeMs = walk.startedMs;
		walk.startedMs = nowMs;
		walk.givenBefore = walk.given;
		walk.given = 0;
		walk.at = first.isLast ? 0 : lists.pageSize;
	} else {
		walk.at += first.total === null ? 0 : fresh;
	}
	if (!isLinked && !first.isLast) walk.at = lists.pageSize;
	walk.checked = walk.at;
}

/** Reads on: a page when it is its turn, and those that are owed as far as calls are left. */
export async function walkOn(reading: Reading, total: number | null, isItsTurn: boolean): Promise<void> {
	const { walk } = reading.state;
	const { pageSize } = reading.lists;
	walk.given += reading.given.size;
	const pages = Math.ceil((total ?? 0) / pageSize);
	if (walk.given > MANY_GIVEN) walk.owed += reading.given.size * Math.ceil(pages / MANY_GIVEN);
	walk.owed = walk.at === 0 ? 0 : Math.min(pages, Math.max(walk.owed, isItsTurn ? 1 : 0));
	for (let isFirst = isItsTurn; walk.owed > 0; isFirst = false) {
		if (!isFirst && !reading.hasCallsLeft) {
			reading.isComplete = false;
			return;
		}
		const before = reading.given.size;
		const place = Math.floor(walk.at / pageSize);
		const page = await reading.read(null, place);
		for (const post of page?.posts ?? []) reading.passBy(post);
		walk.given += reading.given.size - before;
		// Posts that were made since the newest were read are counted among the new ones of the next reading.
		const added = Math.max(0, (page?.total ?? 0) - (total ?? Infinity));
		walk.at = page === null || page.isLast ? 0 : (place + 1) * pageSize - added;
		walk.owed = walk.at === 0 ? 0 : walk.owed - 1;
	}
}
