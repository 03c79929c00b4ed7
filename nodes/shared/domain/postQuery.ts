import type { Post, PostQuery, PostSort } from './post';

/** Whether a post is wanted. A time filter never matches a post that has no such time; `after` is inclusive. */
export function matchesPost(post: Post, query: PostQuery): boolean {
	return (
		isWanted(query.status, [post.status]) &&
		isWanted(
			query.platforms,
			post.targets.map(({ platform }) => platform),
		) &&
		(query.accountId === undefined || post.targets.some(({ accountId }) => accountId === query.accountId)) &&
		isWithin(post.createdAt, query.createdAfter, query.createdBefore) &&
		isWithin(post.scheduledAt, query.scheduledAfter, query.scheduledBefore) &&
		isWithin(post.publishedAt, query.publishedAfter, query.publishedBefore) &&
		(query.search === undefined || (post.text ?? '').toLowerCase().includes(query.search.toLowerCase()))
	);
}

/** Orders posts by a time; posts without it come last, whatever the direction, and equal ones keep their order. */
export function sortPosts<T>(posts: readonly T[], sort: PostSort, postOf: (one: T) => Post): T[] {
	const sign = sort.direction === 'asc' ? 1 : -1;
	return [...posts].sort((one, other) => {
		const left = postOf(one)[sort.field];
		const right = postOf(other)[sort.field];
		if (left === right) return 0;
		if (left === null) return 1;
		if (right === null) return -1;
		return left < right ? -sign : sign;
	});
}

function isWanted<T>(wanted: readonly T[] | undefined, values: readonly T[]): boolean {
	return wanted === undefined || wanted.length === 0 || values.some((value) => wanted.includes(value));
}

/** All three are ISO 8601 UTC with milliseconds, so they compare as text. */
function isWithin(value: string | null, after: string | undefined, before: string | undefined): boolean {
	if (after === undefined && before === undefined) return true;
	if (value === null) return false;
	return (after === undefined || value >= after) && (before === undefined || value < before);
}
