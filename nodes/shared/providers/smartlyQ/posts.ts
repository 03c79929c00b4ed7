import { asNumber, asObject, type JsonValue } from '../../domain/json';
import type { PostDraft, PostQuery } from '../../domain/post';
import { readEntries } from '../../transport/answers';
import { readPages } from '../../transport/pages';
import type { Wire } from '../../transport/wire';
import type { PostOperations } from '../provider';
import { dataOf, objectOf, requireList, unreadable } from './answers';
import { reschedule, update } from './changePost';
import { type FoundPost, getPost } from './getPost';
import { platformToVendor, statusFilterToVendor } from './mapping';
import { createBody, leftOut } from './postBody';
import { readPost } from './postReading';
import { cancel, deletePost } from './removePost';
import { retry } from './retryPost';
import { unpublish } from './unpublishPost';

/** Contract: pagination. */
const MAX_PAGE_SIZE = 100;

export const posts: PostOperations = {
	// No public call makes a draft.
	publishModes: ['now', 'schedule'],
	hasIdempotencyKey: true,
	takes: [],
	settings: {},
	documentedRules: [],
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
};

async function create(wire: Wire, draft: PostDraft): Promise<FoundPost> {
	const sent = createBody(draft);
	const { body } = await wire.send({
		method: 'POST',
		path: draft.mode === 'schedule' ? '/social/posts/schedule' : '/social/posts',
		headers: { 'X-Idempotency-Key': draft.idempotencyKey },
		body: sent,
		repeatable: 'keyed',
	});
	// The documented answer to a repeated key holds ID and status only; the rest is as it was sent.
	const raw = { content: sent.content, platforms: sent.platforms, ...objectOf(body) };
	const post = readPost(raw, draft.accounts);
	if (post === null) throw unreadable('The answer does not say which post was made', 'unknown');
	return { item: { ...post, warnings: [...post.warnings, ...leftOut(draft)] }, raw };
}

/**
 * Ends with the last page that the answer names, or with the first page that brings nothing new: the number of pages is
 * documented under two names, and a post that moves between pages while they are read is given once.
 */
async function* getMany(
	wire: Wire,
	query: PostQuery,
	pageSize: number,
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
			return { entries, isLast: page >= (pagesOf(body, perPage) ?? Infinity) };
		},
	);
}

/** The vendor filters by one status and one network at most. */
function filtersOf(query: PostQuery): { status?: string; platform?: string } {
	return {
		status: query.status?.length === 1 ? query.status.map(statusFilterToVendor)[0] : undefined,
		platform: query.platforms?.length === 1 ? query.platforms.map(platformToVendor)[0] : undefined,
	};
}

function pagesOf(body: JsonValue, perPage: number): number | null {
	const { total_pages: totalPages, pages, total } = asObject(asObject(body).pagination);
	const named = asNumber(totalPages) ?? asNumber(pages);
	if (named !== null) return named;
	const all = asNumber(total);
	return all === null ? null : Math.ceil(all / perPage);
}
