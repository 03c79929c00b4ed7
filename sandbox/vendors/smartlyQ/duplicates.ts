import type { World } from '../../core/world';
import { Refusal } from './envelope';
import { factsOfPost, profileOfPost, statusWord, type StatusWord } from './postFacts';

const DAY_MS = 86_400_000;

/** Posts that ended like this do not stand in the way of the same text. */
const NOT_BLOCKING: ReadonlySet<StatusWord> = new Set(['failed', 'unpublished']);

/** The refusal of a text that the same profile has sent within 24 hours; `null` when it has not. */
export function duplicateOf(world: World, profileId: number, content: string, now: Date): Refusal | null {
	for (const post of world.posts.values()) {
		const isRecent = now.getTime() - post.createdAt.getTime() < DAY_MS;
		if (!isRecent || post.content !== content || profileOfPost(post) !== profileId) continue;
		if (factsOfPost(post).external === true || NOT_BLOCKING.has(statusWord(post))) continue;
		return new Refusal(409, 'DUPLICATE_CONTENT', 'The same content was posted within the last 24 hours.', {
			existing_post_id: Number(post.id),
		});
	}
	return null;
}
