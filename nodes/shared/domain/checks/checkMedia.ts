import { extensionOf, mimeTypeOf } from '../mediaType';
import type { MediaRule, PlatformRules } from '../plan';
import type { MediaSource, PostDraft } from '../post';
import { hasFieldIn } from './fieldInJson';
import { findExcess, type Finding } from './problem';

type MediaRules = Pick<PlatformRules, 'mediaRequired' | 'image' | 'video' | 'mixAllowed'>;

/**
 * What a network would not take of the media of a post. A GIF counts as an image, except for its size: networks that
 * limit it take larger GIFs than images. Media of an unknown type, and documents, are not judged.
 *
 * @param ownWords the JSON that goes out in the provider's own words: media in there are media too
 */
export function checkMedia(
	media: readonly MediaSource[],
	rules: MediaRules,
	ownWords: ReadonlyArray<PostDraft['additionalFields']>,
): Finding[] {
	const images = media.filter(({ type }) => type === 'image' || type === 'gif');
	const videos = media.filter(({ type }) => type === 'video');
	return [
		...checkPresence(media, rules, ownWords),
		...findExcess(
			{ field: 'media', code: 'TOO_MANY_IMAGES' },
			'the post',
			images.length,
			'images',
			rules.image?.maxCount,
		),
		...findExcess(
			{ field: 'media', code: 'TOO_MANY_VIDEOS' },
			'the post',
			videos.length,
			'videos',
			rules.video?.maxCount,
		),
		...(rules.mixAllowed === false && images.length > 0 && videos.length > 0 ? [MIX] : []),
		...images.flatMap((one) => checkFile(one, rules.image)),
		...videos.flatMap((one) => checkFile(one, rules.video)),
	];
}

const MIX: Finding = {
	field: 'media',
	code: 'MIX_NOT_ALLOWED',
	message: 'a post has either images or videos, not both',
	limit: null,
	actual: null,
};

function checkPresence(
	media: readonly MediaSource[],
	{ mediaRequired }: MediaRules,
	ownWords: ReadonlyArray<PostDraft['additionalFields']>,
): Finding[] {
	if (mediaRequired !== true || media.length > 0) return [];
	if (ownWords.some((json) => hasFieldIn(json, (name) => /media|image|video|photo|file/i.test(name))))
		return [];
	return [
		{
			field: 'media',
			code: 'MEDIA_REQUIRED',
			message: 'a post needs media and has none',
			limit: 1,
			actual: 0,
		},
	];
}

function checkFile(source: MediaSource, rule: MediaRule | null): Finding[] {
	return rule === null ? [] : [...checkSize(source, rule), ...checkFormat(source, rule)];
}

function checkSize(source: MediaSource, { maxSizeBytes: limit }: MediaRule): Finding[] {
	if (source.source !== 'binary' || source.type === 'gif' || limit === null) return [];
	const { filename, sizeBytes: actual } = source.file;
	if (actual <= limit) return [];
	// As the documentation of the limit counts, so that its number comes back.
	const megabyte = limit % 1_000_000 === 0 ? 1_000_000 : 1024 ** 2;
	const show = (bytes: number) =>
		bytes < megabyte / 100
			? `${bytes} ${bytes === 1 ? 'byte' : 'bytes'}`
			: `${Math.round((bytes / megabyte) * 100) / 100} MB`;
	const message = `${filename} has ${show(actual)}, ${show(actual - limit)} over the limit of ${show(limit)}`;
	return [{ field: 'media', code: 'FILE_TOO_LARGE', message, limit, actual }];
}

/** Only an extension that is one of media tells a format; an address may end with anything. */
function checkFormat(source: MediaSource, { formats }: MediaRule): Finding[] {
	const name = nameOf(source);
	const mimeType = mimeTypeOf(name);
	if (formats.length === 0 || mimeType === null) return [];
	if (formats.some((format) => mimeTypeOf(`.${format}`) === mimeType)) return [];
	const message = `${extensionOf(name)} is not taken (${name}); taken are ${formats.join(', ')}`;
	return [{ field: 'media', code: 'FORMAT_NOT_TAKEN', message, limit: null, actual: null }];
}

/** The last part of the address or the name of the file; empty for one that is in the provider's library. */
function nameOf(source: MediaSource): string {
	if (source.source === 'binary') return source.file.filename;
	if (source.source === 'mediaId' || !URL.canParse(source.url)) return '';
	return new URL(source.url).pathname.split('/').at(-1) ?? '';
}
