import type { Reply } from '../../core/vendor';
import type { Post, Target, World } from '../../core/world';
import { accountOfPath, factsOf } from './accounts';
import type { Answer, Ask } from './ask';
import { ASSUMED } from './assumptions';
import { conflict, invalid, Refusal, success } from './envelope';
import { statusWord } from './postFacts';
import { newPostId, postOfPath } from './postRecords';
import { stopRecycling } from './recycling';

export function postActionAnswers(world: World): Record<string, Answer> {
	return {
		retrySocialPost: (ask) => retry(world, ask),
		unpublishPost: (ask) => unpublish(world, ask),
		editPublishedPost: (ask) => edit(world, ask),
		updatePostMetadata: (ask) => updateMetadata(world, ask),
		stopPostRecycle: (ask) => {
			const cancelled = stopRecycling(world, postOfPath(world, ask));
			if (cancelled === null) throw new Refusal(409, 'NOT_RECYCLING', 'This post is not being recycled.');
			return success(ask.now, { stopped: true, cancelled_occurrences: cancelled });
		},
		syncExternalPosts: (ask) => syncExternal(world, ask),
	};
}

/** Answers with the result, so publishing takes no time here, whatever the settings say. */
function retry(world: World, ask: Ask): Reply {
	const post = postOfPath(world, ask);
	const word = statusWord(post);
	if (word !== 'failed' && word !== 'partially_published')
		throw invalid('Only a failed post can be sent again.');
	const failed = chosenTargets(post, ask).filter(({ status }) => status === 'failed');
	if (failed.length === 0) throw invalid('None of these platforms has failed.', 'platforms');

	const { publishMs } = world.settings;
	world.settings.publishMs = 0;
	world.retry(
		post,
		failed.map(({ accountId }) => accountId),
	);
	world.settings.publishMs = publishMs;

	const retried = [...new Set(failed.map(({ platform }) => platform))];
	const results = retried.map((platform) => {
		const error =
			failed.find((target) => target.platform === platform && target.status === 'failed')?.error ?? null;
		return { success: error === null, error };
	});
	const now = statusWord(post);
	return success(ask.now, {
		success: results.every((result) => result.success),
		retried,
		final_status: now === 'partially_published' ? 'partial' : now,
		platform_results: results,
	});
}

/** Networks that let a post be taken down. On the others it stays. */
const REMOVABLE: ReadonlySet<string> = new Set([
	'threads',
	'facebook',
	'linkedin',
	'youtube',
	'twitter',
	'pinterest',
	'tumblr',
	'bluesky',
	'gmb',
]);

function unpublish(world: World, ask: Ask): Reply {
	const post = postOfPath(world, ask);
	const word = statusWord(post);
	if (word !== 'published' && word !== 'partially_published')
		throw invalid('Only a published post can be taken down.');
	const live = chosenTargets(post, ask).filter(({ status }) => status === 'published');
	if (live.length === 0) throw invalid('The post is not live on these platforms.', 'platforms');
	const dead = live.filter((target) => REMOVABLE.has(target.platform) && !canReach(world, target));
	if (dead.length > 0) {
		const details = Object.fromEntries(
			dead.map(({ platform }) => [platform, 'The network did not accept the deletion.']),
		);
		throw new Refusal(422, 'PLATFORM_DELETE_FAILED', 'The post could not be taken down everywhere.', details);
	}
	const outcome: Record<string, string> = {};
	for (const target of live) {
		outcome[target.platform] = REMOVABLE.has(target.platform) ? 'deleted' : 'skipped';
		if (REMOVABLE.has(target.platform)) target.status = 'removed';
	}
	const remains = post.targets.some(
		({ status, platform }) => status === 'published' && REMOVABLE.has(platform),
	);
	if (!remains) post.status = 'unpublished';
	post.updatedAt = ask.now;
	return success(ask.now, { post_id: Number(post.id), status: 'unpublished', platforms: outcome });
}

