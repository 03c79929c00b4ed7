import type { JsonObject, JsonValue } from '../../domain/json';
import { VendorError } from '../../transport/vendorError';
import type { Wire } from '../../transport/wire';
import { attempt, findPost, postPath, type FoundPost } from './getPost';
import { requireState, type Condition } from './postState';

/** A call that is to do something with a post. */
export interface Deed extends Condition {
	readonly method: 'POST' | 'PATCH';
	/** What follows the post in the path. */
	readonly call?: string;
	readonly body?: JsonObject;
	/** As in `may or may not have been changed`. */
	readonly participle: string;
	/** Whether a post shows that it was done. */
	isDone(found: FoundPost): boolean;
}

/** The vendor may still be at work on a call whose answer was lost. */
const LOOK_WAITS_MS = [0, 500, 1_500, 3_000] as const;

/**
 * Sends a change that must not be sent twice: the vendor has no idempotency keys, and its own clients never repeat a POST
 * or PATCH after a 5xx either (contract page, section 2.1).
 *
 * @returns the answer; or, when that was lost, the post that shows that the call went through
 * @throws VendorError: `conflict` when the state of the post does not allow it, `outcome: 'unknown'` when it may or may not
 *   have been done
 */
export async function sendOnce(
	wire: Wire,
	postId: string,
	deed: Deed,
): Promise<{ readonly answer: JsonValue } | { readonly shown: FoundPost }> {
	const { method, call, body } = deed;
	const response = await attempt(
		wire.send({ method, path: postPath(postId, call), body, repeatable: 'never' }),
	);
	if (!(response instanceof VendorError)) return { answer: response.body };
	if (response.facts.cause === 'conflict') throw await explainConflict(wire, postId, response, deed);
	if (response.facts.outcome === 'none' || response.facts.cause === 'cancelled') throw response;

	const shown = await lookForIt(wire, postId, deed);
	if (shown !== null) return { shown };
	throw new VendorError({
		...response.facts,
		message: `The post ${postId} may or may not have been ${deed.participle}: ${response.facts.message}`,
		advice:
			'It was not sent again, so that nothing can go out twice. Look at the post with Get before you run this again.',
		retryable: false,
	});
}

/** The better error for a 409: its code and text are not documented, but the post shows its state. */
export async function explainConflict(
	wire: Wire,
	postId: string,
	failure: VendorError,
	condition: Condition,
): Promise<VendorError> {
	const now = await attempt(findPost(wire, postId));
	if (now === null || now instanceof VendorError) return failure;
	requireState(now.item, condition);
	return failure;
}

async function lookForIt(wire: Wire, postId: string, { isDone }: Deed): Promise<FoundPost | null> {
	for (const waitMs of LOOK_WAITS_MS) {
		await wire.sleep(waitMs);
		const now = await attempt(findPost(wire, postId));
		if (now !== null && !(now instanceof VendorError) && isDone(now)) return now;
	}
	return null;
}
