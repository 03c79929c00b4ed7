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
	const found = world.posts.newestFirst().filter(matching(query));
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

/** What a query looks for; the query is read once, however many posts there are. */
function matching(query: Call['query']): (post: Post) => boolean {
	const statuses = words(query.status).flatMap((word) => OLD_STATUS_WORDS[word] ?? [word]);
	const platforms = words(query.platform).map((word) => (word === 'twitter' ? 'x' : word));
	const account = query.account_id === undefined ? null : String(query.account_id);
	const text = query.search === undefined ? null : String(query.search).toLowerCase();
	const ranges = Object.entries(TIMES).flatMap(([name, timeOf]) => rangeOf(name, timeOf, query) ?? []);
	return (post) =>
		ranges.every((isWithin) => isWithin(post)) &&
		(statuses.length === 0 || statuses.includes(postWord(post))) &&
		(platforms.length === 0 || post.targets.some(({ platform }) => platforms.includes(platform))) &&
		(account === null || post.targets.some(({ accountId }) => accountId === account)) &&
		(query.campaign_id === undefined || factsOf(post).campaignId === query.campaign_id) &&
		(text === null || post.content.toLowerCase().includes(text));
}

/** Both ends belong to the range; `null` when the query names neither. */
function rangeOf(
	name: string,
	timeOf: (post: Post) => Date | null,
	query: Call['query'],
): ((post: Post) => boolean) | null {
	const [after, before] = [`${name}_after`, `${name}_before`].map((field) =>
		query[field] === undefined ? null : readTime(field, String(query[field])),
	);
	if (!after && !before) return null;
	return (post) => {
		const time = timeOf(post);
		return time !== null && (!after || time >= after) && (!before || time <= before);
	};
}

const SORTS: Times = {
	created_at: (post) => post.createdAt,
	scheduled_for: (post) => post.scheduledFor,
	published_at: publishedAt,
	updated_at: (post) => post.updatedAt,
};

/** Posts without that time come last, whatever the order. */
function sorted(posts: readonly Post[], query: Call['query']): readonly Post[] {
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
