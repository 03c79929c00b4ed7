import type { JsonObject } from '../../domain/json';
import type { Post } from '../../domain/post';
import { orVendorError } from '../../transport/answers';
import { pathSegment } from '../../transport/pathSegment';
import { VendorError } from '../../transport/vendorError';
import type { Wire } from '../../transport/wire';
import type { Found } from '../provider';
import { itemOf, notFound } from './answers';
import { findById } from './queryItems';
import { itemIdsOf, mergeItems, rawOf, readItem } from './readItem';
import { NO_SUCH_ITEM_CODE } from './rules';

/** One item of a post; an error where it does not exist. */
export interface FetchedItem {
	readonly id: string;
	readonly answer: JsonObject | VendorError;
}

/** The post as it is now. An item that is gone does not hide the others. */
export async function getPost(wire: Wire, postId: string): Promise<Found<Post>> {
	const fetched = await fetchItems(wire, postId);
	const [first, ...others] = itemsThere(fetched);
	return {
		item: {
			...mergeItems([readItem(first), ...others.map(readItem)]),
			warnings: missingIn(fetched),
		},
		raw: rawOf([first, ...others]),
	};
}

/**
 * The items of a post, each read for itself, and once only, even if the ID names one twice.
 *
 * @throws VendorError of cause `notFound` for an ID without items
 */
export async function fetchItems(wire: Wire, postId: string): Promise<readonly FetchedItem[]> {
	const ids = [...new Set(itemIdsOf(postId))];
	if (ids.length === 0) throw notFound(`There is no post "${postId}"`, 'Check the post ID.');
	return await Promise.all(ids.map(async (id) => ({ id, answer: await fetchItem(wire, id) })));
}

/** @throws VendorError when none of the items exists */
export function itemsThere(fetched: readonly FetchedItem[]): readonly [JsonObject, ...JsonObject[]] {
	const items = fetched.flatMap(({ answer }) => (answer instanceof VendorError ? [] : [answer]));
	const [first, ...others] = items;
	if (first !== undefined) return [first, ...others];
	const failure = fetched.map(({ answer }) => answer).find((answer) => answer instanceof VendorError);
	throw failure ?? notFound('There is no such post', 'Check the post ID.');
}

/** A warning when some of the items do not exist. */
export function missingIn(fetched: readonly FetchedItem[]): string[] {
	const lost = fetched.filter(({ answer }) => answer instanceof VendorError).length;
	return lost === 0 ? [] : [`${lost} of the ${fetched.length} items of the post do not exist any more.`];
}

/**
 * The path of Get Item is inferred: where it is not there, the list is asked for the ID.
 *
 * @returns the error when the item does not exist
 */
export async function fetchItem(wire: Wire, id: string): Promise<JsonObject | VendorError> {
	const answer = await orVendorError(wire.send({ method: 'GET', path: itemPath(id), repeatable: 'safe' }));
	if (!(answer instanceof VendorError)) return itemOf(answer.body, 'none');
	if (answer.facts.cause !== 'notFound') throw answer;
	return answer.facts.code === NO_SUCH_ITEM_CODE ? answer : ((await findById(wire, id)) ?? answer);
}

export function itemPath(id: string): string {
	return `/social-publisher/v1/items/${pathSegment(id)}`;
}
