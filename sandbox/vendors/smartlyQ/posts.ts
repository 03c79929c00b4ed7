import type { Reply } from '../../core/vendor';
import type { Post, World } from '../../core/world';
import type { Answer, Ask } from './ask';
import { duplicateOf } from './duplicates';
import { invalid, page, success, utcTimeOrNull } from './envelope';
import { forgetKeysOf, postOfKey, rememberKey } from './idempotency';
import {
	checkContent,
	chosenAccounts,
	contentOfPost,
	readContent,
	type PostBody,
	type PostContent,
} from './postContent';
import { factsOfPost, profileOfPost, statusWord, type PlatformOptions } from './postFacts';
import { addPost, factsFor, postOfPath } from './postRecords';
import { madePostView, postView } from './postView';
import { schedule } from './scheduling';
import { stateOf } from './state';
import { readTimeAhead } from './times';
import { charge, requireBalance } from './wallet';

export function postAnswers(world: World): Record<string, Answer> {
	return {
		createSocialPost: (ask) => make(world, ask, publishNow),
		scheduleSocialPost: (ask) => make(world, ask, schedule),
		listSocialPosts: ({ now, query, profileId }) =>
			page(now, listed(world, profileId, query), query, (post) => postView(world, post)),
		getSocialPost: (ask) => success(ask.now, postView(world, postOfPath(world, ask))),
		updateSocialPost: (ask) => success(ask.now, postView(world, update(world, ask))),
		deleteSocialPost: (ask) => {
			const post = postOfPath(world, ask);
			world.posts.delete(post.id);
			stateOf(world).recycling.delete(post.id);
			forgetKeysOf(world, post);
			return { status: 204 };
		},
	};
}

/** What a way of publishing makes of checked content: the posts, the first of which is the answer. */
export type Sending = (world: World, ask: Ask, content: PostContent) => readonly [Post, ...Post[]];

/** The same key gives the same post, also when the text would be a duplicate; refused calls cost nothing. */
function make(world: World, ask: Ask, send: Sending): Reply {
	const known = postOfKey(world, ask);
	if (known !== null) return success(ask.now, { ...madePostView(world, known), idempotent_replay: true });

	const body = ask.body as PostBody;
	const content = readContent(world, ask.profileId, body);
	const duplicate =
		body.allow_duplicates === true ? null : duplicateOf(world, ask.profileId, body.content, ask.now);
	if (duplicate !== null) throw duplicate;
	requireBalance(world, content.platforms.length);

	const [post, ...others] = send(world, ask, content);
	const usage = charge(world, content.platforms.length);
	rememberKey(world, ask, post);
	const staggered = others.length === 0 ? {} : { staggered: [post, ...others].map(staggeredView) };
	return success(ask.now, { ...madePostView(world, post), ...staggered }, 201, { usage });
}

function publishNow(world: World, { profileId }: Ask, content: PostContent): readonly [Post] {
	const post = addPost(world, profileId, content);
	world.publish(post);
	return [post];
}

function staggeredView(post: Post) {
	return {
		post_id: Number(post.id),
		platforms: factsOfPost(post).platforms,
		scheduled_time: utcTimeOrNull(post.scheduledFor),
	};
}

/** Newest first. */
function listed(world: World, profileId: number, query: Readonly<Record<string, unknown>>): Post[] {
	const { status, platform } = query;
	return world.posts
		.newestFirst()
		.filter((post) => profileOfPost(post) === profileId)
		.filter((post) => status === undefined || statusWord(post) === status)
		.filter((post) => platform === undefined || post.targets.some((target) => target.platform === platform));
}

type PostPatch = Partial<PostBody>;

/** The record is replaced, because a post's targets are fixed. */
function update(world: World, ask: Ask): Post {
	const old = postOfPath(world, ask);
	const word = statusWord(old);
	if (word !== 'draft' && word !== 'scheduled')
		throw invalid('Only a draft or a scheduled post can be changed.');
	const patch = ask.body as PostPatch;
	const content = patchedContent(world, ask.profileId, contentOfPost(world, old), patch);
	const at =
		patch.scheduled_time === undefined
			? old.scheduledFor
			: readTimeAhead(patch.scheduled_time, 'UTC', ask.now);

	const post = world.addPost({
		id: old.id,
		content: content.content,
		accountIds: content.accounts.map(({ id }) => id),
		timezone: old.timezone,
		createdAt: old.createdAt,
		mediaUrls: [...content.mediaUrls],
		extra: { ...factsOfPost(old), ...factsFor(ask.profileId, content) },
	});
	if (at !== null) world.schedule(post, at);
	return post;
}

function patchedContent(world: World, profileId: number, old: PostContent, patch: PostPatch): PostContent {
	const givesAccounts = patch.account_ids !== undefined || patch.account_group_ids !== undefined;
	const content: PostContent = {
		content: patch.content ?? old.content,
		platforms: patch.platforms === undefined ? old.platforms : [...new Set(patch.platforms)],
		accounts: givesAccounts ? chosenAccounts(world, profileId, patch) : old.accounts,
		mediaUrls: patch.media_urls ?? old.mediaUrls,
		link: patch.link ?? old.link,
		options: mergeOptions(old.options, patch.platform_options ?? {}),
	};
	return checkContent(world, content);
}

/** Merged network by network; null clears a key. */
function mergeOptions(old: PlatformOptions, patch: PlatformOptions): PlatformOptions {
	const platforms = new Set([...Object.keys(old), ...Object.keys(patch)]);
	const merged = [...platforms].map((platform) => {
		const change = patch[platform];
		if (change === null) return [platform, {}] as const;
		const entries = Object.entries({ ...old[platform], ...change }).filter(([, value]) => value !== null);
		return [platform, Object.fromEntries(entries)] as const;
	});
	return Object.fromEntries(merged.filter(([, options]) => Object.keys(options).length > 0));
}
