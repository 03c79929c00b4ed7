import type { Post, PostStatus } from '../../domain/post';
import { VendorError } from '../../transport/vendorError';
import type { Repeatable, Wire } from '../../transport/wire';
import { attempt } from './attempt';
import { findPost, type FoundPost } from './getPost';
import { requireState } from './postState';

/** A call that was to do something with a post. */
export interface Deed {
	readonly repeatable: Repeatable;
	/** States in which it can be done. */
	readonly allowed: readonly PostStatus[];
	/** What follows when it cannot, e.g. `it cannot be changed`. */
	readonly refusal: string;
	/** As in `may or may not have been changed`. */
	readonly participle: string;
	/** Whether a post shows that it was done. */
	isDone(post: Post): boolean;
}

/** A slow vendor may still be at work on a call whose answer was lost. */
const LOOK_WAITS_MS = [0, 500, 1_500, 3_000] as const;

const ONCE_ADVICE =
	'It was not sent again, so that nothing can go out twice. Look at the post with Get before you run this again.';
const AGAIN_ADVICE = 'Look at the post with Get. Running this again does no harm.';
const UNDOCUMENTED_ADVICE =
	'The post is there, but this call is not documented by SocialSyncerAPI and seems not to exist. Do it in the SocialSyncerAPI app.';

/**
 * What has become of a post after a call that failed. The vendor refuses for a wrong field and for a wrong state with the
 * same code, and a broken connection tells nothing; in both cases the post itself knows.
 *
 * @returns the post, when it shows that the call went through
 * @throws VendorError: `conflict` when its state has changed meanwhile; otherwise what the call failed with
 */
export async function explainFailure(
	wire: Wire,
	postId: string,
	failure: VendorError,
	deed: Deed,
): Promise<FoundPost> {
	if (isRefusal(failure)) throw await explainRefusal(wire, postId, failure, deed);
	if (!isUnclear(failure, deed.repeatable)) throw failure;
	// What can safely be repeated has been already, without success.
	const shown = deed.repeatable === 'never' ? await lookForIt(wire, postId, deed) : null;
	if (shown !== null) return shown;
	throw new VendorError({
		...failure.facts,
		message: `The post ${postId} may or may not have been ${deed.participle}: ${failure.facts.message}`,
		advice: deed.repeatable === 'never' ? ONCE_ADVICE : AGAIN_ADVICE,
		retryable: deed.repeatable !== 'never',
		outcome: 'unknown',
	});
}

/** Whether a failed call may have been carried out. */
export function isUnclear({ facts }: VendorError, repeatable: Repeatable): boolean {
	if (facts.cause === 'cancelled') return false;
	// The wire calls the outcome of whatever is safe to repeat certain, since a repeat would do no harm.
	const broke = facts.cause === 'unavailable' || facts.cause === 'unreachable';
	return facts.outcome === 'unknown' || (repeatable === 'safe' && broke);
}

/** The better error for a refusal: of the state, when that is what has changed. */
export async function explainRefusal(
	wire: Wire,
	postId: string,
	failure: VendorError,
	{ allowed, refusal }: Pick<Deed, 'allowed' | 'refusal'>,
): Promise<VendorError> {
	const now = await attempt(findPost(wire, postId));
	if (now === null || now instanceof VendorError) return failure;
	requireState(now.item, allowed, refusal);
	return failure.facts.cause === 'notFound' ? undocumented(failure) : failure;
}

/** A `notFound` about a post that is there. */
export function undocumented({ facts }: VendorError): VendorError {
	return new VendorError({ ...facts, advice: UNDOCUMENTED_ADVICE });
}

/** Whether the vendor has looked at the call and said no. */
export function isRefusal({ facts }: VendorError): boolean {
	return facts.cause === 'invalid' || facts.cause === 'conflict' || facts.cause === 'notFound';
}

async function lookForIt(wire: Wire, postId: string, { isDone }: Deed): Promise<FoundPost | null> {
	for (const waitMs of LOOK_WAITS_MS) {
		await wire.sleep(waitMs);
		const now = await attempt(findPost(wire, postId));
		if (now !== null && !(now instanceof VendorError) && isDone(now.item)) return now;
	}
	return null;
}
