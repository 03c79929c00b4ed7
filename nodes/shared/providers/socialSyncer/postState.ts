import type { Post, PostStatus } from '../../domain/post';
import { VendorError } from '../../transport/vendorError';

/** Posts that can still be changed, and have not gone anywhere. That these two can be is inferred. */
export const OPEN: readonly PostStatus[] = ['draft', 'scheduled'];

/** Posts that have gone out or are about to, with or without success. */
const OUT: readonly PostStatus[] = ['publishing', 'published', 'partiallyPublished', 'failed'];

interface State {
	readonly words: string;
	/** What can be done with such a post instead. */
	readonly advice: string;
}

const ELSEWHERE = 'Look at the post at SocialSyncerAPI.';
const STAYS_OUT = 'What is out can be changed or taken down only on the networks themselves.';

const STATES: Readonly<Record<PostStatus, State>> = {
	draft: {
		words: 'is a draft',
		advice: 'Publish Draft lets it go out, now or at a time; Delete removes it.',
	},
	scheduled: {
		words: 'is scheduled',
		advice: 'It goes out by itself. Reschedule moves it, Cancel stops it, Publish Draft lets it go out now.',
	},
	publishing: {
		words: 'is being published',
		advice: 'Wait until it is out; Get Results then tells what became of it on each account.',
	},
	published: { words: 'is published', advice: STAYS_OUT },
	partiallyPublished: {
		words: 'is published on some of its accounts and failed on others',
		advice: `Retry sends it again to the accounts that failed. ${STAYS_OUT}`,
	},
	failed: {
		words: 'failed on all of its accounts',
		advice: 'Get Results tells why; Retry sends it again.',
	},
	cancelled: { words: 'is cancelled', advice: ELSEWHERE },
	unpublished: { words: 'was taken down', advice: ELSEWHERE },
	deleted: { words: 'is deleted', advice: ELSEWHERE },
	unknown: { words: 'is in a state that is not known here', advice: ELSEWHERE },
};

/** Whether a post is out, or on its way. */
export function isOut(post: Post): boolean {
	return OUT.includes(post.status);
}

/** Whether a post is due within this time, or already should be out. */
export function isDueWithin(post: Post, milliseconds: number): boolean {
	return post.scheduledAt !== null && Date.parse(post.scheduledAt) - Date.now() < milliseconds;
}

/**
 * Lets pass a post that is in one of these states.
 *
 * @param consequence what follows otherwise, e.g. `it cannot be changed`
 * @throws VendorError of cause `conflict`; nothing was changed
 */
export function requireState(post: Post, allowed: readonly PostStatus[], consequence: string): void {
	if (allowed.includes(post.status)) return;
	const { words, advice } = STATES[post.status];
	throw conflict(`The post ${post.id} ${words}, so ${consequence}`, `Nothing was changed. ${advice}`);
}

/** The error for something that the present state of a post does not allow. The vendor has no code of its own for it. */
export function conflict(message: string, advice: string): VendorError {
	return new VendorError({
		provider: 'socialSyncer',
		cause: 'conflict',
		message,
		advice,
		code: null,
		httpCode: null,
		requestId: null,
		retryable: false,
		outcome: 'none',
	});
}
