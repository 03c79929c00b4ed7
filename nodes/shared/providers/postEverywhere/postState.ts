import type { Post, PostStatus } from '../../domain/post';
import { VendorError } from '../../transport/vendorError';

/** Posts that can still be changed (contract page, PATCH), and have not gone anywhere. */
export const OPEN: readonly PostStatus[] = ['draft', 'scheduled'];

/** What a call needs of a post. */
export interface Condition {
	readonly allowed: readonly PostStatus[];
	/** What follows in any other state, e.g. `it cannot be changed`. */
	readonly refusal: string;
}

interface State {
	readonly words: string;
	/** What can be done with such a post instead. */
	readonly advice: string;
}

const ELSEWHERE = 'Look at the post at PostEverywhere.';
const STAYS_OUT = 'Unpublish takes it down from X; on other networks, change or delete it there.';

const STATES: Readonly<Record<PostStatus, State>> = {
	draft: {
		words: 'is a draft',
		advice: 'Publish Draft lets it go out, now or at a time; Update changes it, Delete removes it.',
	},
	scheduled: {
		words: 'is scheduled',
		advice: 'It goes out by itself. Reschedule moves it, Update changes it, Cancel stops it.',
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

/**
 * Lets pass a post that is in one of the allowed states.
 *
 * @throws VendorError of cause `conflict`; nothing was changed
 */
export function requireState(post: Post, { allowed, refusal }: Condition): void {
	if (!allowed.includes(post.status)) throw refusedByState(post, refusal);
}

/** The error for a post whose state does not allow what was asked for. */
export function refusedByState(post: Post, refusal: string): VendorError {
	const { words, advice } = STATES[post.status];
	return conflict(`The post ${post.id} ${words}, so ${refusal}`, `Nothing was changed. ${advice}`);
}

/** The error for something that the present state of a post does not allow, known without asking the vendor. */
export function conflict(message: string, advice: string): VendorError {
	return new VendorError({
		provider: 'postEverywhere',
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
