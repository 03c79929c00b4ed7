import type { PlatformRules } from '../../domain/plan';
import type { KnownPlatform, Platform } from '../../domain/platform';
import type { Wire } from '../../transport/wire';
import type { Found } from '../provider';
import { SOCIAL_SYNCER_PLATFORMS } from './mapping';

type Rules = Omit<PlatformRules, 'provider' | 'platform' | 'source'>;

/**
 * Whether the vendor's megabytes are of 1,000 or of 1,024 kilobytes is not documented. The larger reading is taken, so that
 * a file which it would take is never called too large.
 */
const MB = 1024 ** 2;
const GB = 1024 ** 3;
const MINUTE = 60;

/** What is documented of no network, or of networks without a page of their own. */
const NOT_DOCUMENTED: Rules = {
	captionMaxLength: null,
	titleMaxLength: null,
	hashtagsMaxCount: null,
	mediaRequired: null,
	image: null,
	video: null,
	mixAllowed: null,
	features: [],
};

/**
 * From the platform pages of the vendor's documentation. Where a limit depends on the type of the post, the number is
 * the widest one, so that nothing is called too long which the vendor would take; the features name the narrower ones.
 */
const RULES: ReadonlyMap<Platform, Rules> = new Map<KnownPlatform, Rules>([
	[
		'instagram',
		{
			...NOT_DOCUMENTED,
			captionMaxLength: 2_200,
			mediaRequired: true,
			image: {
				maxCount: 10,
				maxSizeBytes: 8 * MB,
				maxDurationSeconds: null,
				minDurationSeconds: null,
				formats: ['jpg', 'jpeg', 'png'],
			},
			video: {
				maxCount: 1,
				maxSizeBytes: 300 * MB,
				maxDurationSeconds: 60 * MINUTE,
				minDurationSeconds: null,
				formats: ['mp4', 'mov'],
			},
			features: [
				'feed post with one image, or a video of up to 60 minutes',
				'carousel of up to 10 images',
				'reel of up to 90 seconds',
				'story with a video of up to 60 seconds and 100 MB',
				'images are compressed automatically',
				'100 posts per rolling 24 hours',
			],
		},
	],
	[
		'facebook',
		{
			...NOT_DOCUMENTED,
			captionMaxLength: 63_206,
			mediaRequired: false,
			image: {
				maxCount: 10,
				maxSizeBytes: 4 * MB,
				maxDurationSeconds: null,
				minDurationSeconds: null,
				formats: ['jpg', 'jpeg', 'png', 'gif', 'webp'],
			},
			video: {
				maxCount: 1,
				maxSizeBytes: 4 * GB,
				maxDurationSeconds: 240 * MINUTE,
				minDurationSeconds: null,
				formats: ['mp4', 'mov'],
			},
			features: [
				'post with text, one image, several images or a video; text is collapsed near 480 characters',
				'carousel of several links',
				'reel',
				'story with a video of up to 120 seconds',
				'first comment',
				'WebP images are converted',
				'Pages only, by an admin or editor',
			],
		},
	],
	[
		'tiktok',
		{
			...NOT_DOCUMENTED,
			captionMaxLength: 4_000,
			titleMaxLength: 90,
			mediaRequired: true,
			image: {
				maxCount: 35,
				maxSizeBytes: 20 * MB,
				maxDurationSeconds: null,
				minDurationSeconds: null,
				formats: ['jpg', 'jpeg', 'png', 'webp'],
			},
			video: {
				maxCount: 1,
				maxSizeBytes: 4 * GB,
				maxDurationSeconds: 10 * MINUTE,
				minDurationSeconds: 3,
				formats: ['mp4', 'mov', 'webm'],
			},
			features: [
				'video with a caption of up to 2,200 characters',
				'photo carousel with a title of up to 90 characters and a description of up to 4,000',
				'consent settings are required',
				'the choice of privacy depends on the creator',
			],
		},
	],
]);

/** One for each network. Of X and Threads the vendor documents no limits. */
export const documentedRules: readonly PlatformRules[] = SOCIAL_SYNCER_PLATFORMS.map((platform) => ({
	provider: 'socialSyncer',
	platform,
	source: 'documentation',
	...(RULES.get(platform) ?? NOT_DOCUMENTED),
}));

/** Fixed in this version; nothing is sent. */
export async function getPlatformRules(
	_wire: Wire,
	platforms: readonly Platform[] | undefined,
): Promise<ReadonlyArray<Found<PlatformRules>>> {
	return documentedRules
		.filter(({ platform }) => platforms?.includes(platform) ?? true)
		.map((item) => ({ item, raw: null }));
}
