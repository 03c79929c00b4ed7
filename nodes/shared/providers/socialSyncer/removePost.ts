import { POST_STATUSES, type Post } from '../../domain/post';
import type { Wire } from '../../transport/wire';
import type { Found, PostRemoval } from '../provider';
import { findPost } from './getPost';
import { removeRecord } from './removeRecord';

const STAYS_WARNING =
	'What is live on the networks stays there; SocialSyncerAPI cannot take it down, and no longer knows of it.';
const GOING_OUT_WARNING =
	'The post was going out at that moment: what reaches the networks stays there, and SocialSyncerAPI no longer knows of it.';
const UNKNOWN_WARNING =
	'The post was in a state that is not known here. If it was out, what is live on the networks stays there.';

/** A post that is going out may be refused; that the vendor takes all others is inferred. */
const REMOVABLE = POST_STATUSES.filter((status) => status !== 'publishing');

/** Removes the record of a post. */
export async function removePost(wire: Wire, postId: string): Promise<Found<PostRemoval>> {
	const before = await findPost(wire, postId);
	if (before === null) return { item: { id: postId, alreadyGone: true, warnings: [] }, raw: null };

	const raw = await removeRecord(wire, postId, REMOVABLE, 'it cannot be deleted yet');
	return { item: { id: postId, alreadyGone: false, warnings: warningsFor(before.item) }, raw };
}

function warningsFor({ status }: Post): string[] {
	if (status === 'published' || status === 'partiallyPublished') return [STAYS_WARNING];
	if (status === 'publishing') return [GOING_OUT_WARNING];
	return status === 'unknown' ? [UNKNOWN_WARNING] : [];
}
