import type { MediaType } from './post';

const TYPE_BY_EXTENSION: Readonly<Record<string, MediaType>> = {
	jpg: 'image',
	jpeg: 'image',
	png: 'image',
	webp: 'image',
	heic: 'image',
	heif: 'image',
	bmp: 'image',
	tif: 'image',
	tiff: 'image',
	avif: 'image',
	gif: 'gif',
	mp4: 'video',
	mov: 'video',
	m4v: 'video',
	webm: 'video',
	mpeg: 'video',
	mpg: 'video',
	avi: 'video',
	mkv: 'video',
	pdf: 'document',
	doc: 'document',
	docx: 'document',
	ppt: 'document',
	pptx: 'document',
};

/** What kind of media stands at an address, by the extension in its path; `null` when that does not tell. */
export function typeOfMediaUrl(address: string): MediaType | null {
	const path = URL.canParse(address) ? new URL(address).pathname : address;
	const extension = /\.([a-z0-9]+)$/i.exec(path)?.[1]?.toLowerCase() ?? '';
	return Object.hasOwn(TYPE_BY_EXTENSION, extension) ? TYPE_BY_EXTENSION[extension] : null;
}
