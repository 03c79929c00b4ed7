import type { Post, PostQuery } from '../../shared/domain/post';
import { matchesPost, sortPosts } from '../../shared/domain/postQuery';
import type { Found, Provider } from '../../shared/providers/provider';
import type { Wire } from '../../shared/transport/wire';

/** The most that the vendors give in one page. */
const PAGE_SIZE = 100;

/** Pages read side by side when all are wanted. */
const PAGES_AT_ONCE = 10;

/**
 * Reads pages until enough posts were found. When the provider cannot sort in the wanted way, all matching posts are read
 * and sorted here, before the limit is applied. A post that shows up on two pages, because others were added meanwhile,
 * comes out once.
 */
export async function collectPosts(
	provider: Provider,
	wire: Wire,
	query: PostQuery,
	limit: number,
): Promise<ReadonlyArray<Found<Post>>> {
	const { sort } = query;
	const sortsHere = sort !== undefined && !provider.posts.sortsBy.includes(sort.field);
	const enough = sortsHere ? Infinity : limit;
	const pageSize = Object.keys(query).length === 0 ? Math.min(PAGE_SIZE, limit) : PAGE_SIZE;
	const found = new Map<string, Found<Post>>();

	const pagesAtOnce = enough === Infinity ? PAGES_AT_ONCE : 1;

	for await (const page of provider.posts.getMany(wire, query, pageSize, pagesAtOnce)) {
		for (const post of page) {
			if (found.size < enough && matchesPost(post.item, query)) found.set(post.item.id, post);
		}
		if (found.size >= enough) break;
	}

	const posts = [...found.values()];
	return sortsHere ? sortPosts(posts, sort, ({ item }) => item).slice(0, limit) : posts;
}
