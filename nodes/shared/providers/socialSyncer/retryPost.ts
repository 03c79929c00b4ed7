import type { Post, PostStatus } from '../../domain/post';
import { VendorError } from '../../transport/vendorError';
import type { Wire } from '../../transport/wire';
import { answeredPost } from './answeredPost';
import { attempt } from './attempt';
import { explainFailure } from './failedCall';
import { getPost, postPath, type FoundPost } from './getPost';
import { conflict, requireState } from './postState';

const ALLOWED: readonly PostStatus[] = ['failed', 'partiallyPublished'];
const REFUSAL = 'there is nothing to send again';

/**
 * `POST /posts/{id}/retry`: documented to try only the failed platforms again. What it does when none has failed is not,
 * so it is not called then.
 */
export async function retry(wire: Wire, postId: string): Promise<FoundPost> {
	const { item: before } = await getPost(wire, postId);
	requireState(before, ALLOWED, REFUSAL);
	requireFailedTarget(before);

	const answer = await attempt(
		wire.send({
			method: 'POST',
			path: postPath(postId, '/retry'),
			// The first try may be under way already, and whether the vendor sees that is not documented.
			repeatable: 'never',
		}),
	);
	if (!(answer instanceof VendorError)) return await answeredPost(wire, postId, answer.body);
	return await explainFailure(wire, postId, answer, {
		repeatable: 'never',
		allowed: ALLOWED,
		refusal: REFUSAL,
		participle: 'sent again',
		isDone: (post) => !ALLOWED.includes(post.status) || countFailed(post) < countFailed(before),
	});
}

/** A post that shows its targets must show which of them failed. */
function requireFailedTarget(post: Post): void {
	if (post.targets.some(({ status }) => status === 'publishing')) {
		throw conflict(
			`The post ${post.id} is still being sent to some of its accounts`,
			'Nothing was sent. Run this again when Get Results shows a result for each account.',
		);
	}
	if (post.targets.length > 0 && countFailed(post) === 0) {
		throw conflict(
			`The post ${post.id} has failed on none of its accounts, so ${REFUSAL}`,
			'Nothing was sent. Get Results shows what became of it on each account.',
		);
	}
}

function countFailed(post: Post): number {
	return post.targets.filter(({ status }) => status === 'failed').length;
}
