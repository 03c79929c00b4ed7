import type { Post, PostStatus } from '../../domain/post';
import { VendorError } from '../../transport/vendorError';

interface Standing {
	/** Follows "Post 8841 …". */
	readonly words: string;
	readonly advice: string;
}

const STANDINGS: Readonly<Record<PostStatus, Standing>> = {
	draft: { words: 'is a draft', advice: 'Change it with Update, or remove it with Delete.' },
	scheduled: {
		words: 'is still waiting for its time',
		advice: 'Change it with Update or Reschedule, or stop it with Cancel.',
	},
	publishing: {
		words: 'is being published right now',
		advice: 'Wait some moments, look at it with Get Results, then decide.',
	},
	published: {
		words: 'is out already',
		advice: 'Take it down with Unpublish, or change it on the networks themselves.',
	},
	partiallyPublished: {
		words: 'is out already on some networks',
		advice: 'Send the failed ones again with Retry, or take it down with Unpublish.',
	},
	failed: {
		words: 'has failed on all networks',
		advice: 'Send it again with Retry, or remove its record with Delete.',
	},
	cancelled: { words: 'was cancelled', advice: 'Create it again if it shall go out.' },
	unpublished: { words: 'was taken down', advice: 'Create it again if it shall be out.' },
	deleted: { words: 'was deleted', advice: 'Create it again if it shall go out.' },
	unknown: {
		words: 'is in a state that is not known here',
		advice: 'Look at it in SmartlyQ itself.',
	},
};

/**
 * @param what follows "so it cannot be …"
 * @throws VendorError of cause `conflict` when the post stands otherwise
 */
export function requireStatus({ id, status }: Post, allowed: readonly PostStatus[], what: string): void {
	if (allowed.includes(status)) return;
	const { words, advice } = STANDINGS[status];
	throw conflict(`Post ${id} ${words}, so it cannot be ${what}`, advice);
}

/** The error for what a post's present state does not allow; nothing was sent that could change it. */
export function conflict(message: string, advice: string): VendorError {
	return new VendorError({
		provider: 'smartlyQ',
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

/** Whether the vendor has said no, which may be because of how the post stands: it documents no code for that. */
export function isRefusal(error: unknown): error is VendorError {
	return (
		error instanceof VendorError && (error.facts.cause === 'invalid' || error.facts.cause === 'conflict')
	);
}
