import type { Post, PostStatus } from '../../domain/post';
import { VendorError } from '../../transport/vendorError';
import type { Wire } from '../../transport/wire';
import type { Found, PostRemoval } from '../provider';
import { answeredAt, isNotFound } from './answers';
import { type FoundPost, getPost, pathOfPost } from './getPost';
import { conflict, isRefusal, requireStatus } from './postState';

const NO_RECORD =
	'SmartlyQ keeps no record of a cancelled post: it was removed, and cannot be looked up any more.';
const CLOSE_CALL =
	'Its time came while it was being cancelled, so it may have gone out all the same. Look at the networks.';

/**
 * Removes a post that has not gone out: the vendor has no call that only cancels. Contract: `DELETE /social/posts/{id}`,
 * status and lifecycle.
 */
export async function cancel(wire: Wire, postId: string): Promise<FoundPost> {
	const { item, raw } = await getPost(wire, postId).catch((error: unknown) => {
		throw isGone(error) ? goneBefore(error) : error;
	});
	if (item.status === 'cancelled') return { item, raw };
	requireStatus(item, ['scheduled', 'draft'], 'cancelled');
	const removedAt = await remove(wire, item);
	const isCloseCall = item.scheduledAt !== null && removedAt >= item.scheduledAt;
	return {
		item: {
			...item,
			status: 'cancelled',
			targets: item.targets.map((target) => ({ ...target, status: 'cancelled' })),
			warnings: [...item.warnings, NO_RECORD, ...(isCloseCall ? [CLOSE_CALL] : [])],
		},
		raw,
	};
}

/** The post is read first, because the answer does not say what was removed. Contract: `DELETE /social/posts/{id}`. */
export async function deletePost(wire: Wire, postId: string): Promise<Found<PostRemoval>> {
	const found = await getPost(wire, postId).catch((error: unknown) => {
		if (isGone(error)) return null;
		throw error;
	});
	if (found === null) return { item: { id: postId, alreadyGone: true, warnings: [GONE] }, raw: null };
	await remove(wire, found.item);
	const warning = WARNINGS[found.item.status];
	return {
		item: { id: found.item.id, alreadyGone: false, warnings: warning === undefined ? [] : [warning] },
		raw: found.raw,
	};
}

const GONE =
	'No post with this ID is here, so nothing was removed. If it belongs to another profile than the credential names, it is still there.';
const STAYS_LIVE =
	'Only the record was removed. What is live on the networks stays there, and SmartlyQ can no longer take it down.';

/** What a removed record means where it was more than a note. */
const WARNINGS: Readonly<Partial<Record<PostStatus, string>>> = {
	scheduled: 'It was still waiting for its time, so it will not go out.',
	publishing: 'It was being published just then. It may go out, and its result cannot be looked up any more.',
	published: STAYS_LIVE,
	partiallyPublished: STAYS_LIVE,
};

/** @returns when it was gone, by the vendor's clock where it tells, as ISO 8601 UTC */
async function remove(wire: Wire, { id, status }: Post): Promise<string> {
	return await wire.send({ method: 'DELETE', path: pathOfPost(id), repeatable: 'safe' }).then(
		({ headers }) => answeredAt({ body: null, headers }),
		(error: unknown) => {
			// It was there a moment ago, so a first try whose answer was lost has removed it.
			if (isGone(error)) return new Date().toISOString();
			throw isRefusal(error) ? notRemovable(error, status) : error;
		},
	);
}

/** Whether the vendor itself says so: a 404 of something in between does not mean that a post is gone. */
function isGone(error: unknown): error is VendorError {
	return isNotFound(error) && error.facts.code !== null;
}

/** What becomes of a published post is not documented; the docs only point to unpublishing. */
function notRemovable({ facts }: VendorError, status: PostStatus): VendorError {
	const { message } = facts;
	if (status === 'scheduled' || status === 'draft') {
		return conflict(
			message,
			'The post may have gone out meanwhile. Look at it with Get Results, then decide.',
		);
	}
	return new VendorError({
		...facts,
		cause: 'conflict',
		advice:
			'SmartlyQ does not remove the record of this post. To take it down from the networks, use Unpublish.',
	});
}

function goneBefore({ facts }: VendorError): VendorError {
	return new VendorError({
		...facts,
		advice:
			'Check the ID and the profile. SmartlyQ keeps no record of a post that was cancelled or deleted, so it may have been cancelled already.',
	});
}
