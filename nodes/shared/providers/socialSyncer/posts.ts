import { asNumber, asObject, type JsonValue } from '../../domain/json';
import type { MediaSource, Post, PostDraft, PostQuery } from '../../domain/post';
import { readEntries } from '../../transport/answers';
import { readPages } from '../../transport/pages';
import type { VendorError } from '../../transport/vendorError';
import type { Wire } from '../../transport/wire';
import type { Found, PostOperations } from '../provider';
import { postOf, refused, requireList, unreadable } from './answers';
import { createBody, isMediaTaken, platformFilter, readPost, statusFilter } from './mapping';

type FoundPost = Found<Post>;

/** Inferred, as the whole list is: the vendor's sibling API gives no more per page. */
const MAX_PAGE_SIZE = 100;

export const posts: PostOperations = {
	publishModes: ['now', 'schedule', 'draft'],
	hasIdempotencyKey: false,
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
	get,
	getMany,
};

async function create(wire: Wire, draft: PostDraft): Promise<FoundPost> {
	for (const media of draft.media) if (!isMediaTaken(media)) throw refusedMedia(media);

	const { body } = await wire.send({
		method: 'POST',
		path: '/posts',
		body: createBody(draft),
		repeatable: 'never',
	});
	const raw = postOf(body);
	const post = readPost(raw);
	if (post === null) throw unreadable('The answer does not say which post was made', 'unknown');
	return { item: { ...post, warnings: leftOut(draft) }, raw };
}

async function get(wire: Wire, postId: string): Promise<FoundPost> {
	const { body } = await wire.send({
		method: 'GET',
		path: `/posts/${encodeURIComponent(postId)}`,
		repeatable: 'safe',
	});
	const raw = postOf(body);
	const item = readPost(raw);
	if (item === null) throw unreadable(`The answer does not hold the post ${postId}`, 'none');
	return { item, raw };
}

/**
 * Ends with the last page that the answer names, or with the first page that brings nothing new: paging is inferred, and a
 * server that does not know it answers the same posts for every page.
 */
async function* getMany(
	wire: Wire,
	query: PostQuery,
	pageSize: number,
): AsyncGenerator<readonly FoundPost[]> {
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
					limit: Math.min(pageSize, MAX_PAGE_SIZE),
				},
				repeatable: 'safe',
			});
			const entries = readEntries(requireList(asObject(body).posts, 'posts'), readPost);
			return { entries, isLast: page >= (pagesOf(body) ?? Infinity) };
		},
	);
}

function pagesOf(body: JsonValue): number | null {
	return asNumber(asObject(asObject(body).pagination).pages);
}

/** What the person asked for and the vendor has no place for. */
function leftOut(draft: PostDraft): string[] {
	return draft.media.some(({ altText }) => altText !== null)
		? ['SocialSyncerAPI has no place for an alternative text of media; it was left out.']
		: [];
}

function refusedMedia(media: MediaSource): VendorError {
	return refused(
		media.type === null
			? `The type of the media could not be told from its address: ${media.url}`
			: `SocialSyncerAPI does not take media of the type ${media.type}: ${media.url}`,
		'Set the type of the media to image, video or GIF. Nothing was sent.',
	);
}
