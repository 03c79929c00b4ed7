import type { Post, PostStatus } from '../../domain/post';
import { stateErrorsOf } from '../postState';

/** Also those that can still be changed (contract page, PATCH). */
export { OPEN } from '../postState';

/** What a call needs of a post. */
export interface Condition {
	readonly allowed: readonly PostStatus[];
	/** What follows in any other state, e.g. `it cannot be changed`. */
	readonly refusal: string;
}

export const { conflict, refusedByState } = stateErrorsOf('postEverywhere', 'PostEverywhere', {
	draft: 'Publish Draft lets it go out, now or at a time; Update changes it, Delete removes it.',
	scheduled: 'Reschedule moves it, Update changes it, Cancel stops it.',
	out: 'Unpublish takes it down from X; on other networks, change or delete it there.',
});

/**
 * Lets pass a post that is in one of the allowed states.
 *
 * @throws VendorError of cause `conflict`; nothing was changed
 */
export function requireState(post: Post, { allowed, refusal }: Condition): void {
	if (!allowed.includes(post.status)) throw refusedByState(post, refusal);
}
