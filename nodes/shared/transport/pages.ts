import type { AnswerChecks } from './answers';
import { sideBySide } from './sideBySide';

/** A list with more pages has no end: some 100,000 entries. */
const MAX_PAGES = 1000;

export interface Page<T> {
	readonly entries: readonly T[];
	/** Whether the vendor says so; without a total, a page that brings nothing new is the last one in any case. */
	readonly isLast: boolean;
	/** How many entries the whole list has; `null` where the vendor does not say. */
	readonly total?: number | null;
}

export interface ReadingPlan {
	/** Entries in a full page. */
	readonly pageSize: number;
	/** More than 1: once the first page tells the total, the others are read side by side. */
	readonly pagesAtOnce?: number;
	/** Makes the error for a list that does not end. */
	readonly unreadable: AnswerChecks['unreadable'];
}

type ReadPage<T> = (index: number) => Promise<Page<T>>;

/**
 * What each page brings that none before it had. Entries move between pages while a list is read, and a server that knows
 * no paging answers the same for every page; so an entry is given once, and a page with nothing new ends the list, unless
 * the total says that more comes after it.
 *
 * Pages that are read side by side come in order, after all of them are there. When the total changed meanwhile, an entry
 * may have moved from a page that was still to be read to one that had been: then the list is read again, page by page.
 *
 * @param readPage reads the page with this index, counted from 0
 * @throws VendorError for a list that does not end
 */
export async function* readPages<T>(
	idOf: (entry: T) => string,
	readPage: ReadPage<T>,
	{ pageSize, pagesAtOnce = 1, unreadable }: ReadingPlan,
): AsyncGenerator<readonly T[]> {
	const first = await readPage(0);
	const rest = first.isLast ? 0 : Math.ceil((first.total ?? 0) / pageSize) - 1;
	const read = async (index: number) => {
		if (index < MAX_PAGES) return await readPage(index);
		throw unreadable(`The list does not end: there is more after ${MAX_PAGES} pages`, 'none');
	};
	// So many cannot be true: they are counted as they come.
	if (pagesAtOnce <= 1 || rest < 2 || rest >= MAX_PAGES) {
		yield* oneByOne(idOf, read, pageSize, first);
		return;
	}
	const indexes = Array.from({ length: rest }, (_, index) => index + 1);
	const others = await sideBySide(indexes, pagesAtOnce, readPage);
	const isSteady = others.every(({ total }) => total === first.total);
	yield* isSteady
		? oneByOne(idOf, read, pageSize, first, others)
		: oneByOne(idOf, read, pageSize, await readPage(0));
}

async function* oneByOne<T>(
	idOf: (entry: T) => string,
	readPage: ReadPage<T>,
	pageSize: number,
	first: Page<T>,
	known: ReadonlyArray<Page<T>> = [],
): AsyncGenerator<readonly T[]> {
	const seen = new Set<string>();
	for (let index = 0, page = first; ; page = known[index - 1] ?? (await readPage(index))) {
		const fresh = page.entries.filter((entry) => {
			const isNew = !seen.has(idOf(entry));
			seen.add(idOf(entry));
			return isNew;
		});
		if (fresh.length > 0) yield fresh;
		else if (page.entries.length === 0 || (page.total ?? 0) <= (index + 1) * pageSize) return;
		if (page.isLast) return;
		index += 1;
	}
}
