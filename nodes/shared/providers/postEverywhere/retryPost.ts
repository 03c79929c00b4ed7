import { asNumber } from '../../domain/json';
import type { Post, Target } from '../../domain/post';
import type { Wire } from '../../transport/wire';
import { dataOf } from './answers';
import { getPost, type FoundPost } from './getPost';
import { postAfter } from './postAfter';
import { conflict, refusedByState } from './postState';
import { sendOnce } from './sendOnce';

const REFUSAL = 'there is nothing to send again';

/**
 * `POST /posts/{id}/retry`: puts only failed destinations back in the queue. What it does when none has failed is not
 * documented, so it is not called then.
 */
export async function retry(wire: Wire, postId: string): Promise<FoundPost> {
	const { item: before } = await getPost(wire, postId);
	const failed = failedTargets(before);
	if (failed.length === 0) throw refusedByState(before, REFUSAL);

	const sent = await sendOnce(wire, postId, {
		allowed: ['failed', 'partiallyPublished', 'publishing'],
		refusal: REFUSAL,
		method: 'POST',
		call: '/retry',
		participle: 'sent again',
		isDone: ({ item }) => failed.some((target) => wasTriedAgain(target, item)),
	});
	if ('shown' in sent) return sent.shown;
	if (asNumber(dataOf(sent.answer).retried_count) === 0) {
		throw conflict(
			`PostEverywhere found no failed account of the post ${postId} to send again to`,
			'Nothing was sent. Look with Get Results: somebody else may have sent it again just now.',
		);
	}
	return await postAfter(wire, before, sent.answer);
}

function failedTargets({ targets }: Post): Target[] {
	return targets.filter(({ status }) => status === 'failed');
}

/** One whose account is still dead fails again at once; only the number of attempts tells then. */
function wasTriedAgain({ accountId, attempts }: Target, now: Post): boolean {
	return now.targets.some(
		(target) =>
			accountId !== null &&
			target.accountId === accountId &&
			(target.status !== 'failed' || (target.attempts ?? 0) > (attempts ?? 0)),
	);
}
