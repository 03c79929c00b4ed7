import type { MediaRule, PlatformRules } from '../../domain/plan';
import type { KnownPlatform, Platform } from '../../domain/platform';

type NetworkRules = Pick<
	PlatformRules,
	'captionMaxLength' | 'mediaRequired' | 'image' | 'video' | 'mixAllowed' | 'features'
> &
	Partial<Pick<PlatformRules, 'titleMaxLength'>>;

/** The documentation says MB; read as the smaller of the two meanings, so that nothing too large passes. */
const MB = 1_000_000;

const IMAGE: MediaRule = {
	maxCount: null,
	maxSizeBytes: null,
	maxDurationSeconds: null,
	minDurationSeconds: null,
	formats: ['jpg', 'jpeg', 'png', 'gif', 'webp'],
};
const VIDEO: MediaRule = { ...IMAGE, formats: ['mp4', 'mov', 'm4v', 'webm'] };
const NONE: MediaRule = { ...IMAGE, maxCount: 0, formats: [] };

const images = (maxCount: number): MediaRule => ({ ...IMAGE, maxCount });
const ONE_VIDEO: MediaRule = { ...VIDEO, maxCount: 1 };

/** Networks without a cap of their own. */
const USUAL_CAP = 'at most 50 posts per account and day';

/**
 * What each network takes, from the vendor's documentation. Contract: capabilities (caption, post types), media rules,
 * posting caps; the title of Snapchat from the platform options. Media are required where every post type needs them.
 * Formats are what the vendor takes in; it converts what a network refuses, except where the network's own are listed.
 */
export const NETWORK_RULES: ReadonlyMap<Platform, NetworkRules> = new Map<KnownPlatform, NetworkRules>([
	[
		'x',
		{
			captionMaxLength: 280,
			mediaRequired: false,
			image: { ...images(4), maxSizeBytes: 5 * MB },
			video: { ...ONE_VIDEO, maxSizeBytes: 100 * MB, maxDurationSeconds: 140 },
			mixAllowed: false,
			features: ['text', 'image', 'video', 'GIF up to 15 MB', USUAL_CAP],
		},
	],
	[
		'instagram',
		{
			captionMaxLength: 2_200,
			mediaRequired: true,
			image: images(10),
			video: ONE_VIDEO,
			mixAllowed: null,
			features: [
				'feed (ratio 0.8 to 1.91)',
				'carousel',
				'reel',
				'story',
				'at most 100 posts per account and day',
			],
		},
	],
	[
		'facebook',
		{
			captionMaxLength: 63_206,
			mediaRequired: false,
			image: images(10),
			video: ONE_VIDEO,
			mixAllowed: false,
			features: [
				'text',
				'link',
				'image',
				'video',
				'reel (at most 30 per page and day)',
				'story (exactly one item: a photo up to 10 MB, or an upright MP4 up to 60 seconds; its text is dropped)',
				'at most 100 posts per account and day',
			],
		},
	],
	[
		'linkedin',
		{
			captionMaxLength: 3_000,
			mediaRequired: false,
			image: images(20),
			video: ONE_VIDEO,
			mixAllowed: null,
			features: ['text', 'image', 'video', 'carousel', 'PDF document', 'GIF', USUAL_CAP],
		},
	],
	[
		'youtube',
		{
			captionMaxLength: 5_000,
			// Community posts stand among the post types, so a video is not said to be needed.
			mediaRequired: null,
			image: NONE,
			video: ONE_VIDEO,
			mixAllowed: false,
			features: ['video', 'Short (a video up to 3 minutes becomes one)', 'community post', USUAL_CAP],
		},
	],
	[
		'tiktok',
		{
			captionMaxLength: 2_200,
			mediaRequired: true,
			image: { ...images(35), formats: ['jpg', 'jpeg', 'webp'] },
			video: ONE_VIDEO,
			mixAllowed: null,
			features: ['video', 'photo carousel', 'at most 15 videos and 15 photo posts per account and day'],
		},
	],
	[
		'threads',
		{
			captionMaxLength: 500,
			mediaRequired: false,
			image: IMAGE,
			video: VIDEO,
			mixAllowed: null,
			features: ['text', 'image', 'video', 'carousel', 'at most 250 posts per account and day'],
		},
	],
	[
		'bluesky',
		{
			captionMaxLength: 300,
			mediaRequired: false,
			image: images(4),
			video: ONE_VIDEO,
			mixAllowed: null,
			features: ['text', 'image (over about 1 MB it is compressed)', 'video', USUAL_CAP],
		},
	],
	[
		'pinterest',
		{
			captionMaxLength: 800,
			mediaRequired: true,
			image: IMAGE,
			video: VIDEO,
			mixAllowed: null,
			features: ['pin', 'video pin', 'at most 25 posts per account and day'],
		},
	],
	[
		'reddit',
		{
			captionMaxLength: 40_000,
			mediaRequired: false,
			image: null,
			video: null,
			mixAllowed: null,
			features: ['text', 'link', USUAL_CAP],
		},
	],
	[
		'snapchat',
		{
			captionMaxLength: null,
			titleMaxLength: 45,
			mediaRequired: true,
			image: { ...images(1), maxSizeBytes: 20 * MB },
			video: { ...ONE_VIDEO, maxSizeBytes: 500 * MB, minDurationSeconds: 5, maxDurationSeconds: 60 },
			// One item in all.
			mixAllowed: false,
			features: ['story', 'spotlight (needs a public profile)', 'video 9:16', USUAL_CAP],
		},
	],
	[
		'tumblr',
		{
			captionMaxLength: null,
			mediaRequired: false,
			image: IMAGE,
			video: null,
			mixAllowed: null,
			features: ['text', 'image', USUAL_CAP],
		},
	],
	[
		'googleBusiness',
		{
			captionMaxLength: 1_500,
			mediaRequired: null,
			image: images(1),
			video: NONE,
			mixAllowed: false,
			features: ['text with one image', USUAL_CAP],
		},
	],
	[
		'telegram',
		{
			captionMaxLength: 4_096,
			mediaRequired: false,
			image: { ...images(10), maxSizeBytes: 5 * MB },
			video: { ...VIDEO, maxCount: 10, maxSizeBytes: 20 * MB },
			mixAllowed: true,
			features: [
				'text',
				'image',
				'video',
				'album of 2 to 10 items',
				'with media, text beyond 1024 characters follows as a second message',
				USUAL_CAP,
			],
		},
	],
	[
		'discord',
		{
			captionMaxLength: 2_000,
			mediaRequired: false,
			image: images(10),
			video: ONE_VIDEO,
			mixAllowed: null,
			features: ['text', 'image (as an embed)', USUAL_CAP],
		},
	],
]);
