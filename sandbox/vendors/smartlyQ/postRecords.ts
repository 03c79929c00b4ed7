import type { Post, World } from '../../core/world';
import type { Ask } from './ask';
import { notFound } from './envelope';
import { warningsFor, type PostContent } from './postContent';
import { profileOfPost, type PostFacts } from './postFacts';

const FIRST_NEW_POST = 8860;

export function newPostId(world: World): string {
	return String(world.next('post', FIRST_NEW_POST));
}

/** Puts a post into the world; what becomes of it is said afterwards. */
export function addPost(world: World, profileId: number, content: PostContent, facts: PostFacts = {}): Post {
	return world.addPost({
		id: newPostId(world),
		content: content.content,
		accountIds: content.accounts.map(({ id }) => id),
		mediaUrls: [...content.mediaUrls],
		extra: { ...factsFor(profileId, content), ...facts },
	});
}

/** What is kept of checked content beside text, accounts and media. */
export function factsFor(profileId: number, content: PostContent): PostFacts {
	return {
		profileId,
		platforms: content.platforms,
		options: content.options,
		link: content.link,
		warnings: warningsFor(content),
	};
}

/** The post of a path's `post_id`. */
export function postOfPath(world: World, { params, profileId }: Ask): Post {
	const post = world.posts.get(params.post_id ?? '');
	if (post === undefined || profileOfPost(post) !== profileId) throw notFound('Post');
	return post;
}
