import type { Post, Target, World } from '../../core/world';
import { ASSUMED_TEXTS } from './assumptions';
import { utcTime, utcTimeOrNull } from './envelope';
import { factsOfPost, isSkipped, platformsOfPost, skippedNames, statusWord } from './postFacts';

const STAGES = ['validating', 'processing_media', 'publishing'] as const;

/** A post as the vendor prints it: results by network, and none of the accounts, media or options. */
export function postView(world: World, post: Post): Record<string, unknown> {
	const { recycle, recycleCount, recycleParentId } = factsOfPost(post);
	const isRecycled = recycle !== undefined && recycle !== null;
	return {
		id: Number(post.id),
		content: post.content,
		platforms: platformsOfPost(post),
		status: statusWord(post),
		scheduled_time: utcTimeOrNull(post.scheduledFor),
		published_at: utcTimeOrNull(post.publishedAt),
		created_at: utcTime(post.createdAt),
		publish_stage: stageOf(world, post),
		post_urls: urlsOf(world, post),
		post_ids: idsOf(post),
		...(isRecycled && {
			recycle_count: recycleCount ?? 0,
			recycle_parent_id: recycleParentId ? Number(recycleParentId) : null,
		}),
	};
}

/** The answer to making a post: the post with its ID under both published names, and warnings. */
export function madePostView(world: World, post: Post): Record<string, unknown> {
	const { warnings = [] } = factsOfPost(post);
	return { ...postView(world, post), post_id: Number(post.id), ...(warnings.length > 0 && { warnings }) };
}

/** Its three stages share the time that publishing takes. */
function stageOf(world: World, post: Post): string | null {
	if (post.status !== 'publishing' || post.settlesAt === null) return null;
	const whole = Math.max(1, world.settings.publishMs);
	const left = Math.max(0, post.settlesAt.getTime() - world.now().getTime());
	const stage = Math.floor((1 - left / whole) * STAGES.length);
	return STAGES[Math.min(Math.max(stage, 0), STAGES.length - 1)] ?? null;
}

function urlsOf(world: World, post: Post): Record<string, unknown> {
	const live = liveTargets(post);
	const urls = Object.fromEntries(
		[...live].map(([platform, targets]) => [platform, targets.map(({ url }) => url)]),
	);
	const errors = errorsOf(world, post);
	return { ...urls, ...(Object.keys(errors).length > 0 && { _errors: errors }) };
}

function idsOf(post: Post): Record<string, unknown> {
	return Object.fromEntries(
		[...liveTargets(post)].map(([platform, targets]) => {
			const ids = targets.map(({ remoteId }) => remoteId ?? '');
			return [platform, ids.length === 1 ? ids[0] : ids];
		}),
	);
}

function liveTargets(post: Post): Map<string, Target[]> {
	const live = new Map<string, Target[]>();
	for (const target of post.targets) {
		if (target.status === 'published')
			live.set(target.platform, [...(live.get(target.platform) ?? []), target]);
	}
	return live;
}

/** By network, one text each; `_post` tells which accounts were left out. */
function errorsOf(world: World, post: Post): Record<string, string> {
	if (post.status === 'scheduled' || post.status === 'draft') return {};
	const texts = new Map<string, Set<string>>();
	for (const target of post.targets) {
		if (target.status !== 'failed' || isSkipped(target)) continue;
		texts.set(target.platform, (texts.get(target.platform) ?? new Set()).add(target.error ?? ''));
	}
	const errors = Object.fromEntries(
		[...texts].map(([platform, reasons]) => [platform, [...reasons].join('; ')]),
	);
	const skipped = skippedNames(post, world.accounts);
	return skipped.length === 0 ? errors : { ...errors, _post: ASSUMED_TEXTS.skipped(skipped) };
}
