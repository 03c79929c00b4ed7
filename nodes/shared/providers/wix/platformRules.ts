import type { Platform } from '../../domain/platform';
import type { MediaRule, PlatformRules } from '../../domain/plan';
import type { Wire } from '../../transport/wire';
import type { Found } from '../provider';
import { ALL_CHANNELS, platformOf, type Channel } from './mapping';

type ChannelRules = Pick<
	PlatformRules,
	| 'captionMaxLength'
	| 'titleMaxLength'
	| 'hashtagsMaxCount'
	| 'mediaRequired'
	| 'image'
	| 'video'
	| 'mixAllowed'
	| 'features'
>;

/** Nothing is documented of what a channel takes. */
const UNTOLD = {
	captionMaxLength: null,
	titleMaxLength: null,
	hashtagsMaxCount: null,
	mediaRequired: null,
	image: null,
	video: null,
	mixAllowed: null,
};

function atMost(maxCount: number): MediaRule {
	return { maxCount, maxSizeBytes: null, maxDurationSeconds: null, minDurationSeconds: null, formats: [] };
}

/**
 * What Wix documents of each channel (contract page, channel × type × content object, with its limits); it has no call
 * for it. Size and form of media are documented for none, their number for YouTube alone.
 */
const RULES: Readonly<Record<Channel, ChannelRules>> = {
	INSTAGRAM: {
		...UNTOLD,
		captionMaxLength: 2200,
		hashtagsMaxCount: 30,
		mediaRequired: true,
		features: [
			'post with images or a video',
			'story with an image or a video',
			'about 20 mentions per caption',
		],
	},
	FACEBOOK: {
		...UNTOLD,
		mediaRequired: false,
		features: ['post with text, a link, images or a video', 'reel', 'story with an image or a video'],
	},
	YOUTUBE: {
		...UNTOLD,
		mediaRequired: true,
		// Its contents have a single field for media, that of a video.
		image: atMost(0),
		video: atMost(1),
		mixAllowed: false,
		features: ['video', 'short'],
	},
	LINKEDIN: { ...UNTOLD, features: ['post with images, a video or a link'] },
	PINTEREST: {
		...UNTOLD,
		captionMaxLength: 800,
		titleMaxLength: 100,
		features: ['pin with an image or a video, and a link of up to 2048 characters'],
	},
	GBP: {
		...UNTOLD,
		captionMaxLength: 1500,
		mediaRequired: false,
		features: ['post with text, an image or a video, and a call to action'],
	},
	TIKTOK: {
		...UNTOLD,
		// A photo’s: what is refused here fits nowhere.
		captionMaxLength: 4000,
		titleMaxLength: 90,
		mediaRequired: true,
		features: ['photo post with a title', 'video without a title and with up to 2200 characters of text'],
	},
};

/** Of every channel; fixed in this version. */
export const documentedRules: readonly PlatformRules[] = ALL_CHANNELS.map((channel) => ({
	provider: 'wix',
	platform: platformOf(channel),
	source: 'documentation',
	...RULES[channel],
}));

/** Nothing is sent. */
export async function getPlatformRules(
	_wire: Wire,
	platforms: readonly Platform[] | undefined,
): Promise<ReadonlyArray<Found<PlatformRules>>> {
	return documentedRules
		.filter(({ platform }) => platforms?.includes(platform) ?? true)
		.map((item) => ({ item, raw: null }));
}
