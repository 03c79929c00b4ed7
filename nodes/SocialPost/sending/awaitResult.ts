import type { IExecuteFunctions } from 'n8n-workflow';

import type { Post, PostStatus } from '../../shared/domain/post';
import type { ItemCall } from '../../shared/face/operation';
import type { Found } from '../../shared/providers/provider';
import { VendorError } from '../../shared/transport/vendorError';

export const DEFAULT_WAIT_SECONDS = 120;
export const LONGEST_WAIT_SECONDS = 3600;

/** Pauses between two looks: they double from the first to the longest. */
const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 15_000;

/** On the way; everything else stays as it is, or (`scheduled`, `draft`) has its time still to come. */
const MOVING: readonly PostStatus[] = ['publishing', 'unknown'];

/** A post that was waited for. */
export interface Awaited {
	readonly found: Found<Post>;
	/** The time was over before the result was there. */
	readonly timedOut: boolean;
}

/** How long the item shall wait for its result, in milliseconds; `null`: not at all. */
export function readWait(context: IExecuteFunctions, itemIndex: number): number | null {
	if (context.getNodeParameter('options.waitForResult', itemIndex, false) !== true) return null;
	const wanted = Number(context.getNodeParameter('options.waitTimeout', itemIndex, DEFAULT_WAIT_SECONDS));
	const seconds = Number.isFinite(wanted) ? wanted : DEFAULT_WAIT_SECONDS;
	return Math.min(Math.max(seconds, 1), LONGEST_WAIT_SECONDS) * 1000;
}

/**
 * Looks at a post, less and less often, until each target is published or failed, or the time is over. A look that fails
 * counts as none: the post is made, and its item must not be lost for that.
 *
 * @throws VendorError when every target failed; `cancelled` when the execution ends meanwhile
 */
export async function awaitResult(
	{ provider, wire }: Pick<ItemCall, 'provider' | 'wire'>,
	made: Found<Post>,
	timeoutMs: number,
): Promise<Awaited> {
	let found = made;
	let pauseMs = FIRST_PAUSE_MS;
	let leftMs = timeoutMs;
	while (isMoving(found.item)) {
		if (leftMs <= 0) return { found, timedOut: true };
		const nextMs = Math.min(pauseMs, leftMs);
		await wire.sleep(nextMs);
		leftMs -= nextMs;
		pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS);
		const now = await provider.posts.getResults(wire, made.item.id).catch(failedLook);
		if (now !== null) found = { ...now, item: { ...now.item, warnings: made.item.warnings } };
	}
	if (found.item.status === 'failed') throw everyTargetFailed(found.item, provider.displayName);
	return { found, timedOut: false };
}

function isMoving({ status, targets }: Post): boolean {
	const isStill = (one: PostStatus) => !MOVING.includes(one);
	return !(isStill(status) && targets.every((target) => isStill(target.status)));
}

/** Cancellation ends the wait; an answer that did not come is asked for again. */
function failedLook(reason: unknown): null {
	if (reason instanceof VendorError && reason.facts.retryable) return null;
	throw reason;
}

function everyTargetFailed(post: Post, displayName: string): VendorError {
	const reasons = post.targets.flatMap(({ platform, error }) =>
		error === null ? [] : [`${platform}: ${error}`],
	);
	return new VendorError({
		provider: post.provider,
		cause: 'invalid',
		message: `The post ${post.id} failed on every account${reasons.length === 0 ? '' : `: ${reasons.join('; ')}`}`,
		advice: `Correct what the networks say, then send only what failed again with Social Post > Retry, Post ID ${post.id}. It is kept at ${displayName}; creating it anew would make a second one.`,
		code: 'EVERY_TARGET_FAILED',
		httpCode: null,
		requestId: null,
		retryable: false,
		outcome: 'none',
	});
}
