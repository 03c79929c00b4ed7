import type { Post, PostStatus, Target, TargetStatus, World } from '../../core/world';
import { mediaKind } from './mediaWords';
import { factsOf, mediaOf } from './postFacts';

/** The vendor's words. It has none for cancelled or unpublished posts: its API cannot make them. */
const POST_WORDS: Readonly<Record<PostStatus, string>> = {
	draft: 'draft',
	scheduled: 'scheduled',
	publishing: 'publishing',
	published: 'published',
	partial: 'partially_failed',
	failed: 'failed',
	cancelled: 'draft',
	unpublished: 'published',
	deleted: 'published',
};

const DESTINATION_WORDS: Readonly<Record<TargetStatus, string>> = {
	pending: 'queued',
	publishing: 'publishing',
	published: 'published',
	failed: 'failed',
	skipped: 'queued',
	removed: 'published',
};

export function postWord(post: Post): string {
	return POST_WORDS[post.status];
}

/** A post as `GET /posts` and `GET /posts/{id}` show it. */
export function postOf(post: Post, world: World) {
	const { platformContent, campaignId } = factsOf(post);
	return {
		...postHead(post),
		status: postWord(post),
		media: mediaOf(post, world).map((media) => ({
			media_id: media.id,
			type: mediaKind(media.contentType),
			width: media.extra.width ?? null,
			height: media.extra.height ?? null,
			duration: media.extra.duration ?? null,
		})),
		platform_content: platformContent,
		campaign_id: campaignId,
		destinations: post.targets.map((target) => destinationOf(target, post, world)),
	};
}

/** What a create answers. `status` says what was begun, `post_status` how far it has come. */
export function createdOf(post: Post, world: World) {
	const begun = post.status === 'draft' || post.status === 'scheduled' ? post.status : 'publishing';
	const count = post.targets.length;
	const accounts = `${count} ${count === 1 ? 'account' : 'accounts'}`;
	const messages = {
		draft: 'Draft saved',
		scheduled: `Post scheduled for ${accounts}`,
		publishing: `Post is being published to ${accounts}`,
	};
	return {
		...postHead(post),
		status: begun,
		post_status: postWord(post),
		platform_content: factsOf(post).platformContent,
		accounts_count: count,
		message: messages[begun],
		results: begun === 'publishing' ? resultsOf(post, world) : [],
		...(begun === 'draft' ? { next_steps: draftSteps(post.id) } : {}),
	};
}

/** One result per destination, as `GET /posts/{id}/results` shows them. */
export function resultsOf(post: Post, world: World) {
	return post.targets.map((target) => ({ id: target.id, ...outcomeOf(target, world), next_retry_at: null }));
}

/** What is known of a destination. */
export function outcomeOf(target: Target, world: World) {
	return {
		account_id: Number(target.accountId),
		account_name: world.accounts.get(target.accountId)?.name ?? '',
		platform: target.platform,
		status: DESTINATION_WORDS[target.status],
		published_at: target.publishedAt?.toISOString() ?? null,
		platform_post_id: target.remoteId,
		platform_post_url: target.url,
		error: target.error,
		attempts: target.attempts,
	};
}

function destinationOf(target: Target, post: Post, world: World) {
	return { id: target.id, ...outcomeOf(target, world), scheduled_for: fireTime(post)?.toISOString() ?? null };
}

function fireTime(post: Post): Date | null {
	if (post.scheduledFor) return post.scheduledFor;
	return post.status === 'draft' ? null : (factsOf(post).firedAt ?? post.createdAt);
}

function postHead(post: Post) {
	return {
		id: post.id,
		post_id: post.id,
		content: post.content,
		account_ids: post.targets.map(({ accountId }) => Number(accountId)),
		scheduled_for: post.scheduledFor?.toISOString() ?? null,
		timezone: post.timezone,
		media_ids: factsOf(post).mediaIds,
		created_at: post.createdAt.toISOString(),
		updated_at: post.updatedAt.toISOString(),
	};
}

function draftSteps(id: string) {
	return {
		schedule: `POST /api/v1/posts/${id}/schedule with scheduled_for`,
		publish: `POST /api/v1/posts/${id}/schedule with publish_now: true`,
	};
}
