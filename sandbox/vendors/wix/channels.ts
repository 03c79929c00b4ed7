/** The channels that can be posted to. TWITTER exists in the vendor's list but is dead. */
export const CHANNELS = [
	'INSTAGRAM',
	'FACEBOOK',
	'YOUTUBE',
	'LINKEDIN',
	'PINTEREST',
	'GBP',
	'TIKTOK',
] as const;
export type ChannelName = (typeof CHANNELS)[number];

export function isChannel(word: string): word is ChannelName {
	return CHANNELS.some((channel) => channel === word);
}

/** One row of the vendor's table of channel, type and content object. */
export interface Format {
	readonly channel: ChannelName;
	readonly type: 'POST' | 'STORY' | 'REEL' | 'VIDEO' | 'SHORT';
	readonly contentKey: string;
	readonly textField: 'caption' | 'description' | null;
	/** Refused at creation when none of these is there. */
	readonly neededAtCreation: readonly string[];
	/** Only the network misses these: publishing fails. With the network's own name of the field. */
	readonly neededByNetwork: Readonly<Record<string, string>>;
	/** The content's field that says where on the account it goes. */
	readonly placeField: string | null;
}

const MEDIA = ['imageUrl', 'videoUrl', 'mediaWrapper'];

export const FORMATS: readonly Format[] = [
	format('INSTAGRAM', 'POST', 'instagramPost', 'caption', { neededAtCreation: MEDIA }),
	format('INSTAGRAM', 'STORY', 'instagramStory', null, { neededAtCreation: ['mediaWrapper'] }),
	format('FACEBOOK', 'POST', 'facebookPost', 'caption', {
		neededByNetwork: { pageId: 'page' },
		placeField: 'pageId',
	}),
	format('FACEBOOK', 'REEL', 'facebookReel', 'description', {
		neededByNetwork: { pageId: 'page' },
		placeField: 'pageId',
	}),
	format('FACEBOOK', 'STORY', 'facebookStory', null, {
		neededAtCreation: ['mediaWrapper'],
		neededByNetwork: { pageId: 'page' },
		placeField: 'pageId',
	}),
	format('YOUTUBE', 'VIDEO', 'youtubeVideo', 'description', {
		neededByNetwork: { channelId: 'channel', videoUrl: 'video' },
		placeField: 'channelId',
	}),
	format('YOUTUBE', 'SHORT', 'youtubeShort', 'description', {
		neededByNetwork: { channelId: 'channel', videoUrl: 'video' },
		placeField: 'channelId',
	}),
	format('LINKEDIN', 'POST', 'linkedinPost', 'caption', {
		neededByNetwork: { authorId: 'author' },
		placeField: 'authorId',
	}),
	format('PINTEREST', 'POST', 'pinterestPost', 'description', {
		neededByNetwork: { boardId: 'board_id', mediaWrapper: 'media_source' },
		placeField: 'boardId',
	}),
	format('GBP', 'POST', 'gbpPost', 'description', {
		neededAtCreation: ['description', 'mediaWrapper'],
		neededByNetwork: { locationId: 'location' },
		placeField: 'locationId',
	}),
	format('TIKTOK', 'POST', 'tiktokPhoto', 'description', {
		neededByNetwork: { privacyLevel: 'privacy_level', mediaWrapper: 'photo_images' },
	}),
	format('TIKTOK', 'VIDEO', 'tiktokVideo', 'description', {
		neededByNetwork: { privacyLevel: 'privacy_level', mediaWrapper: 'video' },
	}),
];

/** All content objects that an item can have; `twitterPost` is the dead channel's. */
export const CONTENT_KEYS: readonly string[] = [
	...FORMATS.map(({ contentKey }) => contentKey),
	'twitterPost',
];

export function formatOf(channel: string, type: string): Format | undefined {
	return FORMATS.find((format) => format.channel === channel && format.type === type);
}

function format(
	channel: ChannelName,
	type: Format['type'],
	contentKey: string,
	textField: Format['textField'],
	rest: Partial<Pick<Format, 'neededAtCreation' | 'neededByNetwork' | 'placeField'>>,
): Format {
	return {
		channel,
		type,
		contentKey,
		textField,
		neededAtCreation: [],
		neededByNetwork: {},
		placeField: null,
		...rest,
	};
}
