import type { Account, Post, Target } from '../../core/world';
import { ASSUMED_TEXTS } from './assumptions';

export interface Recycle {
	readonly interval_hours: number;
	readonly max_repeats?: number;
	/** `YYYY-MM-DD HH:MM:SS`, UTC. */
	readonly until?: string;
}

/** By network; what a post was sent with, kept as it came. */
export type PlatformOptions = Readonly<Record<string, Readonly<Record<string, unknown>> | null | undefined>>;

/** What the vendor keeps of a post beside what the world knows; all of it may be missing from a generated post. */
export interface PostFacts {
	profileId?: number;
	platforms?: readonly string[];
	options?: PlatformOptions;
	link?: string | null;
	queueId?: number | null;
	recycle?: Recycle | null;
	recycleCount?: number;
	/** The first of a chain of repeats. */
	recycleParentId?: string | null;
	/** Imported from the network. */
	external?: boolean;
	/** Warnings of the answer to its creation. */
	warnings?: readonly string[];
}

export function factsOfPost(post: Post): PostFacts {
	return post.extra;
}

export function profileOfPost(post: Post): number {
	return factsOfPost(post).profileId ?? 0;
}

/** The networks as they were sent, or else those of the targets. */
export function platformsOfPost(post: Post): readonly string[] {
	return factsOfPost(post).platforms ?? [...new Set(post.targets.map(({ platform }) => platform))];
}

/** Whether it is still going to go out, or just does. */
export function isWaiting(post: Post): boolean {
	return post.status === 'scheduled' || post.status === 'publishing';
}

/** Whether the target was left out because its account is paused. */
export function isSkipped(target: Target): boolean {
	return target.status === 'failed' && target.error === ASSUMED_TEXTS.paused;
}

export type StatusWord =
	| 'draft'
	| 'scheduled'
	| 'processing'
	| 'published'
	| 'partially_published'
	| 'failed'
	| 'unpublished'
	| 'external';

/** The vendor's word for how a post stands. Skipped targets are neither a success nor a failure. */
export function statusWord(post: Post): StatusWord {
	if (factsOfPost(post).external === true) return 'external';
	switch (post.status) {
		case 'scheduled':
			return 'scheduled';
		case 'publishing':
			return 'processing';
		case 'unpublished':
			return 'unpublished';
		case 'published':
		case 'partial':
		case 'failed':
			return resultWord(post.targets);
		default:
			return 'draft';
	}
}

function resultWord(targets: readonly Target[]): StatusWord {
	const published = targets.some(({ status }) => status === 'published');
	const refused = targets.some((target) => target.status === 'failed' && !isSkipped(target));
	if (!published) return 'failed';
	return refused ? 'partially_published' : 'published';
}

/** The accounts of a post's targets that were skipped, by name. */
export function skippedNames(post: Post, accounts: ReadonlyMap<string, Account>): string[] {
	return post.targets.filter(isSkipped).map(({ accountId }) => accounts.get(accountId)?.name ?? accountId);
}
