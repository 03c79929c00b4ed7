import type { Call, Handler, Reply } from '../../core/vendor';
import type { Post, World } from '../../core/world';
import { ASSUMED, ASSUMED_TEXTS } from './assumptions';
import { invalid, notFound } from './errors';
import type { PostBody, PostContent } from './postBody';
import {
	contentOfBody,
	contentOfPost,
	faultOfDraft,
	faultOfPost,
	readTiming,
	type Timing,
} from './postContent';
import { isVisible, renderPost } from './render';

/** The first ID that is given out is the one after the documented example, `post_9x2k1`. */
const FIRST_POST_NUMBER = Number.parseInt('9x2k2', 36);

export function newPostId(world: World): string {
	return `post_${world.next('post', FIRST_POST_NUMBER).toString(36)}`;
}

export function postHandlers(world: World): Readonly<Record<string, Handler>> {
	const update = (call: Call) =>
		withPost(world, call, (post) => updatePost(world, post, call.body as PostBody));
	return {
		createPost: ({ body }) => createPost(world, body as PostBody),
		listPosts: ({ query }) => listPosts(world, query as ListQuery),
		getPost: (call) => withPost(world, call, ok),
		updatePost: update,
		patchPost: update,
		deletePost: (call) => withPost(world, call, (post) => deletePost(world, post)),
		retryPost: (call) => withPost(world, call, (post) => retryPost(world, post)),
	};
}

function withPost(world: World, { params }: Call, answer: (post: Post) => Reply): Reply {
	const post = world.posts.get(params.id ?? '');
	return post !== undefined && isVisible(post) ? answer(post) : notFound('Post not found');
}

function ok(post: Post): Reply {
	return { status: 200, body: renderPost(post) };
}

/** Without an idempotency key: the same body twice makes two posts. */
function createPost(world: World, body: PostBody): Reply {
	const content = contentOfBody(body);
	const fault = body.isDraft === true ? faultOfDraft(content, world) : faultOfPost(content, world);
	if (fault !== null) return invalid(fault);
	const timing = readTiming(body, world.now());
	if (timing === null || typeof timing === 'string') return invalid(timing ?? ASSUMED_TEXTS.timing);

	const post = place(world, newPostId(world), content, timing, world.now());
	return { status: ASSUMED.createStatus, body: renderPost(post) };
}

/** Fields that are not sent stay as they are, and so does the state when no timing is sent. */
function updatePost(world: World, post: Post, body: PostBody): Reply {
	if (post.status !== 'draft' && post.status !== 'scheduled') return invalid(ASSUMED_TEXTS.notEditable);
	const given = readTiming(body, world.now());
	if (typeof given === 'string') return invalid(given);

	const content = contentOfBody(body, contentOfPost(post));
	const timing = given ?? timingOf(post);
	const fault = timing.kind === 'draft' ? faultOfDraft(content, world) : faultOfPost(content, world);
	return fault === null ? ok(place(world, post.id, content, timing, post.createdAt)) : invalid(fault);
}

function timingOf(post: Post): Timing {
	return post.scheduledFor === null ? { kind: 'draft' } : { kind: 'at', at: post.scheduledFor };
}

/** Puts the post into the world, in the place of one with the same ID, and sends it on its way. */
function place(world: World, id: string, content: PostContent, timing: Timing, createdAt: Date): Post {
	const post = world.addPost({
		id,
		content: content.content,
		accountIds: content.platforms.map(({ accountId }) => accountId),
		timezone: content.timezone,
		mediaUrls: content.mediaItems.map(({ url }) => url),
		createdAt,
		extra: { content },
	});
	if (timing.kind === 'at') world.schedule(post, timing.at);
	if (timing.kind === 'now') world.publish(post);
	return post;
}

interface ListQuery {
	readonly page?: number;
	readonly limit?: number;
	readonly status?: string;
	readonly platform?: string;
}

/** Newest first. */
function listPosts(world: World, query: ListQuery): Reply {
	const { page = 1, limit = ASSUMED.defaultPageSize, status, platform } = query;
	const found = world.posts
		.newestFirst()
		.filter(isVisible)
		.filter((post) => status === undefined || post.status === status)
		.filter((post) => platform === undefined || post.targets.some((target) => target.platform === platform));
	return {
		status: 200,
		body: {
			posts: found.slice((page - 1) * limit, page * limit).map(renderPost),
			pagination: { page, limit, total: found.length, pages: Math.ceil(found.length / limit) },
		},
	};
}

function deletePost(world: World, post: Post): Reply {
	if (post.status === 'publishing') return invalid(ASSUMED_TEXTS.notDeletable);
	world.posts.delete(post.id);
	return { status: 200, body: { deleted: true } };
}

function retryPost(world: World, post: Post): Reply {
	return world.retry(post).length === 0 ? invalid(ASSUMED_TEXTS.nothingFailed) : ok(post);
}
