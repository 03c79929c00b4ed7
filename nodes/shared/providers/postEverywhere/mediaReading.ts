import { asNumber, asText, type JsonObject } from '../../domain/json';
import { UNKNOWN_MEDIA, type Media, type StoredMedia } from '../../domain/post';
import { readMediaType } from './mapping';

/** A file in the vendor's library. */
export type LibraryMedia = Media & { readonly id: string };

/** What the vendor tells of a file. `media_status` is the word of its clients, `status` that of its documentation. */
export function readMedia(raw: JsonObject): Media {
	return {
		...UNKNOWN_MEDIA,
		id: asText(raw.media_id) ?? asText(raw.id),
		type: readMediaType(raw.type),
		url: asText(raw.url),
		status: asText(raw.media_status) ?? asText(raw.status),
		filename: asText(raw.filename),
		mimeType: asText(raw.content_type),
		sizeBytes: asNumber(raw.size),
		width: asNumber(raw.width),
		height: asNumber(raw.height),
		durationSeconds: asNumber(raw.duration),
	};
}

/** A file that is there already. Whether it is ready is the vendor's to say, when the post is made. */
export function libraryMediaOf({ mediaId, type }: StoredMedia): LibraryMedia {
	return { ...UNKNOWN_MEDIA, id: mediaId, type };
}

/** What is known of a file after another answer about it: no answer tells all, so the rest stays. */
export function learnMore(before: LibraryMedia, raw: JsonObject): LibraryMedia {
	const told = Object.entries(readMedia(raw)).filter(([, value]) => value !== null);
	return { ...before, ...Object.fromEntries(told), id: before.id };
}
