import { asNumber, asObject, type JsonValue } from '../../domain/json';
import type { PostQuery } from '../../domain/post';
import { readEntries } from '../../transport/answers';
import { readPages } from '../../transport/pages';
import type { Wire } from '../../transport/wire';
import type { PostOperations } from '../provider';
import { dataOf, requireList, unreadable } from './answers';
import { bulk } from './bulk';
import { reschedule, update } from './changePost';
import { SETTINGS } from './commonOptions';
import { create } from './createPost';
import { type FoundPost, getPost } from './getPost';
import { platformToVendor, statusFilterToVendor } from './mapping';
import { DOCUMENTED_RULES } from './platformRules';
import { readPost } from './postReading';
import { listQueues } from './queues';
import { cancel, deletePost } from './removePost';
import { retry } from './retryPost';
import { unpublish } from './unpublishPost';
import { uploadMedia } from './uploadMedia';

/** Contract: pagination. */
const MAX_PAGE_SIZE = 100;

export const posts: PostOperations = {
	// No public call makes a draft.
	publishModes: ['now', 'schedule', 'queue'],
	hasIdempotencyKey: true,
	takes: ['altText'],
	settings: SETTINGS,
	documentedRules: DOCUMENTED_RULES,
	bulk,
	// Without the account: a post does not tell which accounts it went to.
	filters: [
		'status',
		'platforms',
		'createdAfter',
		'createdBefore',
		'scheduledAfter',
		'scheduledBefore',
		'publishedAfter',
		'publishedBefore',
		'search',
	],
	// In which order the vendor lists its posts is not documented.
	sortsBy: [],
	create,
	get: getPost,
	getMany,
	update,
	reschedule,
	// Without `publishDraft`: no public call publishes a post that is there.
	cancel,
	delete: deletePost,
	unpublish,
	retry,
	// The vendor tells results by network, and with the post itself.
	getResults: getPost,
	listQueues,
	uploadMedia,
};

/** Ends with the last page that the answer names, or with the first page that brings nothing new. */
async function* getMany(
	wire: Wire,
	query: PostQuery,
	pageSize: number,
	pagesAtOnce?: number,
): AsyncGenerator<readonly FoundPost[]> {
	const perPage = Math.min(pageSize, MAX_PAGE_SIZE);
	yield* readPages(
		({ item }) => item.id,
		async (index) => {
			const page = index + 1;
			const { body } = await wire.send({
				method: 'GET',
				path: '/social/posts',
				query: { ...filtersOf(query), page, per_page: perPage },
				repeatable: 'safe',
			});
			const entries = readEntries(requireList(dataOf(body), 'posts'), (raw) => readPost(raw));
			const { pages, total } = countsOf(body, perPage);
			return { entries, isLast: page >= (pages ?? Infinity), total };
		},
		{ pageSize: perPage, pagesAtOnce, unreadable },
	);
}

/** The vendor filters by one status and one network at most. */
function filtersOf(query: PostQuery): { status?: string; platform?: string } {
	return {
		status: query.status?.length === 1 ? query.status.map(statusFilterToVendor)[0] : undefined,
		platform: query.platforms?.length === 1 ? query.platforms.map(platformToVendor)[0] : undefined,
	};
}

/** The number of pages is documented under two names. */
export function countsOf(body: JsonValue, perPage: number): { pages: number | null; total: number | null } {
	const { total_pages: totalPages, pages, total: printedTotal } = asObject(asObject(body).pagination);
	const total = asNumber(printedTotal);
	const counted = total === null ? null : Math.ceil(total / perPage);
	return { pages: asNumber(totalPages) ?? asNumber(pages) ?? counted, total };
}
