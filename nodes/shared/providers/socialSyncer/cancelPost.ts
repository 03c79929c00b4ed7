import { VendorError } from '../../transport/vendorError';
import type { Wire } from '../../transport/wire';
import { unreadable } from './answers';
import { attempt } from './attempt';
import { findPost, getPost, type FoundPost } from './getPost';
import { OPEN, isDueWithin, requireState } from './postState';
import { removeRecord } from './removeRecord';

const REFUSAL = 'it cannot be cancelled';

const NO_RECORD_WARNING =
	'SocialSyncerAPI has no call that cancels a post, so it was deleted there and no record of it is kept.';
const STILL_LISTED_WARNING =
	'SocialSyncerAPI confirmed that it deleted the post, and still shows it in a state that is not known here. Check it there.';
const CANCELLED_BEFORE_ADVICE =
	'Check the ID. A post that was cancelled before is gone as well: to cancel it, SocialSyncerAPI has to delete it.';

/** The vendor's clock and ours may differ by this much, and a post goes out without waiting for us. */
const CLOSE_CALL_MS = 120_000;

/** Keeps a scheduled post (or a draft) from going out by deleting it, and checks that it is gone. */
export async function cancel(wire: Wire, postId: string): Promise<FoundPost> {
	const before = await readBefore(wire, postId);
	requireState(before.item, OPEN, REFUSAL);
	await removeRecord(wire, postId, OPEN, REFUSAL);

	const { item, raw } = before;
	const closeCall = isDueWithin(item, CLOSE_CALL_MS)
		? [
				`The post was due at ${item.scheduledAt}, so close that it may have gone out just before: look on the networks.`,
			]
		: [];
	return {
		item: {
			...item,
			status: 'cancelled',
			targets: item.targets.map((target) => ({ ...target, status: 'cancelled' })),
			warnings: [NO_RECORD_WARNING, ...closeCall, ...(await checkGone(wire, postId))],
		},
		raw,
	};
}

async function readBefore(wire: Wire, postId: string): Promise<FoundPost> {
	const before = await attempt(getPost(wire, postId));
	if (!(before instanceof VendorError)) return before;
	throw before.facts.cause === 'notFound'
		? new VendorError({ ...before.facts, advice: CANCELLED_BEFORE_ADVICE })
		: before;
}

/**
 * What has to be said about a post that should be gone.
 *
 * @throws VendorError when it is not: `conflict` when it went out after all
 */
async function checkGone(wire: Wire, postId: string): Promise<string[]> {
	const after = await attempt(findPost(wire, postId));
	if (after === null) return [];
	if (after instanceof VendorError) {
		return [`That the post is gone could not be checked: ${after.facts.message}`];
	}
	requireState(after.item, [...OPEN, 'unknown', 'cancelled', 'deleted'], 'it was not cancelled in time');
	if (OPEN.includes(after.item.status)) {
		throw unreadable('SocialSyncerAPI confirmed that it deleted the post, and still shows it', 'unknown');
	}
	return [STILL_LISTED_WARNING];
}
