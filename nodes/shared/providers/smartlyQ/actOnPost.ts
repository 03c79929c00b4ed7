import type { JsonValue } from '../../domain/json';
import type { Post } from '../../domain/post';
import { VendorError } from '../../transport/vendorError';
import type { VendorRequest, Wire } from '../../transport/wire';
import { type FoundPost, getPost } from './getPost';
import { isRefusal } from './postState';

export interface Action {
	readonly postId: string;
	readonly request: VendorRequest;
	/** Whether a post that is read afterwards shows that it was done. */
	readonly isDone: (now: Post) => boolean;
	/** What to do when nobody can tell. */
	readonly adviceWhenUnclear: string;
}

export interface ActedOn {
	readonly now: FoundPost;
	/** `null` when the answer was lost. */
	readonly answer: JsonValue;
}

/**
 * Does something to a post whose answer is no post, and reads the post afterwards. When the answer was lost, or the vendor
 * refuses what an earlier try has done already, how the post stands now decides whether it was done.
 *
 * @throws VendorError when it was not done, or nobody can tell
 */
export async function actOnPost(wire: Wire, action: Action): Promise<ActedOn> {
	const sent = await wire.send(action.request).catch(keepWhatIsOpen);
	if (sent instanceof VendorError) return { now: await lookAfter(wire, sent, action), answer: null };
	const now = await getPost(wire, action.postId).catch(failAfterwards);
	return { now, answer: sent.body };
}

/** Contract: unpublish is all or nothing, whatever the HTTP status of this code. */
const NOTHING_CHANGED = 'PLATFORM_DELETE_FAILED';

async function keepWhatIsOpen(error: unknown): Promise<VendorError> {
	const isOpen =
		error instanceof VendorError &&
		error.facts.code !== NOTHING_CHANGED &&
		(error.facts.outcome === 'unknown' || isRefusal(error));
	return isOpen ? error : Promise.reject(error);
}

async function lookAfter(wire: Wire, failure: VendorError, action: Action): Promise<FoundPost> {
	const now = await getPost(wire, action.postId).catch(() => null);
	if (now !== null && action.isDone(now.item)) return now;
	throw failure.facts.outcome === 'unknown'
		? new VendorError({ ...failure.facts, advice: action.adviceWhenUnclear, retryable: false })
		: failure;
}

/** It was done, and only the look at it failed: that is no reason to do it again. */
function failAfterwards(error: unknown): never {
	if (!(error instanceof VendorError)) throw error;
	throw new VendorError({
		...error.facts,
		message: `SmartlyQ has done it, but the post could not be read afterwards: ${error.facts.message}`,
		advice: 'Do not run it again; look at the post with Get Results.',
		retryable: false,
		outcome: 'unknown',
	});
}
