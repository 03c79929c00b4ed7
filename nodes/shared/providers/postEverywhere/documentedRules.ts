import type { MediaRule, PlatformRules } from '../../domain/plan';
import type { KnownPlatform } from '../../domain/platform';
import { POST_EVERYWHERE_PLATFORMS } from './mapping';
import { IMAGE_FORMATS, MAX_IMAGE_BYTES, MAX_VIDEO_BYTES } from './mediaLimits';
import { SETTINGS } from './settings';

type Documented = Partial<
	Pick<PlatformRules, 'captionMaxLength' | 'hashtagsMaxCount' | 'mediaRequired' | 'mixAllowed' | 'features'>
> & { readonly maxImages?: number; readonly maxVideos?: number };

/** The limits of texts (contract page, section 5), and what it says of media beside them. */
const DOCUMENTED: Readonly<Record<(typeof POST_EVERYWHERE_PLATFORMS)[number], Documented>> = {
	bluesky: { captionMaxLength: 300 },
	discord: { captionMaxLength: 2_000 },
	facebook: { captionMaxLength: 63_206 },
	instagram: { captionMaxLength: 2_200, hashtagsMaxCount: 30, mediaRequired: true },
	linkedin: { captionMaxLength: 3_000 },
	pinterest: { captionMaxLength: 500, mediaRequired: true, features: ['needs a board'] },
	telegram: { captionMaxLength: 4_096 },
	threads: { captionMaxLength: 500 },
	tiktok: { captionMaxLength: 4_000, mediaRequired: true },
	wordpress: { captionMaxLength: 200_000, maxImages: 20, maxVideos: 1, mixAllowed: true },
	x: {
		captionMaxLength: 280,
		features: [
			'25,000 characters with X Premium',
			'articles of 25,000 characters with 5 images and no video, 2 per account in 24 hours',
		],
	},
	youtube: {
		captionMaxLength: 5_000,
		mediaRequired: true,
		maxVideos: 1,
		features: ['one video is required'],
	},
};

/** The library is the same for all networks. Of formats only those of images are documented for every way into it. */
const IMAGE: MediaRule = {
	maxCount: null,
	maxSizeBytes: MAX_IMAGE_BYTES,
	maxDurationSeconds: null,
	minDurationSeconds: null,
	formats: IMAGE_FORMATS,
};
const VIDEO: MediaRule = { ...IMAGE, maxSizeBytes: MAX_VIDEO_BYTES, formats: [] };

/** What the networks take through the vendor, from its documentation. */
export const DOCUMENTED_RULES: readonly PlatformRules[] = POST_EVERYWHERE_PLATFORMS.map((platform) =>
	rulesOf(platform, DOCUMENTED[platform]),
);

function rulesOf(
	platform: KnownPlatform,
	{ maxImages, maxVideos, features = [], ...documented }: Documented,
): PlatformRules {
	const { postType, title } = SETTINGS[platform] ?? {};
	return {
		provider: 'postEverywhere',
		platform,
		source: 'documentation',
		captionMaxLength: null,
		titleMaxLength: title?.maxLength ?? null,
		hashtagsMaxCount: null,
		mediaRequired: null,
		mixAllowed: null,
		...documented,
		image: { ...IMAGE, maxCount: maxImages ?? null },
		video: { ...VIDEO, maxCount: maxVideos ?? null },
		features: [...(postType?.choices ?? []), ...features],
	};
}
