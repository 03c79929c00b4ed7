import { asObject, type JsonObject } from '../../domain/json';
import { orVendorError } from '../../transport/answers';
import { VendorError } from '../../transport/vendorError';
import type { Wire } from '../../transport/wire';
import type { WatchOperations } from '../provider';
import { isCutShort, vendorTimeOf, type ListPage, type PostLists } from '../watch/postLists';
import { watchLists } from '../watch/watchLists';
import { ROOM, type Room } from '../watch/watchState';
import { unreadable } from './answers';
import { fetchItem } from './getPost';
import { statusWords } from './mapping';
import { queryRequest, readItems } from './queryItems';
import { readItem } from './readItem';

/** Documented as the default, so that it is taken in any case. */
const PAGE_SIZE = 50;

/** As many IDs as one call asks for. */
const LOOKS_AT_ONCE = 50;

/** What Wix answers to a filter or a sort order that it does not take. */
const BAD_REQUEST = 400;

const DUE = 'schedulingInfo.scheduledDate';

/** Sorted by the date for which the items were scheduled, as in the contract's example. */
const SOONEST_FIRST: readonly JsonObject[] = [{ fieldName: DUE, order: 'ASC' }];

/**
 * Wix tells neither when an item was made nor when it was published, and only scheduled items have a date. So a reading
 * asks for the newest items, for those that are scheduled or on their way, the soonest first, for those that were due since
 * the reading before and have settled, and by their IDs for those that are awaited, failed lately or are drafts: four calls
 * when little happened, and one more for each further 50 changed items. How it is put together: `watchLists`.
 *
 * Inferred: that Query Items filters by status, ID and date and sorts by date (the contract's example does the last), and
 * that new items come first. If it refuses the date, lists by status and their numbers are used instead (at most eight
 * calls). What the API makes impossible to find at a bounded cost: an item without a date that is neither among the 50
 * newest nor among the dozen of drafts and failed items remembered by ID, and is then published by ID at once.
 */
export function listsOf(pageSize = PAGE_SIZE): PostLists {
	return {
		...commonOf(pageSize),
		statuses: ['scheduled'],
		read: async (wire, { status, page }) =>
			status === null
				? await readPage(wire, {}, page, pageSize)
				: await readPage(wire, byStatus('scheduled', 'publishing'), page, pageSize, SOONEST_FIRST),
		readDue: async (wire, from, page) =>
			await readPage(
				wire,
				{ ...byStatus('published', 'failed'), [DUE]: { $gte: from } },
				page,
				pageSize,
				SOONEST_FIRST,
			),
	};
}

/** Without dates: the items of a status in Wix's own order; `null` where it does not take even that. */
export function plainListsOf(pageSize = PAGE_SIZE): PostLists {
	return {
		...commonOf(pageSize),
		statuses: ['scheduled', 'published', 'failed', 'publishing'],
		read: async (wire, { status, page }) => {
			if (status === null) return await readPage(wire, {}, page, pageSize);
			const read = await unlessRefused(readPage(wire, byStatus(status), page, pageSize));
			return read !== null && read.posts.every((post) => post.status === status) ? read : null;
		},
	};
}

function commonOf(
	pageSize: number,
): Pick<PostLists, 'pageSize' | 'listsAtOnce' | 'looksAtOnce' | 'look' | 'settledAt'> {
	return {
		pageSize,
		listsAtOnce: 4,
		looksAtOnce: LOOKS_AT_ONCE,
		look: async (wire, ids) => {
			const listed = await unlessRefused(readPage(wire, { id: { $in: ids } }, 0, LOOKS_AT_ONCE));
			const posts = (listed?.posts ?? []).filter(({ id }) => ids.includes(id));
			const missing = ids.filter((id) => !posts.some((post) => post.id === id));
			// That a filter finds nothing is no proof.
			const found = await Promise.all(missing.map(async (id) => await fetchItem(wire, id)));
			return [...posts, ...found.flatMap((item) => (item instanceof VendorError ? [] : [readItem(item)]))];
		},
		settledAt: () => null,
	};
}

/** By date as long as Wix takes that; a cursor remembers that it does not. */
export function watchItems(pageSize = PAGE_SIZE, room: Room = ROOM): WatchOperations {
	const byDate = watchLists(listsOf(pageSize), room);
	const plain = watchLists(plainListsOf(pageSize), room);
	return {
		changedPosts: async (wire, cursor, options) => {
			const isPlain = asObject(cursor).plain === true;
			const changed = isPlain ? null : await unlessRefused(byDate.changedPosts(wire, cursor, options));
			if (changed !== null) return changed;
			const found = await plain.changedPosts(wire, cursor, options);
			return { ...found, cursor: { ...asObject(found.cursor), plain: true } };
		},
	};
}

export const watch = watchItems();

function byStatus(...statuses: Parameters<typeof statusWords>[0] & object): JsonObject {
	return { status: { $in: statusWords(statuses) } };
}

async function readPage(
	wire: Wire,
	filter: JsonObject,
	page: number,
	pageSize: number,
	sort?: readonly JsonObject[],
): Promise<ListPage> {
	const offset = page * pageSize;
	const response = await wire.send(queryRequest({ filter, limit: pageSize, sort }, offset));
	const { entries, count, isLast, total } = readItems(response.body, offset);
	const posts = entries.map(readItem);
	if (isCutShort({ listed: count, posts, total: total ?? null, offset, pageSize }))
		throw unreadable('The list of items is cut short', 'none');
	return {
		posts,
		total: total ?? (count === 0 ? offset : null),
		isLast,
		atMs: vendorTimeOf(response),
	};
}

async function unlessRefused<T>(call: Promise<T>): Promise<T | null> {
	const answer = await orVendorError(call, ({ facts }) => facts.httpCode === BAD_REQUEST);
	return answer instanceof VendorError ? null : answer;
}
