import type { Post, PostStatus } from '../../domain/post';
import { stateErrorsOf } from '../postState';

/** Also those that can still be changed, which is inferred. */
export { OPEN } from '../postState';

/** Posts that have gone out or are about to, with or without success. */
const OUT: readonly PostStatus[] = ['publishing', 'published', 'partiallyPublished', 'failed'];

const errors = stateErrorsOf('socialSyncer', 'SocialSyncerAPI', {
	draft: 'Publish Draft lets it go out, now or at a time; Delete removes it.',
	scheduled: 'Reschedule moves it, Cancel stops it, Publish Draft lets it go out now.',
	out: 'What is out can be changed or taken down only on the networks themselves.',
});

/** The vendor has no code of its own for what a state does not allow. */
export const { conflict } = errors;

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
	if (!allowed.includes(post.status)) throw errors.refusedByState(post, consequence);
}
