import type { Call, Reply } from '../../core/vendor';
import type { Post, Target, World } from '../../core/world';
import { createPost, type CreateBody } from './createPost';
import { notFound, success } from './envelope';
import { canPost, TOKEN_EXPIRED_TEXT } from './health';
import { page } from './paging';
import { factsOf, publishedAt } from './postFacts';
import { createdOf, postOf, postWord, resultsOf } from './postView';
import { readTime } from './times';

export function findPost(world: World, { params }: Call): Post {
	const post = world.posts.get(params.post_id ?? '');
	if (!post) throw notFound('Post');
	return post;
}

export function createOne(world: World, { now, body }: Call): Reply {
	return success(now, createdOf(createPost(world, body as CreateBody), world), 201);
}

export function getPost(world: World, call: Call): Reply {
	return success(call.now, postOf(findPost(world, call), world));
}

export function getPostResults(world: World, call: Call): Reply {
	const post = findPost(world, call);
	return success(call.now, {
		post_id: post.id,
		post_status: postWord(post),
		results: resultsOf(post, world),
	});
}

/** Only the record goes; what is live stays live, except on X where it can be asked for. */
export function deletePost(world: World, call: Call): Reply {
	const post = findPost(world, call);
	world.posts.delete(post.id);
	const onX = post.targets.filter(({ platform, status }) => platform === 'x' && status === 'published');
	const deleteOnX = ({ accountId }: Target) => {
		const account = world.accounts.get(accountId);
		return account && canPost(account, world)
			? { deleted: true }
			: { deleted: false, error: TOKEN_EXPIRED_TEXT };
	};
	return success(call.now, {
		post_id: post.id,
		id: post.id,
		deleted: true,
		...(call.query.delete_on_platforms === 'x' ? { x_deletion: onX.map(deleteOnX) } : {}),
	});
}

export function listPosts(world: World, { now, query }: Call): Reply {
	const found = [...world.posts.values()].filter(filterFor(query));
	const { items, pagination } = page(sorted(found, query), query);
	return success(now, { posts: items.map((post) => postOf(post, world)), pagination });
}

/** Words of the SDK's oldest types, and the statuses they stand for. */
const OLD_STATUS_WORDS: Readonly<Record<string, readonly string[]>> = {
	done: ['published'],
	queued: ['scheduled', 'publishing'],
};

type Times = Readonly<Record<string, (post: Post) => Date | null>>;

const TIMES: Times = {
	created: (post) => post.createdAt,
	scheduled: (post) => post.scheduledFor,
	published: publishedAt,
	updated: (post) => post.updatedAt,
};

/** What is not asked for is not looked at: a list may be long, and is filtered for each page. */
function filterFor(query: Call['query']): (post: Post) => boolean {
	const statuses = words(query.status).flatMap((word) => OLD_STATUS_WORDS[word] ?? [word]);
	const platforms = words(query.platform).map((word) => (word === 'twitter' ? 'x' : word));
	const times = Object.entries(TIMES).filter(
		([name]) => query[`${name}_after`] !== undefined || query[`${name}_before`] !== undefined,
	);
	return (post) => {
		if (statuses.length > 0 && !statuses.includes(postWord(post))) return false;
		if (platforms.length > 0 && !post.targets.some(({ platform }) => platforms.includes(platform)))
			return false;
		if (
			query.account_id !== undefined &&
			!post.targets.some(({ accountId }) => accountId === String(query.account_id))
		)
			return false;
		if (query.campaign_id !== undefined && factsOf(post).campaignId !== query.campaign_id) return false;
		if (
			query.search !== undefined &&
			!post.content.toLowerCase().includes(String(query.search).toLowerCase())
		)
			return false;
		return times.every(([name, timeOf]) => isWithin(timeOf(post), name, query));
	};
}

/** Both ends belong to the range. */
function isWithin(time: Date | null, name: string, query: Call['query']): boolean {
	const after = query[`${name}_after`];
	const before = query[`${name}_before`];
	if (after !== undefined && !(time && time >= readTime(`${name}_after`, String(after)))) return false;
	return before === undefined || (time !== null && time <= readTime(`${name}_before`, String(before)));
}

const SORTS: Times = {
	created_at: (post) => post.createdAt,
	scheduled_for: (post) => post.scheduledFor,
	published_at: publishedAt,
	updated_at: (post) => post.updatedAt,
};

/** Posts without that time come last, whatever the order. */
function sorted(posts: readonly Post[], query: Call['query']): Post[] {
	const timeOf = SORTS[String(query.sort ?? 'created_at')] ?? (() => null);
	const sign = query.order === 'asc' ? 1 : -1;
	return [...posts].sort((a, b) => {
		const [left, right] = [timeOf(a), timeOf(b)];
		if (left === null || right === null) return Number(left === null) - Number(right === null);
		return sign * (left.getTime() - right.getTime()) || a.id.localeCompare(b.id);
	});
}

function words(list: unknown): string[] {
	return typeof list === 'string' ? list.split(',') : [];
}
