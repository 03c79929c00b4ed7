import type { JsonObject } from '../../domain/json';
import type { Post } from '../../domain/post';
import { VendorError } from '../../transport/vendorError';
import type { Repeatable, Wire } from '../../transport/wire';
import { answeredPost } from './answeredPost';
import { attempt } from './attempt';
import { explainFailure, type Deed } from './failedCall';
import { postPath, type FoundPost } from './getPost';
import { isDueWithin } from './postState';

/** No call is sent again later than this: at most four tries of a minute each, and a minute of waiting. */
const LAST_REPEAT_MS = 10 * 60_000;

/**
 * `PUT /posts/{id}`: inferred, as a partial change of a draft or scheduled post. PATCH may be the right method instead.
 *
 * @throws VendorError as `explainFailure`
 */
export async function changePost(
	wire: Wire,
	postId: string,
	body: JsonObject,
	deed: Deed,
): Promise<FoundPost> {
	const answer = await attempt(
		wire.send({ method: 'PUT', path: postPath(postId), body, repeatable: deed.repeatable }),
	);
	if (answer instanceof VendorError) return await explainFailure(wire, postId, answer, deed);
	return await answeredPost(wire, postId, answer.body);
}

/**
 * Whether a change that sets a state may be repeated: the same twice is the same as once, unless the post goes out in
 * between, because what the vendor does with a change that comes after that is not documented.
 */
export function repeatableUnlessDue(post: Post): Repeatable {
	return isDueWithin(post, LAST_REPEAT_MS) ? 'never' : 'safe';
}

/** Whether two times are the same; the vendor has no milliseconds. */
export function isSameTime(one: string | null, other: string): boolean {
	const second = (iso: string) => Math.floor(Date.parse(iso) / 1_000);
	return one !== null && second(one) === second(other);
}
