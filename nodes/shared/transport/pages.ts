export interface Page<T> {
	readonly entries: readonly T[];
	/** Whether the vendor says so; a page that brings nothing new is the last one in any case. */
	readonly isLast: boolean;
}

/**
 * What each page brings that none before it had. Entries move between pages while a list is read, and a server that knows
 * no paging answers the same for every page; so an entry is given once, and a page with nothing new ends the list.
 *
 * @param readPage reads the page with this index, counted from 0
 */
export async function* readPages<T>(
	idOf: (entry: T) => string,
	readPage: (index: number) => Promise<Page<T>>,
): AsyncGenerator<readonly T[]> {
	const seen = new Set<string>();
	for (let index = 0; ; index++) {
		const { entries, isLast } = await readPage(index);
		const fresh: T[] = [];
		for (const entry of entries) {
			if (seen.has(idOf(entry))) continue;
			seen.add(idOf(entry));
			fresh.push(entry);
		}
		if (fresh.length === 0) return;
		yield fresh;
		if (isLast) return;
	}
}
