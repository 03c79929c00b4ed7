import type { Post, World } from '../../core/world';
import { factsOfPost, type Recycle } from './postFacts';
import { newPostId } from './postRecords';
import { stateOf } from './state';
import { readTime } from './times';

const HOUR_MS = 3_600_000;

/** Makes the next repeat of each recycled post that has gone out, until all that was due has happened. */
export function continueRecycling(world: World): void {
	const { recycling } = stateOf(world);
	for (const id of recycling) {
		const post = world.posts.get(id);
		const { recycle } = post === undefined ? {} : factsOfPost(post);
		if (post === undefined || !recycle) {
			recycling.delete(id);
		} else if (post.publishedAt !== null && post.status !== 'publishing') {
			recycling.delete(id);
			const next = nextOccurrence(world, post, post.publishedAt, recycle);
			// A set gives what is added while it is walked, so a repeat that is overdue goes out and is followed at once.
			if (next !== null) recycling.add(next.id);
		}
	}
}

function nextOccurrence(world: World, post: Post, publishedAt: Date, recycle: Recycle): Post | null {
	const { recycleCount = 0, recycleParentId } = factsOfPost(post);
	const at = new Date(publishedAt.getTime() + recycle.interval_hours * HOUR_MS);
	const isLast = recycle.max_repeats !== undefined && recycleCount >= recycle.max_repeats;
	const isOver = recycle.until !== undefined && at > readTime(recycle.until, 'UTC');
	if (isLast || isOver) return null;
	const next = world.addPost({
		id: newPostId(world),
		content: post.content,
		accountIds: post.targets.map(({ accountId }) => accountId),
		timezone: post.timezone,
		createdAt: publishedAt,
		// It goes out at its own time, also when that is past and nobody has looked since.
		status: 'scheduled',
		scheduledFor: at,
		mediaUrls: [...post.mediaUrls],
		extra: { ...post.extra, recycleCount: recycleCount + 1, recycleParentId: recycleParentId ?? post.id },
	});
	world.settle();
	return next;
}

/** Ends a chain of repeats: those that wait become drafts. Returns how many, or `null` when there is no chain. */
export function stopRecycling(world: World, post: Post): number | null {
	const { recycling } = stateOf(world);
	const root = rootOf(post);
	const chain = [...recycling]
		.flatMap((id) => world.posts.get(id) ?? [])
		.filter((one) => rootOf(one) === root);
	if (chain.length === 0) return null;
	const repeats = chain.filter(({ id, status }) => id !== root && status === 'scheduled');
	for (const { id } of chain) recycling.delete(id);
	for (const repeat of repeats) {
		repeat.status = 'draft';
		repeat.scheduledFor = null;
		repeat.updatedAt = world.now();
	}
	return repeats.length;
}

function rootOf(post: Post): string {
	return factsOfPost(post).recycleParentId ?? post.id;
}
