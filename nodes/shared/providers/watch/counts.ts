import type { PostStatus } from '../../domain/post';
import { letterOf, type ListPage } from './postLists';
import { ALL, type Reading } from './reading';
import { wish } from './search';

/**
 * Which lists are counted in this reading: all at once, or another one by turns, and before each that of scheduled posts
 * or, every other time, none, because it is the walk's turn, if there is anywhere to go.
 */
export function pickLists({ lists, state }: Reading): readonly PostStatus[] {
	const [first, ...rest] = lists.statuses;
	if (lists.readDue) return [first];
	const others = rest.filter(isCounted);
	if (lists.listsAtOnce > others.length) return [first, ...others];
	const turns = others.flatMap((other, index) => [
		index % 2 === 0 || state.walk.at === 0 ? [first] : [],
		[other],
	]);
	return turns[state.turn % Math.max(1, turns.length)] ?? [first];
}

/** Posts on their way are not counted: they are awaited one by one. */
export function isCounted(status: PostStatus): boolean {
	return status !== 'publishing';
}

/** Notes how many posts a list has. Gives how many more these are than is accounted for; 0 when that is not known. */
export function count({ state, counted, nowMs }: Reading, list: string, page: ListPage | null): number {
	const before = state.counts.get(list);
	counted.add(list);
	state.counts.delete(list);
	if (page === null || page.total === null) return 0;
	state.counts.set(list, { total: page.total, atMs: page.atMs ?? nowMs, deleted: 0 });
	return before === undefined ? 0 : page.total - before.total;
}

/**
 * Compares the numbers of posts with what is accounted for. When they differ the other lists are counted too, posts that
 * had failed are looked at, and what is still missing is searched for.
 *
 * @param read pages that were read already, by list
 */
export async function compareCounts(
	reading: Reading,
	picked: readonly PostStatus[],
	read: Readonly<Record<string, ListPage | null>>,
): Promise<void> {
	const { state, lists } = reading;
	const more = new Map<string, number>([[ALL, count(reading, ALL, read[ALL] ?? null)]]);
	const deleted = Math.max(0, -(more.get(ALL) ?? 0) - reading.gone);
	for (const [list, before] of state.counts)
		state.counts.set(list, { ...before, deleted: before.deleted + deleted });
	const counts = new Map(state.counts);
	let onTheirWay = 0;
	const compare = async (status: PostStatus) => {
		const letter = letterOf(status);
		const page = read[letter] ?? (await reading.read(status, 0));
		for (const post of page?.posts ?? []) {
			const isUnknown = reading.letterOf(post.id) === undefined;
			if (isUnknown && !isWaiting(status)) continue;
			if (status === 'publishing' && isUnknown) onTheirWay += 1;
			reading.see(post);
		}
		if (isCounted(status)) more.set(letter, count(reading, letter, page));
	};
	const sum = (letters: string, sign: 1 | -1) =>
		[...letters].reduce((all, letter) => all + Math.max(0, sign * (more.get(letter) ?? 0)), 0);
	/** Posts that have left a list and did not come to another. */
	const unexplained = () => {
		const gone = Math.max(0, ...[...'sfq'].map((letter) => counts.get(letter)?.deleted ?? 0)) - sum('p', -1);
		return Math.max(0, sum('sfq', -1) - sum('pfq', 1) - Math.max(0, gone) - onTheirWay);
	};
	const differs = () => sum('pfq', 1) + sum(ALL, 1) + unexplained() > 0;

	for (const status of picked) await compare(status);
	if (!differs()) return;
	for (const status of lists.statuses) if (!picked.includes(status)) await compare(status);
	if (!differs()) return;
	await lookAtOthers(reading, more);

	for (const letter of 'pfq') {
		const countedAtMs = counts.get(letter)?.atMs;
		if (sum(letter, 1) > 0 && countedAtMs !== undefined) wish(reading, letter, sum(letter, 1), countedAtMs);
	}
	// Where posts on their way can be listed, all is found by now that does not stand in one of those lists.
	const hidden = lists.statuses.includes('publishing') ? 0 : unexplained();
	const times = [...counts.values()].map(({ atMs }) => atMs);
	if (sum(ALL, 1) + hidden > 0 && times.length > 0)
		wish(reading, ALL, sum(ALL, 1) + hidden, Math.min(...times));
}

function isWaiting(status: PostStatus): boolean {
	return status === 'scheduled' || status === 'publishing';
}

/** Posts that had failed, or were drafts, may be those that are missing. */
async function lookAtOthers(reading: Reading, more: Map<string, number>): Promise<void> {
	const before = new Map(reading.state.others);
	await reading.lookAt([...before.keys()].filter((id) => !reading.seen.has(id)));
	for (const [id, letter] of before) {
		const now = reading.letterOf(id);
		if (now === letter) continue;
		for (const [list, by] of [
			[letter, 1],
			[now, -1],
		] as const) {
			const known = more.get(list ?? '');
			if (list !== undefined && known !== undefined) more.set(list, known + by);
		}
	}
}
