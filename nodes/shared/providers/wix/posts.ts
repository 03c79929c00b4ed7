import type { JsonObject } from '../../domain/json';
import type { Post, PostQuery } from '../../domain/post';
import { orVendorError } from '../../transport/answers';
import { VendorError } from '../../transport/vendorError';
import type { Wire } from '../../transport/wire';
import type { Found, PostOperations } from '../provider';
import { itemOf, notFound } from './answers';
import { createPost } from './createPost';
import { filterFor, findById, queryItems } from './queryItems';
import { itemIdsOf, mergeItems, rawOf, readItem } from './readItem';
import { NO_SUCH_ITEM_CODE } from './rules';

/** One item goes to one account, so that a post is a list of items, and its ID the list of their IDs. */
export const posts: PostOperations = {
	publishModes: ['now', 'schedule', 'draft'],
	hasIdempotencyKey: true,
	// Without those about making and going live: Wix tells the one only of drafts, and the other not at all.
	filters: ['status', 'platforms', 'accountId', 'scheduledAfter', 'scheduledBefore', 'search'],
	// By which fields Wix can sort is not documented.
	sortsBy: [],
	create: createPost,
	get,
	getMany,
};

/** The items are read each for itself; one that is gone does not hide the others. */
async function get(wire: Wire, postId: string): Promise<Found<Post>> {
	const answers = await Promise.all(itemIdsOf(postId).map((id) => fetchItem(wire, id)));
	const items = answers.flatMap((answer) => (answer instanceof VendorError ? [] : [answer]));
	const [first, ...others] = items.map(readItem);
	if (first === undefined) {
		const failure = answers.find((answer) => answer instanceof VendorError);
		throw failure ?? notFound(`There is no post "${postId}"`, 'Check the post ID.');
	}
	const lost = answers.length - items.length;
	const warnings =
		lost === 0 ? [] : [`${lost} of the ${answers.length} items of the post do not exist any more.`];
	return { item: { ...mergeItems([first, ...others]), warnings }, raw: rawOf(items) };
}

/**
 * The path of Get Item is inferred: where it is not there, the list is asked for the ID.
 *
 * @returns the error when the item does not exist
 */
async function fetchItem(wire: Wire, id: string): Promise<JsonObject | VendorError> {
	const answer = await orVendorError(
		wire.send({
			method: 'GET',
			path: `/social-publisher/v1/items/${encodeURIComponent(id)}`,
			repeatable: 'safe',
		}),
	);
	if (!(answer instanceof VendorError)) return itemOf(answer.body, 'none');
	if (answer.facts.cause !== 'notFound') throw answer;
	return answer.facts.code === NO_SUCH_ITEM_CODE ? answer : ((await findById(wire, id)) ?? answer);
}

/** One post per item: which items were made together, Wix does not keep. */
async function* getMany(
	wire: Wire,
	query: PostQuery,
	pageSize: number,
): AsyncGenerator<ReadonlyArray<Found<Post>>> {
	for await (const page of queryItems(wire, filterFor(query), pageSize)) {
		yield page.map((raw) => ({ item: readItem(raw), raw }));
	}
}
