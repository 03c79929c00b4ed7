import { asNumber, asObject, asText, type JsonValue } from '../../domain/json';
import { UNKNOWN_MEDIA, type Media, type MediaType } from '../../domain/post';

export type IdentifiedMedia = Media & { readonly id: string };

/**
 * A file from the vendor's MediaItem, whose size and type are documented under two names. It tells no state: a file is
 * ready when it has an address.
 *
 * @returns `null` when it does not say which file it is
 */
export function readMedia(entry: JsonValue): IdentifiedMedia | null {
	const item = asObject(entry);
	const id = asText(item.id);
	if (id === null) return null;

	const mimeType = asText(item.content_type) ?? asText(item.mime_type);
	return {
		...UNKNOWN_MEDIA,
		id,
		url: asText(item.url),
		type: mediaTypeOf(mimeType ?? asText(item.type) ?? ''),
		filename: asText(item.filename),
		mimeType,
		sizeBytes: asNumber(item.size) ?? asNumber(item.size_bytes),
	};
}

/** By MIME type, or by the vendor's own word, which is the first part of one. */
const MEDIA_TYPES: ReadonlyArray<readonly [RegExp, MediaType]> = [
	[/^image\/gif$/, 'gif'],
	[/^image(\/|$)/, 'image'],
	[/^video(\/|$)/, 'video'],
	[/^(application\/pdf|document)$/, 'document'],
];

function mediaTypeOf(word: string): MediaType | null {
	return MEDIA_TYPES.find(([pattern]) => pattern.test(word.toLowerCase()))?.[1] ?? null;
}
