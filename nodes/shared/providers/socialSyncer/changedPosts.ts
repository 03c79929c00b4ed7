import { asNumber, asObject } from '../../domain/json';
import { orVendorError, readEntries } from '../../transport/answers';
import { VendorError } from '../../transport/vendorError';
import { isCutShort, vendorTimeOf, type PostLists } from '../watch/postLists';
import { watchLists } from '../watch/watchLists';
import { requireList, unreadable } from './answers';
import { findPost } from './getPost';
import { readPost, statusFilter } from './mapping';

/** Inferred, as the whole list is. */
const PAGE_SIZE = 100;

/**
 * The vendor documents no reading of posts at all: paging, the filter by status, the numbers, and that new posts come first
 * are inferred from its sibling API. How these are made use of, and what it costs: `watchLists`. When little happened a
 * reading costs two calls, and one more for each post that is due or on its way.
 *
 * Also inferred: `updatedAt` moves when a post settles, also after a retry; then nothing is missed. If it is not there, a post
 * is told from others by when it was due or made; then one that was sent again more than a day later is found only among the
 * 100 newest and the 20 that failed last. If posts do not tell either when they were made, or if the filter by status is not
 * taken or does nothing, only the newest posts and those that are awaited are watched.
 */
export function listsOf(pageSize = PAGE_SIZE): PostLists {
	return {
		pageSize,
		statuses: ['scheduled', 'published', 'failed', 'partiallyPublished', 'publishing'],
		listsAtOnce: 1,
		looksAtOnce: 1,
		read: async (wire, { status, page }) => {
			const response = await orVendorError(
				wire.send({
					method: 'GET',
					path: '/posts',
					query: {
						status: status === null ? undefined : statusFilter([status]),
						page: page + 1,
						limit: pageSize,
					},
					repeatable: 'safe',
				}),
				({ facts }) => status !== null && facts.cause === 'invalid',
			);
			if (response instanceof VendorError) return null;
			const listed = requireList(asObject(response.body).posts, 'posts');
			const posts = readEntries(listed, readPost).map(({ item }) => item);
			if (status !== null && posts.some((post) => post.status !== status)) return null;
			const told = asObject(asObject(response.body).pagination);
			const [total, pages] = [asNumber(told.total), asNumber(told.pages)];
			if (isCutShort({ listed: listed.length, posts, total, offset: page * pageSize, pageSize }))
				throw unreadable('The list of posts is cut short', 'none');
			const isLast = page + 1 >= (pages ?? (listed.length < pageSize ? 0 : Infinity));
			return { posts, total, isLast, atMs: vendorTimeOf(response) };
		},
		look: async (wire, ids) => {
			const posts = await Promise.all(ids.map(async (id) => await findPost(wire, id)));
			return posts.flatMap((found) => (found === null ? [] : [found.item]));
		},
		settledAt: ({ updatedAt }) => updatedAt,
	};
}

export const watch = watchLists(listsOf());
