import { statusFromTargets, type Post, type PostStatus, type Target } from '../../shared/domain/post';
import { hashText } from './shortText';
import { eventIdOf, type DetectOptions, type PostEventName, type TriggerEvent } from './triggerEvent';

/** What posts have been told of already, as far back as they may be shown again. */
export interface PostMemory {
	/** A short hash of each fact, that seen last at the end. */
	readonly seen: string;
	/** How many facts the last whole reading held, and this one so far. */
	readonly counts: Progress;
	/** The latest time at which a post went live: of the readings before, and of this one so far. In milliseconds since 1970. */
	readonly latest: Progress;
}

type Progress = readonly [before: number, now: number];

/** How the posts were read. */
export interface PostReadingFacts {
	/** Whether these posts are the last of their reading. */
	readonly isComplete: boolean;
	/** Whether the facts are only learned. */
	readonly isSilent: boolean;
	/** Our clock, in milliseconds since 1970: no post is out later than now, whatever a provider says. */
	readonly atMs: number;
	/** So many facts may be shown again later, whatever their age. */
	readonly again?: number;
}

/** Letters of a hash. */
const LETTERS = 6;

/** So many facts are kept at least. */
const MIN_KEPT = 1000;

const EVENT_OF: Partial<Readonly<Record<PostStatus, PostEventName>>> = {
	published: 'postWentLive',
	failed: 'postFailed',
	partiallyPublished: 'postPartiallyPublished',
};

/**
 * Finds what posts have come to, each fact once: that the post is out, or that it failed at this number of attempts. A
 * post that has been out for longer than the lookback is no news, whatever has brought it up again, unless the reading
 * knows that itself.
 */
export function detectPostChanges(
	memory: PostMemory,
	posts: readonly Post[],
	{ isComplete, isSilent, atMs, again }: PostReadingFacts,
	options: DetectOptions,
): { readonly events: readonly TriggerEvent[]; readonly memory: PostMemory } {
	const before = new Set(memory.seen.match(/.{6}/g));
	const now = new Set<string>();
	const events: TriggerEvent[] = [];
	const [outBefore, outSoFar] = memory.latest;
	let latest = outSoFar;
	for (const post of posts) {
		const targets = post.targets.filter((target) => isWanted(target, options));
		const isWhole = targets.length === post.targets.length;
		if (targets.length === 0 && (!isWhole || isFiltered(options))) continue;
		const status = isWhole ? post.status : statusFromTargets(targets.map((target) => target.status));
		const event = EVENT_OF[status];
		if (event === undefined) continue;

		const facts = [options.provider, post.id, event, attemptsAt(event, targets)] as const;
		const hash = hashText(JSON.stringify(facts), LETTERS);
		const isNew = !before.has(hash) && !now.has(hash);
		now.add(hash);
		const occurredAt = event === 'postFailed' ? null : lastPublished(post, targets);
		const outMs = occurredAt === null ? null : Date.parse(occurredAt);
		latest = Math.max(latest, Math.min(outMs ?? 0, atMs));
		const isOld =
			again === undefined &&
			event === 'postWentLive' &&
			outMs !== null &&
			outMs < outBefore - options.lookbackMs;
		if (isNew && !isOld && !isSilent && isMeant(event, post, options)) {
			const target = singleTarget(event, targets);
			const told = { event, eventId: eventIdOf(...facts), provider: post.provider, occurredAt, post };
			events.push({ ...told, ...(target ? { target } : {}), currentStatus: status });
		}
	}

	const [last, soFar] = memory.counts;
	const count = soFar + now.size;
	const seen = [...[...before].filter((hash) => !now.has(hash)), ...now];
	return {
		events,
		memory: {
			seen: seen.slice(-Math.max(MIN_KEPT, last + count, again ?? 0)).join(''),
			counts: isComplete ? [count, 0] : [last, count],
			latest: isComplete ? [Math.max(outBefore, latest), 0] : [outBefore, latest],
		},
	};
}

function isFiltered({ platforms, accountIds }: DetectOptions): boolean {
	return platforms.length > 0 || accountIds.length > 0;
}

function isWanted({ platform, accountId }: Target, { platforms, accountIds }: DetectOptions): boolean {
	return (
		(platforms.length === 0 || platforms.includes(platform)) &&
		(accountIds.length === 0 || (accountId !== null && accountIds.includes(accountId)))
	);
}

/** A post that was never scheduled is no surprise to whoever sent it. */
function isMeant(event: PostEventName, post: Post, { events, includeImmediate }: DetectOptions): boolean {
	return events.has(event) && (event !== 'postWentLive' || includeImmediate || post.scheduledAt !== null);
}

/** What tells one failure of a post from its next: the attempts, and how many targets are out. A post goes live once. */
function attemptsAt(event: PostEventName, targets: readonly Target[]): string | null {
	if (event === 'postWentLive') return null;
	const failed = targets.filter(({ status }) => status === 'failed');
	const attempts = failed.reduce((sum, target) => sum + (target.attempts ?? 0), 0);
	return `${failed.length}/${targets.length} ${attempts}`;
}

/** The target that it is about: of a post that is partly out the one that failed. */
function singleTarget(event: PostEventName, targets: readonly Target[]): Target | undefined {
	const meant =
		event === 'postPartiallyPublished' ? targets.filter(({ status }) => status === 'failed') : targets;
	return meant.length === 1 ? meant[0] : undefined;
}

/** The time at which the last of the targets went live; `null` where the provider does not tell. */
function lastPublished({ publishedAt }: Post, targets: readonly Target[]): string | null {
	return (
		targets
			.flatMap((target) => target.publishedAt ?? [])
			.sort()
			.at(-1) ?? publishedAt
	);
}
