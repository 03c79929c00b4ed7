import { asBoolean, asNumber, asObject } from '../../domain/json';
import type { Post, PostQuery } from '../../domain/post';
import { readEntries } from '../../transport/answers';
import { readPages } from '../../transport/pages';
import type { QueryValue, Wire } from '../../transport/wire';
import type { Found, PostOperations } from '../provider';
import { generateImage, generateText, IMAGE_MODELS, IMAGE_RATIOS } from './ai';
import { checks, dataOf, requireList } from './answers';
import { bulk } from './bulkCreate';
import { cancel } from './cancelPost';
import { create } from './createPost';
import { DOCUMENTED_RULES } from './documentedRules';
import { getPost } from './getPost';
import { askablePlatforms, postStatusWords, SORT_WORDS } from './mapping';
import { uploadMedia } from './media';
import { readPost } from './postReading';
import { publishDraft } from './publishDraft';
import { removePost } from './removePost';
import { reschedule } from './reschedulePost';
import { retry } from './retryPost';
import { SETTINGS } from './settings';
import { unpublish } from './unpublishPost';
import { update } from './updatePost';

/** The vendor's largest page. */
const MAX_PAGE_SIZE = 100;

export const posts: PostOperations = {
	publishModes: ['now', 'schedule', 'draft', 'queue'],
	hasIdempotencyKey: false,
	takes: ['campaignId', 'altText'],
	settings: SETTINGS,
	documentedRules: DOCUMENTED_RULES,
	bulk,
	textWishes: ['prompt', 'platform', 'tone', 'length', 'withHashtags', 'withEmojis', 'count'],
	imageWishes: ['prompt', 'aspectRatio', 'model'],
	imageModels: IMAGE_MODELS,
	imageAspectRatios: IMAGE_RATIOS,
	filters: [
		'status',
		'platforms',
		'accountId',
		'createdAfter',
		'createdBefore',
		'scheduledAfter',
		'scheduledBefore',
		'publishedAfter',
		'publishedBefore',
		'search',
	],
	sortsBy: ['createdAt', 'scheduledAt', 'publishedAt'],
	create,
	get: getPost,
	getMany,
	update,
	reschedule,
	publishDraft,
	cancel,
	delete: removePost,
	unpublish,
	retry,
	// The post tells the result on each account.
	getResults: getPost,
	uploadMedia,
	generateText,
	generateImage,
};

/** Pages by offset: a post that is made meanwhile moves the others on, so that one may come twice; it is passed over. */
async function* getMany(
	wire: Wire,
	query: PostQuery,
	pageSize: number,
	pagesAtOnce?: number,
): AsyncGenerator<ReadonlyArray<Found<Post>>> {
	const filters = filtersOf(query);
	if (filters === null) return;
	const limit = Math.max(1, Math.min(pageSize, MAX_PAGE_SIZE));

	yield* readPages(
		({ item }) => item.id,
		async (index) => {
			const { body } = await wire.send({
				method: 'GET',
				path: '/posts',
				query: { ...filters, limit, offset: index * limit },
				repeatable: 'safe',
			});
			const listed = requireList(body, 'posts');
			const { has_more: hasMore, total } = asObject(dataOf(body).pagination);
			return {
				entries: readEntries(listed, readPost),
				isLast: !(asBoolean(hasMore) ?? listed.length === limit),
				total: asNumber(total),
			};
		},
		{ pageSize: limit, pagesAtOnce, unreadable: checks.unreadable },
	);
}

/** The vendor's query; `null` when none of its posts can match. */
function filtersOf(query: PostQuery): Readonly<Record<string, QueryValue>> | null {
	const statuses = query.status ?? [];
	// Words that are new to us read as `unknown`, so they cannot be asked for by name.
	const askStatus = statuses.length > 0 && !statuses.includes('unknown');
	const statusWords = postStatusWords(statuses);
	const platforms = query.platforms ?? [];
	const askable = askablePlatforms(platforms);
	if ((askStatus && statusWords.length === 0) || (platforms.length > 0 && askable.length === 0)) return null;

	return {
		status: askStatus ? statusWords.join(',') : undefined,
		platform: platforms.length > 0 ? askable.join(',') : undefined,
		account_id: query.accountId,
		created_after: query.createdAfter,
		created_before: query.createdBefore,
		scheduled_after: query.scheduledAfter,
		scheduled_before: query.scheduledBefore,
		published_after: query.publishedAfter,
		published_before: query.publishedBefore,
		search: query.search === '' ? undefined : query.search,
		sort: query.sort === undefined ? undefined : SORT_WORDS[query.sort.field],
		order: query.sort?.direction,
	};
}
