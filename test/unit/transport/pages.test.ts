import fc from 'fast-check';

import { answerChecksOf } from '../../../nodes/shared/transport/answers';
import { readPages, type Page } from '../../../nodes/shared/transport/pages';

/** Entries that are added while a list is read. */
interface Insertion {
	/** Before this many-th call of the list. */
	readonly call: number;
	/** Where, as a share of the list's length. */
	readonly at: number;
	readonly count: number;
}

interface Kind {
	/** The server tells how many entries there are. */
	readonly tellsTotal: boolean;
	/** It tells which page is the last. */
	readonly tellsLast: boolean;
}

/** A list on a server, which takes some turns to answer, so that pages read side by side do not come in order. */
function listOf(length: number, pageSize: number, insertions: readonly Insertion[], kind: Kind) {
	const list = Array.from({ length }, (_, index) => `old ${index}`);
	const count = { calls: 0, underWay: 0, most: 0 };

	async function readPage(index: number): Promise<Page<string>> {
		const call = count.calls++;
		count.most = Math.max(count.most, ++count.underWay);
		for (const insertion of insertions) {
			if (insertion.call !== call) continue;
			const added = Array.from({ length: insertion.count }, (_, nth) => `new ${call} ${nth} ${insertion.at}`);
			list.splice(Math.round(insertion.at * list.length), 0, ...added);
		}
		const entries = list.slice(index * pageSize, (index + 1) * pageSize);
		const total = list.length;
		for (let turns = (index * 7) % 5; turns > 0; turns--) await Promise.resolve();
		count.underWay--;
		return {
			entries,
			isLast: kind.tellsLast && (index + 1) * pageSize >= total,
			...(kind.tellsTotal ? { total } : {}),
		};
	}
	return { list, count, readPage };
}

async function readAll(
	readPage: (index: number) => Promise<Page<string>>,
	plan: { pageSize: number; pagesAtOnce?: number },
): Promise<string[][]> {
	const pages: string[][] = [];
	const { unreadable } = answerChecksOf('wix');
	for await (const page of readPages((entry) => entry, readPage, { ...plan, unreadable })) {
		pages.push([...page]);
	}
	return pages;
}

const isOld = (entry: string) => entry.startsWith('old');
const length = fc.integer({ min: 0, max: 120 });
const pageSize = fc.integer({ min: 1, max: 15 });
const pagesAtOnce = fc.option(fc.integer({ min: 1, max: 12 }), { nil: undefined });
const kind = fc.record({ tellsTotal: fc.boolean(), tellsLast: fc.boolean() });
const insertionOf = (most: number) =>
	fc.record({
		call: fc.integer({ min: 1, max: 40 }),
		at: fc.double({ min: 0, max: 1, noNaN: true }),
		count: fc.integer({ min: 1, max: most }),
	});

it('gives a list that nobody changes as it is', async () => {
	await fc.assert(
		fc.asyncProperty(length, pageSize, pagesAtOnce, kind, async (entries, size, atOnce, server) => {
			const { list, count, readPage } = listOf(entries, size, [], server);
			const pages = await readAll(readPage, { pageSize: size, pagesAtOnce: atOnce });

			expect(pages.flat()).toEqual(list);
			expect(pages.every((page) => page.length > 0)).toBe(true);
			expect(count.most).toBeLessThanOrEqual(Math.max(atOnce ?? 1, 1));
			// One more at most, to learn that there is nothing more.
			expect(count.calls).toBeLessThanOrEqual(
				Math.max(Math.ceil(entries / size), 1) + (server.tellsLast ? 0 : 1),
			);
		}),
		{ numRuns: 500 },
	);
});

it('misses none and repeats none of those that were there all the time, wherever others are added', async () => {
	await fc.assert(
		fc.asyncProperty(
			length,
			pageSize,
			pagesAtOnce,
			fc.array(insertionOf(40), { maxLength: 6 }),
			fc.boolean(),
			async (entries, size, atOnce, insertions, tellsLast) => {
				const { readPage } = listOf(entries, size, insertions, { tellsTotal: true, tellsLast });
				const given = (await readAll(readPage, { pageSize: size, pagesAtOnce: atOnce })).flat();

				expect(given.filter(isOld)).toEqual(Array.from({ length: entries }, (_, index) => `old ${index}`));
				expect(new Set(given).size).toBe(given.length);
			},
		),
		{ numRuns: 1_000 },
	);
});

