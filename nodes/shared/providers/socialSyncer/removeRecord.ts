import { asObject, type JsonValue } from '../../domain/json';
import type { PostStatus } from '../../domain/post';
import { VendorError } from '../../transport/vendorError';
import type { Wire } from '../../transport/wire';
import { unreadable } from './answers';
import { attempt } from './attempt';
import { explainRefusal, isRefusal, isUnclear, undocumented } from './failedCall';
import { findPost, postPath } from './getPost';

/**
 * `DELETE /posts/{id}` of a post that was there a moment ago; inferred.
 *
 * @param allowed states in which it can be removed, for telling a refusal of the state from another one
 * @returns the answer; `null` when it was lost or came from a repeat, and the post is gone
 * @throws VendorError: `conflict` when the vendor refused and the post is in another state
 */
export async function removeRecord(
	wire: Wire,
	postId: string,
	allowed: readonly PostStatus[],
	refusal: string,
): Promise<JsonValue> {
	const answer = await attempt(wire.send({ method: 'DELETE', path: postPath(postId), repeatable: 'safe' }));
	if (!(answer instanceof VendorError)) {
		if (asObject(answer.body).deleted !== false) return answer.body;
		throw unreadable('The answer says that nothing was deleted', 'none');
	}
	if (isRefusal(answer) && answer.facts.cause !== 'notFound') {
		throw await explainRefusal(wire, postId, answer, { allowed, refusal });
	}
	if (answer.facts.cause !== 'notFound' && !isUnclear(answer, 'safe')) throw answer;
	const now = await attempt(findPost(wire, postId));
	if (now === null) return null;
	throw now instanceof VendorError ? unclear(postId, answer) : stillThere(answer);
}

function unclear(postId: string, { facts }: VendorError): VendorError {
	return new VendorError({
		...facts,
		message: `The post ${postId} may or may not have been deleted: ${facts.message}`,
		advice: 'Look whether Get still finds the post. Running this again does no harm.',
		outcome: 'unknown',
	});
}

function stillThere(failure: VendorError): VendorError {
	return failure.facts.cause === 'notFound' ? undocumented(failure) : failure;
}
