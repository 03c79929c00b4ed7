import type { Account, Post, Target } from '../../core/world';
import { contentOfPost } from './postContent';

/** ISO 8601 with `Z` and without milliseconds, as all documented times. */
export function renderTime(time: Date): string {
	return `${time.toISOString().slice(0, 'YYYY-MM-DDTHH:MM:SS'.length)}Z`;
}

/** The name as the vendor prints it: with an @ for twitter, the Page's name for facebook. */
export function renderUsername(account: Account): string {
	if (account.platform === 'facebook') return account.name;
	const username = account.username ?? account.name;
	return account.platform === 'twitter' ? `@${username.replace(/^@/, '')}` : username;
}

const STATUSES = ['draft', 'scheduled', 'publishing', 'published', 'partial', 'failed'] as const;

/** Whether a post is in a state that the vendor has a word for; the API has no way into the others. */
export function isVisible(post: Post): boolean {
	return STATUSES.some((status) => status === post.status);
}

/** Bare, without an envelope. Beside ID, status and results the echoed fields are inferred. */
export function renderPost(post: Post): object {
	const { content, mediaItems, timezone, tags } = contentOfPost(post);
	return {
		id: post.id,
		status: post.status,
		content,
		mediaItems,
		platforms: post.targets.map((target) => renderTarget(target, post)),
		scheduledFor: post.scheduledFor === null ? null : renderTime(post.scheduledFor),
		timezone,
		tags,
		createdAt: renderTime(post.createdAt),
		updatedAt: renderTime(post.updatedAt),
	};
}

function renderTarget(target: Target, post: Post): object {
	const { platform, accountId } = target;
	if (target.status === 'published') {
		const { remoteId: platformPostId, url: platformPostUrl } = target;
		return { platform, accountId, status: 'published', platformPostId, platformPostUrl };
	}
	if (target.status === 'failed') return { platform, accountId, status: 'failed', error: target.error };
	const waiting = post.status === 'scheduled' ? 'scheduled' : 'pending';
	return { platform, accountId, status: target.status === 'publishing' ? 'publishing' : waiting };
}
