import { POST_STATUSES, type PostStatus } from '../../domain/post';
import type { Wire } from '../../transport/wire';
import type { Found, PostRemoval } from '../provider';
import { findPost } from './getPost';
import { removeRecord } from './removeRecord';

const STAYS_WARNING =
	'What is live on the networks stays there. PostEverywhere no longer knows of it, so that Unpublish cannot take it down from X any more.';
const GOING_OUT_WARNING =
	'The post was going out at that moment: what reaches the networks stays there, and PostEverywhere no longer knows of it.';
const UNKNOWN_WARNING =
	'The post was in a state that is not known here. If it was out, what is live on the networks stays there.';

/** In which states a post can be deleted has changed with the years; the vendor decides (contract page, section 12). */
const CONDITION = { allowed: POST_STATUSES, refusal: 'it cannot be deleted' };

/** Removes the record of a post. */
export async function removePost(wire: Wire, postId: string): Promise<Found<PostRemoval>> {
	const before = await findPost(wire, postId);
	if (before === null) return { item: { id: postId, alreadyGone: true, warnings: [] }, raw: null };

	const raw = await removeRecord(wire, postId, CONDITION);
	return { item: { id: postId, alreadyGone: false, warnings: warningsFor(before.item.status) }, raw };
}

function warningsFor(status: PostStatus): string[] {
	if (status === 'published' || status === 'partiallyPublished') return [STAYS_WARNING];
	if (status === 'publishing') return [GOING_OUT_WARNING];
	return status === 'unknown' ? [UNKNOWN_WARNING] : [];
}
