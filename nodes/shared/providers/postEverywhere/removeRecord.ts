import type { JsonObject } from '../../domain/json';
import { VendorError } from '../../transport/vendorError';
import type { VendorRequest, Wire } from '../../transport/wire';
import { dataOf, unreadable } from './answers';
import { attempt, findPost, postPath } from './getPost';
import { requireState, type Condition } from './postState';
import { explainConflict } from './sendOnce';

/**
 * `DELETE /posts/{id}` of a post that was there a moment ago.
 *
 * @returns what the answer says; `null` when no answer tells it, but the post is gone: the first answer was lost, or somebody
 *   else was faster
 * @throws VendorError: `conflict` when the post is in a state that is not allowed
 */
export async function removeRecord(
	wire: Wire,
	postId: string,
	condition: Condition,
	query: VendorRequest['query'] = {},
): Promise<JsonObject | null> {
	// A second one finds nothing to delete.
	const answer = await attempt(
		wire.send({ method: 'DELETE', path: postPath(postId), query, repeatable: 'safe' }),
	);
	if (!(answer instanceof VendorError)) {
		const data = dataOf(answer.body);
		if (data.deleted !== false) return data;
		throw unreadable(`PostEverywhere did not delete the post ${postId}`, 'none', answer.body);
	}
	const { cause } = answer.facts;
	if (cause === 'notFound') return null;
	if (cause === 'conflict') throw await explainConflict(wire, postId, answer, condition);
	if (cause !== 'unavailable' && cause !== 'unreachable') throw answer;

	const now = await attempt(findPost(wire, postId));
	if (now === null) return null;
	if (now instanceof VendorError) throw unclear(postId, answer);
	requireState(now.item, condition);
	throw answer;
}

function unclear(postId: string, { facts }: VendorError): VendorError {
	return new VendorError({
		...facts,
		message: `The post ${postId} may or may not have been deleted: ${facts.message}`,
		advice: 'Look whether Get still finds the post. Running this again does no harm.',
		outcome: 'unknown',
	});
}
