import { asBoolean, asNumber, asObject, asText, type JsonObject } from '../../domain/json';
import type { PostQuery } from '../../domain/post';
import { orVendorError } from '../../transport/answers';
import { readPages, type Page } from '../../transport/pages';
import { VendorError } from '../../transport/vendorError';
import type { Wire } from '../../transport/wire';
import { requireList } from './answers';
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
 */
export async function* queryItems(
	wire: Wire,
	filter: JsonObject,
	pageSize: number,
): AsyncGenerator<readonly JsonObject[]> {
	let wish: Wish = { filter, limit: Math.min(pageSize, MAX_PAGE_SIZE) };
	let offset = 0;
	yield* readPages(
		(item) => asText(item.id) ?? '',
		async () => {
			const answer = await queryPage(wire, wish, offset);
			wish = answer.wish;
			offset += answer.entries.length;
			return answer;
		},
	);
}

/**
 * The item with that reference ID, as far as it can be found; `null` when it cannot. Whether Wix filters by it is not
 * documented, so that an empty answer is no proof.
 */
export async function findByReference(wire: Wire, referenceId: string): Promise<JsonObject | null> {
	const isWanted = (item: JsonObject) => asText(item.referenceId) === referenceId;
	return (await find(wire, { referenceId }, isWanted)) ?? (await find(wire, {}, isWanted));
}

/** The item with that ID; `null` when there is none. */
export async function findById(wire: Wire, id: string): Promise<JsonObject | null> {
	return await find(wire, { id }, (item) => asText(item.id) === id);
}

async function find(
	wire: Wire,
	filter: JsonObject,
	isWanted: (item: JsonObject) => boolean,
): Promise<JsonObject | null> {
	let pages = 0;
	for await (const page of queryItems(wire, filter, MAX_PAGE_SIZE)) {
		const match = page.find(isWanted);
		if (match !== undefined) return match;
		if (++pages >= MAX_SEARCHED_PAGES) break;
	}
	return null;
}

interface Wish {
	readonly filter: JsonObject;
	readonly limit: number;
}

interface Answer extends Page<JsonObject> {
	/** What Wix was asked in the end. */
	readonly wish: Wish;
}

async function queryPage(wire: Wire, wish: Wish, offset: number): Promise<Answer> {
	const page = await orVendorError(sendQuery(wire, wish, offset));
	if (!(page instanceof VendorError)) return page;

	const isPlain = Object.keys(wish.filter).length === 0 && wish.limit <= SAFE_PAGE_SIZE;
	if (isPlain || offset > 0 || page.facts.httpCode !== BAD_REQUEST) throw page;
	return await sendQuery(wire, { filter: {}, limit: Math.min(wish.limit, SAFE_PAGE_SIZE) }, offset);
}

async function sendQuery(wire: Wire, wish: Wish, offset: number): Promise<Answer> {
	const { body } = await wire.send({
		method: 'POST',
		path: '/social-publisher/v1/items/query',
		body: { query: { filter: wish.filter, paging: { limit: wish.limit, offset } } },
		repeatable: 'safe',
	});
	const entries = requireList(asObject(body).items, 'items')
		.map(asObject)
		.filter((item) => asText(item.id) !== null);
	const paging = asObject(asObject(body).pagingMetadata);
	const total = asNumber(paging.total) ?? 0;
	// A total of 0 beside items means that it is not counted.
	const isCounted = total > 0 && offset + entries.length >= total;
	return { entries, isLast: asBoolean(paging.hasNext) === false || isCounted, wish };
}
