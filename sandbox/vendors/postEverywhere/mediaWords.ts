import type { Media } from '../../core/world';

export type MediaKind = 'image' | 'video' | 'document';

/** The vendor's three kinds of files. */
export function mediaKind(contentType: string): MediaKind {
	if (contentType.startsWith('image/')) return 'image';
	return contentType.startsWith('video/') ? 'video' : 'document';
}

/** The vendor's word for how far a file is. One that could not be fetched says so when its processing ends. */
export function mediaStatus(
	media: Media | undefined,
): 'uploading' | 'processing' | 'ready' | 'failed' | 'missing' {
	if (!media) return 'missing';
	if (media.status === 'ready' && typeof media.extra.error === 'string') return 'failed';
	return media.status === 'waiting' ? 'uploading' : media.status;
}
