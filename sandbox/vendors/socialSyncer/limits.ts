import type { MediaItem } from './postBody';

interface Limits {
	/** Characters. */
	readonly caption?: number;
	/** Where a post with pictures only may have a longer one. */
	readonly pictureCaption?: number;
	readonly needsMedia?: boolean;
	readonly pictures?: number;
	/** Settings that must be `true`. */
	readonly consents?: readonly string[];
}

/** One video per post, on every network whose limits are documented. */
const MAX_VIDEOS = 1;

/** From the vendor's platform pages; those of twitter and threads are not known. */
const LIMITS: Readonly<Record<string, Limits>> = {
	instagram: { caption: 2_200, needsMedia: true, pictures: 10 },
	facebook: { caption: 63_206, pictures: 10 },
	tiktok: {
		caption: 2_200,
		pictureCaption: 4_000,
		needsMedia: true,
		pictures: 35,
		consents: ['content_preview_confirmed', 'express_consent_given'],
	},
};

/** Share links of these answer with a page instead of the file. */
const SHARE_LINK_HOSTS = /(^|\.)(drive\.google\.com|dropbox\.com|1drv\.ms|onedrive\.live\.com|icloud\.com)$/;

/**
 * What a network's documented limits say against a post, in words; `null` when nothing. That they are checked when a post
 * is made, and not when it goes out, is inferred.
 */
export function brokenLimit(
	platform: string,
	caption: string,
	media: readonly MediaItem[],
	settings: Readonly<Record<string, unknown>>,
): string | null {
	const shareLink = media.find(({ url }) => SHARE_LINK_HOSTS.test(new URL(url).hostname));
	if (shareLink !== undefined) return `Media URL must be direct, not a share link: ${shareLink.url}`;

	const limits = LIMITS[platform];
	if (limits === undefined) return null;
	const videos = media.filter(({ type }) => type === 'video').length;
	const pictures = media.length - videos;
	const longest =
		(pictures > 0 && videos === 0 ? limits.pictureCaption : undefined) ?? limits.caption ?? Infinity;
	const length = [...caption].length;
	const missingConsent = limits.consents?.find((consent) => settings[consent] !== true);

	if (length > longest) return `${platform} content must not exceed ${longest} characters (got ${length})`;
	if (limits.needsMedia === true && media.length === 0) return `${platform} requires at least one media item`;
	if (videos > MAX_VIDEOS) return `${platform} allows ${MAX_VIDEOS} video per post`;
	if (pictures > (limits.pictures ?? Infinity))
		return `${platform} allows up to ${limits.pictures} images per post`;
	if (missingConsent !== undefined) return `${platform} requires tiktokSettings.${missingConsent}`;
	return null;
}
