import type { Post, PostQuery } from '../../domain/post';
import type { Wire } from '../../transport/wire';
import type { Found, PostOperations } from '../provider';
import { bulk } from './bulkCreate';
import { cancelPost } from './cancelPost';
import { changePost } from './changePost';
import { createPost } from './createPost';
import { generateImage, generateText } from './generate';
import { getPost } from './getPost';
import { uploadMedia } from './mediaManager';
import { documentedRules } from './platformRules';
import { publishDraft, retryPost } from './publishPost';
import { filterFor, queryItems } from './queryItems';
import { readItem } from './readItem';
import { removePost } from './removePost';
import { reschedulePost } from './reschedulePost';
import { settings } from './settings';

/** One item goes to one account, so that a post is a list of items, and its ID the list of their IDs. */
export const posts: PostOperations = {
	publishModes: ['now', 'schedule', 'draft'],
	hasIdempotencyKey: true,
	takes: [],
	settings,
	documentedRules,
	bulk,
	textWishes: ['platform', 'tone', 'language', 'withHashtags', 'link'],
	imageWishes: ['imageUrl'],
	// Without those about making and going live: Wix tells the one only of drafts, and the other not at all.
	filters: ['status', 'platforms', 'accountId', 'scheduledAfter', 'scheduledBefore', 'search'],
	// By which fields Wix can sort is not documented.
	sortsBy: [],
	create: createPost,
	get: getPost,
	getMany,
	update: changePost,
	reschedule: reschedulePost,
	publishDraft,
	cancel: cancelPost,
	delete: removePost,
	retry: retryPost,
	// An item itself tells what became of it.
	getResults: getPost,
	uploadMedia,
	generateText,
	generateImage,
};

/** One post per item: which items were made together, Wix does not keep. */
async function* getMany(
	wire: Wire,
	query: PostQuery,
	pageSize: number,
	pagesAtOnce?: number,
): AsyncGenerator<ReadonlyArray<Found<Post>>> {
	for await (const page of queryItems(wire, filterFor(query), pageSize, pagesAtOnce)) {
		yield page.map((raw) => ({ item: readItem(raw), raw }));
	}
}