function edit(world: World, ask: Ask): Reply {
	const post = livePost(world, ask);
	const { content } = ask.body as { content: string };
	const results = chosenTargets(post, ask)
		.filter(({ status }) => status === 'published')
		.map(({ platform, remoteId }) => {
			const edited = platform === 'facebook';
			const error = edited ? {} : { error: `${platform} does not let a live post be edited.` };
			return { platform, remote_post_id: remoteId, edited, ...error };
		});
	if (results.length === 0) throw invalid('The post is not live on these platforms.', 'platforms');
	if (results.some(({ edited }) => edited)) {
		post.content = content;
		post.updatedAt = ask.now;
	}
	return success(ask.now, { results });
}

function updateMetadata(world: World, ask: Ask): Reply {
	const post = livePost(world, ask);
	const video = post.targets.find(({ platform, status }) => platform === 'youtube' && status === 'published');
	if (video === undefined) throw invalid('The post is not live on YouTube.');
	const {
		title,
		description,
		tags,
		playlist_id: playlist,
		thumbnail_url: thumbnail,
	} = ask.body as Record<string, unknown>;
	const updated = [
		...(title !== undefined || description !== undefined || tags !== undefined ? ['snippet'] : []),
		...(playlist !== undefined ? ['playlist'] : []),
		...(thumbnail !== undefined ? ['thumbnail'] : []),
	];
	return success(ask.now, { video_id: video.remoteId ?? '', updated });
}

/** Networks whose own posts can be brought in. */
const IMPORTABLE: ReadonlySet<string> = new Set(['facebook', 'instagram', 'threads', 'youtube', 'tiktok']);
const HOUR_MS = 3_600_000;

/** The first import brings some posts, later ones find nothing new. */
function syncExternal(world: World, ask: Ask): Reply {
	const {
		account_id: accountId,
		enable,
		limit,
	} = ask.body as { account_id: number; enable?: boolean; limit?: number };
	const account = accountOfPath(world, { ...ask, params: { account_id: String(accountId) } });
	if (!IMPORTABLE.has(account.platform))
		throw invalid(`Posts cannot be brought in from ${account.platform}.`, 'account_id');
	const facts = factsOf(account);
	if (facts.importsPosts !== true && enable !== true)
		throw conflict('Send enable: true to bring in posts of this account.');
	const count =
		facts.importsPosts === true ? 0 : Math.min(ASSUMED.externalPosts, limit ?? ASSUMED.externalPosts);
	facts.importsPosts = true;
	for (let index = 1; index <= count; index++) {
		const at = new Date(ask.now.getTime() - index * HOUR_MS);
		const post = world.addPost({
			id: newPostId(world),
			content: `Made on ${account.platform} itself, number ${index}`,
			accountIds: [account.id],
			status: 'published',
			createdAt: at,
			publishedAt: at,
			extra: { profileId: ask.profileId, platforms: [account.platform], external: true },
		});
		for (const target of post.targets) {
			target.status = 'published';
			target.publishedAt = at;
			target.remoteId = `ext_${post.id}`;
			target.url = `https://social.example/${account.platform}/${post.id}`;
		}
	}
	return success(ask.now, { posts_synced: count, enabled: true });
}

function livePost(world: World, ask: Ask): Post {
	const post = postOfPath(world, ask);
	const word = statusWord(post);
	if (word !== 'published' && word !== 'partially_published') throw conflict('The post is not live.');
	return post;
}

/** All targets, or those on the networks that the body names. */
function chosenTargets(post: Post, { body }: Ask): Target[] {
	const { platforms } = (body ?? {}) as { platforms?: readonly string[] };
	return post.targets.filter(({ platform }) => platforms === undefined || platforms.includes(platform));
}

function canReach(world: World, { accountId }: Target): boolean {
	const account = world.accounts.get(accountId);
	if (account === undefined || !account.connected || account.revoked) return false;
	return account.tokenExpiresAt === null || account.tokenExpiresAt > world.now();
}
