import type { JsonObject } from '../../domain/json';
import type { Post, PostDraft } from '../../domain/post';
import { orVendorError } from '../../transport/answers';
import { VendorError } from '../../transport/vendorError';
import type { Wire } from '../../transport/wire';
import type { Found } from '../provider';
import { itemOf } from './answers';
import { assemblePost } from './assemblePost';
import { itemBodiesFor, type ItemBody } from './itemBody';
import { planMedia, uploadPlanned } from './placeMedia';
import { findByReferences } from './queryItems';
import { saysItemIsThere } from './rules';

const NOT_MADE = 'No post was made.';

/**
 * Sends one item per account, once all media are in place.
 *
 * @throws VendorError of the first account when none was taken
 */
export async function createPost(wire: Wire, draft: PostDraft): Promise<Found<Post>> {
	const planned = await planMedia(wire, draft.media, NOT_MADE);
	// All bodies first: one that cannot be made must leave nothing uploaded and none of the others sent.
	itemBodiesFor(draft, planned);
	const bodies = itemBodiesFor(draft, await uploadPlanned(wire, planned, NOT_MADE));
	const sent = bodies.map(async (body) => {
		const answer = await orVendorError(sendOrFind(wire, draft, body), isOfThisItem);
		return { body, answer };
	});
	const post = assemblePost(draft, await Promise.all(sent));
	if (post instanceof VendorError) throw post;
	return post;
}

/** A cancelled execution concerns all items. */
export function isOfThisItem({ facts }: VendorError): boolean {
	return facts.cause !== 'cancelled';
}

/** Wix refuses a second item with the same reference ID: then the first one arrived, and is what was asked for. */
async function sendOrFind(
	wire: Wire,
	draft: PostDraft,
	{ item: body, referenceId }: ItemBody,
): Promise<JsonObject> {
	const answer = await orVendorError(
		wire.send({
			method: 'POST',
			path: draft.mode === 'draft' ? '/social-publisher/v1/items' : '/social-publisher/v1/publish',
			body: { item: body },
			repeatable: 'keyed',
		}),
	);
	if (!(answer instanceof VendorError)) return itemOf(answer.body, 'unknown');
	if (!saysItemIsThere(answer)) throw answer;
	const earlier = await orVendorError(findByReferences(wire, [referenceId]), isOfThisItem);
	// The item is there, though it cannot be shown now.
	if (earlier instanceof VendorError) throw new VendorError({ ...earlier.facts, outcome: 'unknown' });
	const item = earlier.get(referenceId);
	if (item === undefined) throw answer;
	return item;
}
