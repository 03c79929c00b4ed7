import { asNumber, asObject } from '../../domain/json';
import type { PostDraft, PostQuery } from '../../domain/post';
import { readEntries } from '../../transport/answers';
import { readPages } from '../../transport/pages';
import type { Wire } from '../../transport/wire';
import type { PostOperations } from '../provider';
import { postOf, requireList, unreadable } from './answers';
import { cancel } from './cancelPost';
import { getPost, type FoundPost } from './getPost';
import { platformFilter, readPost, statusFilter } from './mapping';
import { documentedRules } from './platformRules';
import { createBody } from './postBody';
import { checkMedia, placeMedia } from './postMedia';
import { publishDraft } from './publishDraft';
import { removePost } from './removePost';
import { reschedule } from './reschedulePost';
import { retry } from './retryPost';
import { requireConsent, SETTINGS } from './settings';
import { update } from './updatePost';
import { uploadMedia } from './uploadMedia';

/** Inferred, as the whole list is: the vendor's sibling API gives no more per page. */
const MAX_PAGE_SIZE = 100;

export const posts: PostOperations = {
	publishModes: ['now', 'schedule', 'draft'],
	hasIdempotencyKey: false,
	takes: ['tags'],
	settings: SETTINGS,
	documentedRules,
	// Without the two about going live: the vendor does not tell when a post was published.
	filters: [
		'status',
		'platforms',
		'accountId',
		'createdAfter',
		'createdBefore',
		'scheduledAfter',
		'scheduledBefore',
		'search',
	],
	// In which order the vendor lists its posts is not documented.
	sortsBy: [],
	create,
	get: getPost,
	getMany,
	update,
	reschedule,
	publishDraft,
	cancel,
	delete: removePost,
	retry,
	// Results are part of the post.
	getResults: getPost,
	uploadMedia,
};

async function create(wire: Wire, draft: PostDraft): Promise<FoundPost> {
	const media = checkMedia(draft.media);
	const fields = createBody(draft);
	if (draft.mode !== 'draft') requireConsent(fields);

	const mediaItems = await placeMedia(wire, media, 'no post was made');
	const { body } = await wire.send({
		method: 'POST',
		path: '/posts',
		body: { ...(mediaItems.length === 0 ? {} : { mediaItems }), ...fields },
		repeatable: 'never',
	});
	const raw = postOf(body);
	const post = readPost(raw);
	if (post === null) throw unreadable('The answer does not say which post was made', 'unknown');
	return { item: post, raw };
}

/**
 * Ends with the last page that the answer names, or with the first page that brings nothing new: paging is inferred, and a
 * server that does not know it answers the same posts for every page.
 */
async function* getMany(
	wire: Wire,
	query: PostQuery,
	pageSize: number,
	pagesAtOnce?: number,
): AsyncGenerator<readonly FoundPost[]> {
	const limit = Math.min(pageSize, MAX_PAGE_SIZE);
	yield* readPages(
		({ item }) => item.id,
		async (index) => {
			const page = index + 1;
			const { body } = await wire.send({
				method: 'GET',
				path: '/posts',
				query: {
					status: statusFilter(query.status),
					platform: platformFilter(query.platforms),
					page,
					limit,
				},
				repeatable: 'safe',
			});
			const entries = readEntries(requireList(asObject(body).posts, 'posts'), readPost);
			const { pages, total } = asObject(asObject(body).pagination);
			return { entries, isLast: page >= (asNumber(pages) ?? Infinity), total: asNumber(total) };
		},
		{ pageSize: limit, pagesAtOnce, unreadable },
	);
}
