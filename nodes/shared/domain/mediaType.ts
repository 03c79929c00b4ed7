import type { MediaType } from './post';

/** Extension -> MIME type; where several extensions share a type, the usual one comes first. */
const MIME_TYPES: Readonly<Record<string, string>> = {
	jpg: 'image/jpeg',
	jpeg: 'image/jpeg',
	png: 'image/png',
	webp: 'image/webp',
	gif: 'image/gif',
	heic: 'image/heic',
	heif: 'image/heif',
	bmp: 'image/bmp',
	tiff: 'image/tiff',
	tif: 'image/tiff',
	avif: 'image/avif',
	mp4: 'video/mp4',
	mov: 'video/quicktime',
	m4v: 'video/x-m4v',
	webm: 'video/webm',
	mpeg: 'video/mpeg',
	mpg: 'video/mpeg',
	avi: 'video/x-msvideo',
	mkv: 'video/x-matroska',
	pdf: 'application/pdf',
	doc: 'application/msword',
	docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
	ppt: 'application/vnd.ms-powerpoint',
	pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
};

/** What kind of media stands at an address, by the extension in its path; `null` when that does not tell. */
export function typeOfMediaUrl(address: string): MediaType | null {
	const mimeType = mimeTypeOf(URL.canParse(address) ? new URL(address).pathname : address);
	return mimeType === null ? null : typeOfMime(mimeType);
}

/** The kind of a file of that MIME type; `null` for one that no network takes. */
export function typeOfMime(mimeType: string): MediaType | null {
	if (mimeType === 'image/gif') return 'gif';
	if (mimeType.startsWith('image/')) return 'image';
	if (mimeType.startsWith('video/')) return 'video';
	return Object.values(MIME_TYPES).includes(mimeType) ? 'document' : null;
}

/** The MIME type of a file by its extension; `null` when that does not tell. */
export function mimeTypeOf(filename: string): string | null {
	const extension = extensionOf(filename);
	return Object.hasOwn(MIME_TYPES, extension) ? MIME_TYPES[extension] : null;
}

/** The usual extension of a MIME type, without a dot; `null` for one that is not known. */
export function extensionOfMime(mimeType: string): string | null {
	return Object.keys(MIME_TYPES).find((extension) => MIME_TYPES[extension] === mimeType) ?? null;
}

/** In lower case, without the dot; empty when there is none. */
export function extensionOf(filename: string): string {
	return /\.([a-z0-9]+)$/i.exec(filename)?.[1]?.toLowerCase() ?? '';
}
