import { asObject } from '../../domain/json';
import { toIsoUtc } from '../../domain/time';
import { readEntries } from '../../transport/answers';
import { isCutShort, vendorTimeOf, type PostLists } from '../watch/postLists';
import { watchLists } from '../watch/watchLists';
import { dataOf, requireList, unlessNotFound, unreadable } from './answers';
import { getPost } from './getPost';
import { statusFilterToVendor } from './mapping';
import { readPost } from './postReading';
import { countsOf } from './posts';

/** Contract: pagination. */
const PAGE_SIZE = 100;

/**
 * Lists by one status at most, of which `scheduled`, `published` and `failed` are documented; single posts; numbers of
 * posts. How these are made use of, and what it costs: `watchLists`. When little happened a reading costs two calls, and
 * one more for each post that is due or on its way.
 *
 * Inferred: new posts come first (contract: the order is not stated); `published_at` is the time when the first network
 * got the post, also after a retry of one that had failed everywhere. A post that failed tells no time but when it was due.
 * What the API makes impossible to find is therefore, beyond the 100 newest posts and those that are remembered by ID (the
 * last 40 or so that failed or are partly out), what tells a time from before the first reading or a walk ago: a post that was
 * out in part by then and reached the rest of its networks since; one that was due before the first reading and failed
 * after it; one that failed more than a day after it was due.
 */
export function listsOf(pageSize = PAGE_SIZE): PostLists {
	return {
		pageSize,
		statuses: ['scheduled', 'published', 'failed'],
		listsAtOnce: 1,
		looksAtOnce: 1,
		read: async (wire, { status, page }) => {
			const response = await wire.send({
				method: 'GET',
				path: '/social/posts',
				query: {
					status: status === null ? undefined : statusFilterToVendor(status),
					page: page + 1,
					per_page: pageSize,
				},
				repeatable: 'safe',
			});
			const { body } = response;
			const listed = requireList(dataOf(body), 'posts');
			const posts = readEntries(listed, (raw) => readPost(raw)).map(({ item }) => item);
			const { pages, total } = countsOf(body, pageSize);
			if (isCutShort({ listed: listed.length, posts, total, offset: page * pageSize, pageSize }))
				throw unreadable('The list of posts is cut short', 'none');
			const told = toIsoUtc(asObject(asObject(body).meta).timestamp);
			return {
				posts,
				total,
				isLast: page + 1 >= (pages ?? (listed.length < pageSize ? 0 : Infinity)),
				atMs: told === null ? vendorTimeOf(response) : Date.parse(told),
			};
		},
		look: async (wire, ids) => {
			const posts = await Promise.all(ids.map(async (id) => await unlessNotFound(getPost(wire, id))));
			return posts.flatMap((found) => (found === null ? [] : [found.item]));
		},
		settledAt: ({ publishedAt }) => publishedAt,
	};
}

export const watch = watchLists(listsOf());
