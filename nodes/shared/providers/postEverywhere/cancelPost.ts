import type { Post } from '../../domain/post';
import { VendorError } from '../../transport/vendorError';
import type { Wire } from '../../transport/wire';
import { attempt, getPost, type FoundPost } from './getPost';
import { OPEN, requireState } from './postState';
import { removeRecord } from './removeRecord';

const CONDITION = { allowed: OPEN, refusal: 'it cannot be cancelled' };

const NO_RECORD_WARNING =
	'PostEverywhere has no call that cancels a post, so it was deleted there and no record of it is kept.';
const CANCELLED_BEFORE_ADVICE =
	'Check the ID. A post that was cancelled before is gone as well: to cancel it, PostEverywhere has to delete it.';

/** The vendor's clock and ours may differ by this much, and a post goes out without waiting for us. */
const CLOSE_CALL_MS = 120_000;

/** Keeps a scheduled post (or a draft) from going out by deleting it. */
export async function cancel(wire: Wire, postId: string): Promise<FoundPost> {
	const { item, raw } = await readBefore(wire, postId);
	requireState(item, CONDITION);
	await removeRecord(wire, postId, CONDITION);
	return {
		item: {
			...item,
			status: 'cancelled',
			targets: item.targets.map((target) => ({ ...target, status: 'cancelled' })),
			warnings: [NO_RECORD_WARNING, ...closeCallWarning(item)],
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

/** The vendor deletes a post that has just gone out as well, and its answer does not tell the one from the other. */
function closeCallWarning({ scheduledAt }: Post): string[] {
	if (scheduledAt === null || Date.parse(scheduledAt) - Date.now() >= CLOSE_CALL_MS) return [];
	return [
		`The post was due at ${scheduledAt}, so close that it may have gone out just before: look on the networks.`,
	];
}
