import { asBoolean, asNumber, asObject, asText, type JsonObject, type JsonValue } from '../../domain/json';
import type { PostQuery } from '../../domain/post';
import { orVendorError } from '../../transport/answers';
import { readPages, type Page } from '../../transport/pages';
import { VendorError } from '../../transport/vendorError';
import type { VendorRequest, Wire } from '../../transport/wire';
import { requireList, unreadable } from './answers';
import { channelsOf, statusWords } from './mapping';

/** The highest limit is not documented; this is what Wix's other lists take. */
const MAX_PAGE_SIZE = 100;

/** Documented as the default, so that it is taken in any case. */
const SAFE_PAGE_SIZE = 50;

/** What Wix answers to a filter or a limit that it does not take. */
const BAD_REQUEST = 400;

/** How many pages are looked through for one item. */
const MAX_SEARCHED_PAGES = 20;

/** The part of a query that Wix's filter can say. Which fields it takes is not documented; these are in its own examples. */
export function filterFor(query: PostQuery): JsonObject {
	const statuses = statusWords(query.status);
	const channels = query.platforms === undefined ? [] : channelsOf(query.platforms);
	return {
		...(statuses.length === 0 ? {} : { status: { $in: statuses } }),
		...(channels.length === 0 ? {} : { 'channel.name': { $in: channels } }),
	};
}

/**
 * The items page by page, in Wix's own order. If Wix refuses the filter or the page size, everything is read in its
 * default pages instead. Ends when Wix says so, or when a page brings nothing new.
 *
 * @param pagesAtOnce how many pages may be read at the same time, once the first one tells how many there are
 */
export async function* queryItems(
	wire: Wire,
	filter: JsonObject,
	pageSize: number,
	pagesAtOnce?: number,
): AsyncGenerator<readonly JsonObject[]> {
	let wish: Wish = { filter, limit: Math.min(pageSize, MAX_PAGE_SIZE) };
	yield* readPages(
		(item) => asText(item.id) ?? '',
		async (index) => {
			if (index > 0) return await readWholePage(wire, wish, index * wish.limit);
			const first = await readFirstPage(wire, wish);
			// Wix may give fewer than were asked for: the others begin where this one ends.
			wish = { filter: first.wish.filter, limit: first.count };
			return first;
		},
		{ pageSize: wish.limit, pagesAtOnce, unreadable },
	);
}

/** The items with those reference IDs, by them, as far as they can be found: whether Wix filters by it is not documented. */
export async function findByReferences(
	wire: Wire,
	referenceIds: readonly string[],
): Promise<ReadonlyMap<string, JsonObject>> {
	const found = await find(wire, { referenceId: { $in: referenceIds } }, 'referenceId', referenceIds);
	const missing = referenceIds.filter((id) => !found.has(id));
	// That a filter finds nothing is no proof.
	return missing.length === 0
		? found
		: new Map([...found, ...(await find(wire, {}, 'referenceId', missing))]);
}

/** The item with that ID; `null` when there is none. */
export async function findById(wire: Wire, id: string): Promise<JsonObject | null> {
	return (await find(wire, { id }, 'id', [id])).get(id) ?? null;
}

async function find(
	wire: Wire,
	filter: JsonObject,
	field: 'id' | 'referenceId',
	values: readonly string[],
): Promise<Map<string, JsonObject>> {
	const wanted = new Set(values);
	const found = new Map<string, JsonObject>();
	let pages = 0;
	for await (const page of queryItems(wire, filter, MAX_PAGE_SIZE)) {
		for (const item of page) {
			const value = asText(item[field]) ?? '';
			if (wanted.delete(value)) found.set(value, item);
		}
		if (wanted.size === 0 || ++pages >= MAX_SEARCHED_PAGES) break;
	}
	return found;
}

interface Wish {
	readonly filter: JsonObject;
	readonly limit: number;
}

interface Answer extends Page<JsonObject> {
	/** Of the entries that Wix gave, also those that cannot be read. */
	readonly count: number;
}

/** The call for one page of items. Without `sort` they come in Wix's own order. */
export function queryRequest(
	{ filter, limit, sort }: Wish & { readonly sort?: readonly JsonObject[] },
	offset: number,
): VendorRequest {
	return {
		method: 'POST',
		path: '/social-publisher/v1/items/query',
		body: { query: { filter, ...(sort && { sort }), paging: { limit, offset } } },
		repeatable: 'safe',
	};
}

/** @returns the page beside what Wix was asked in the end */
async function readFirstPage(wire: Wire, wish: Wish): Promise<Answer & { readonly wish: Wish }> {
	const page = await orVendorError(sendQuery(wire, wish, 0));
	if (!(page instanceof VendorError)) return { ...page, wish };

	const isPlain = Object.keys(wish.filter).length === 0 && wish.limit <= SAFE_PAGE_SIZE;
	if (isPlain || page.facts.httpCode !== BAD_REQUEST) throw page;
	const plain: Wish = { filter: {}, limit: Math.min(wish.limit, SAFE_PAGE_SIZE) };
	return { ...(await sendQuery(wire, plain, 0)), wish: plain };
}

/** A page that comes short before the end is read on: the next one would leave a gap. */
async function readWholePage(wire: Wire, wish: Wish, start: number): Promise<Page<JsonObject>> {
	const entries: JsonObject[] = [];
	let offset = start;
	for (;;) {
		const { limit } = wish;
		const answer = await sendQuery(wire, { ...wish, limit: start + limit - offset }, offset);
		entries.push(...answer.entries);
		offset += answer.count;
		if (answer.isLast || offset >= start + limit) return { ...answer, entries };
	}
}

async function sendQuery(wire: Wire, wish: Wish, offset: number): Promise<Answer> {
	const { body } = await wire.send(queryRequest(wish, offset));
	return readItems(body, offset);
}

/** The items of an answer that began at that offset. */
export function readItems(body: JsonValue, offset: number): Answer {
	const found = requireList(asObject(body).items, 'items');
	const paging = asObject(asObject(body).pagingMetadata);
	// A total of 0 beside items means that it is not counted.
	const total = asNumber(paging.total) || null;
	return {
		entries: found.map(asObject).filter((item) => asText(item.id) !== null),
		count: found.length,
		isLast:
			found.length === 0 ||
			asBoolean(paging.hasNext) === false ||
			(total !== null && offset + found.length >= total),
		total,
	};
}
