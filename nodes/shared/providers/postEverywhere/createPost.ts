import type { JsonObject } from '../../domain/json';
import type { Post, PostDraft } from '../../domain/post';
import type { Wire } from '../../transport/wire';
import type { Found } from '../provider';
import { dataOf, unreadable } from './answers';
import { storeMedia } from './media';
import type { LibraryMedia } from './mediaReading';
import { createRequest } from './postBody';
import { readCreatedPost } from './postReading';

/** `POST /posts`. Media come first: only when all are ready is there anything that could be posted twice. */
export async function create(wire: Wire, draft: PostDraft): Promise<Found<Post>> {
	const request = createRequest(draft);
	const media = await storeMedia(wire, draft.media, 'No post was made.');
	const { body } = await wire.send({
		method: 'POST',
		path: '/posts',
		body: withMedia(request.body, media),
		repeatable: 'never',
	});
	const raw = dataOf(body);
	const post = readCreatedPost(raw, draft, media);
	if (post === null) throw unreadable('The answer names no post', 'unknown', body);
	return { item: { ...post, warnings: request.warnings }, raw };
}

/** What is in the body already wins: additional fields may name other media. */
export function withMedia(body: JsonObject, media: readonly LibraryMedia[]): JsonObject {
	return media.length === 0 ? body : { media_ids: media.map(({ id }) => id), ...body };
}
