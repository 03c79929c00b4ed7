import { InputError } from '../../domain/inputError';
import type { JsonObject } from '../../domain/json';
import { typeOfMediaUrl } from '../../domain/mediaType';
import type { MediaAtUrl, MediaType } from '../../domain/post';
import type { Format, MediaField } from './formats';
import { mediaWord, type WixMediaType } from './mapping';

/** A file as an item takes it. */
export interface ItemMedia {
	/** By which people know it: its name, its ID in the library, or its address. */
	readonly name: string;
	readonly type: MediaType | null;
	readonly url: string;
	/** Its ID in the Media Manager; `null` for one that is elsewhere. */
	readonly fileId: string | null;
}

/** The addresses of Wix's own store, where the path need not tell. */
const STORE_TYPES: Readonly<Record<string, MediaType>> = {
	'static.wixstatic.com': 'image',
	'video.wixstatic.com': 'video',
};

/** A file at a public address, which Wix fetches itself. */
export function mediaAtUrl({ url, type }: MediaAtUrl): ItemMedia {
	const host = URL.canParse(url) ? new URL(url).hostname : '';
	return { name: url, type: type ?? STORE_TYPES[host] ?? typeOfMediaUrl(url), url, fileId: null };
}

/** Media exclude each other and a link, so that those of the settings stand alone. */
export function bringsMedia({ media, insteadOfMedia }: Format, settings: JsonObject): boolean {
	return [...media, insteadOfMedia].some((field) => field !== null && settings[field] !== undefined);
}

/** What there is to say when not all media go to a network. */
export function mediaWarnings(
	format: Format,
	media: readonly ItemMedia[],
	settings: JsonObject,
	network: string,
): string[] {
	if (media.length === 0) return [];
	if (bringsMedia(format, settings)) {
		return [
			`The media of the post were left out on ${network}: the settings of its override bring something else in their place.`,
		];
	}
	const takesOneVideo = format.media.every((field) => field === 'videoUrl');
	const isOneVideo = media.length === 1 && media.every(({ type }) => type === 'video');
	return takesOneVideo && !isOneVideo ? [`${network} takes one video; the other media were left out.`] : [];
}

/**
 * The fields of a content object for some media: a single file in the short form where there is one and its ID need not be
 * told, else wrapped; only a video where the format takes nothing else.
 *
 * @throws InputError for media that are neither images nor videos
 */
export function mediaOf(fields: readonly MediaField[], sources: readonly ItemMedia[]): JsonObject {
	const media = sources.map((source) => ({
		type: wordFor(source),
		url: source.url,
		...(source.fileId === null ? {} : { fileId: source.fileId }),
	}));
	const [first] = media;
	if (first === undefined) return {};
	const canWrap = fields.includes('mediaWrapper');
	const single: MediaField = first.type === 'VIDEO' ? 'videoUrl' : 'imageUrl';
	const isPlain = media.length === 1 && (first.fileId === undefined || !canWrap);
	if (isPlain && fields.includes(single)) return { [single]: first.url };
	if (canWrap) return { mediaWrapper: { media } };
	const video = media.find(({ type }) => type === 'VIDEO');
	return video === undefined ? {} : { videoUrl: video.url };
}

function wordFor({ name, type }: ItemMedia): WixMediaType {
	const word = type === null ? null : mediaWord(type);
	if (word !== null) return word;
	throw new InputError(
		'Media',
		type === null
			? `The type of ${name} could not be told`
			: `Wix does not take media of the type ${type}: ${name}`,
		type === null
			? 'Set the type of the media to image, video or GIF. Nothing was sent.'
			: 'Give an image, a video or a GIF. Nothing was sent.',
	);
}