it('also where the server does not tell how many there are, unless a whole page is added at once', async () => {
	await fc.assert(
		fc.asyncProperty(
			length,
			fc.integer({ min: 2, max: 15 }),
			fc.boolean(),
			fc.uniqueArray(insertionOf(40), { maxLength: 6, selector: ({ call }) => call }),
			async (entries, size, tellsLast, insertions) => {
				const few = insertions.map((one) => ({ ...one, count: Math.min(one.count, size - 1) }));
				const { readPage } = listOf(entries, size, few, { tellsTotal: false, tellsLast });
				const given = (await readAll(readPage, { pageSize: size, pagesAtOnce: 5 })).flat();

				expect(given.filter(isOld)).toEqual(Array.from({ length: entries }, (_, index) => `old ${index}`));
				expect(new Set(given).size).toBe(given.length);
			},
		),
		{ numRuns: 500 },
	);
});

it('reads side by side only as many pages as it may', async () => {
	const { list, count, readPage } = listOf(1_000, 10, [], { tellsTotal: true, tellsLast: true });

	expect((await readAll(readPage, { pageSize: 10, pagesAtOnce: 7 })).flat()).toEqual(list);
	expect(count).toMatchObject({ calls: 100, most: 7 });
});

it.each([2, 100])(
	'ends at a server that answers every page with the same, and claims %i entries',
	async (total) => {
		let calls = 0;
		const same = async (): Promise<Page<string>> => {
			calls++;
			return await Promise.resolve({ entries: ['a', 'b'], isLast: false, total });
		};

		expect(await readAll(same, { pageSize: 2 })).toEqual([['a', 'b']]);
		expect(calls).toBeLessThanOrEqual(total / 2 + 1);
	},
);

it('ends at a server that gives fewer per page than it was asked for', async () => {
	const { list, readPage } = listOf(25, 4, [], { tellsTotal: true, tellsLast: true });

	expect((await readAll(readPage, { pageSize: 10, pagesAtOnce: 3 })).flat()).toEqual(list);
});

it.each([1, 4])('reads no further than it is asked, %i at once, when a page fails', async (atOnce) => {
	const { count, readPage } = listOf(1_000, 10, [], { tellsTotal: true, tellsLast: true });
	const failing = async (index: number) =>
		index === 5 ? await Promise.reject(new Error('Page 5 is broken')) : await readPage(index);

	await expect(readAll(failing, { pageSize: 10, pagesAtOnce: atOnce })).rejects.toThrow('Page 5 is broken');
	expect(count.calls).toBeLessThanOrEqual(5 + atOnce);
});

describe('a list that never ends', () => {
	const endless = (total?: number) => {
		const asked = { calls: 0 };
		const readPage = async (index: number): Promise<Page<string>> => {
			asked.calls += 1;
			return await Promise.resolve({ entries: [`entry ${index}`], isLast: false, total });
		};
		return { asked, readPage };
	};

	it.each([undefined, 1e9, 1e308, Infinity])(
		'is an error after 1000 pages, when its total is %p',
		async (total) => {
			for (const pagesAtOnce of [1, 10]) {
				const { asked, readPage } = endless(total);
				await expect(readAll(readPage, { pageSize: 1, pagesAtOnce })).rejects.toThrow(
					'The list does not end: there is more after 1000 pages',
				);
				expect(asked.calls).toBe(1000);
			}
		},
	);

	it('that only turns in a circle ends by itself', async () => {
		const readPage = async (index: number): Promise<Page<string>> =>
			await Promise.resolve({ entries: [`entry ${index % 3}`], isLast: false });
		expect(await readAll(readPage, { pageSize: 1 })).toEqual([['entry 0'], ['entry 1'], ['entry 2']]);
	});
});
