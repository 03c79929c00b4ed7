import type { SettingName } from '../../domain/commonSettings';
import type { Channel } from './mapping';

/** Forms in which a content object takes media; they exclude each other. */
export type MediaField = 'imageUrl' | 'videoUrl' | 'mediaWrapper';

/** One row of Wix's table of channel, type and content object (contract page, channel × type × content object). */
export interface Format {
	/** `null`: X, which is read from old items and never sent. */
	readonly channel: Channel | null;
	readonly type: 'POST' | 'STORY' | 'REEL' | 'VIDEO' | 'SHORT';
	readonly contentKey: string;
	/** `null`: has no text. */
	readonly textField: 'caption' | 'description' | null;
	readonly media: readonly MediaField[];
	/** A field that can stand in the place of media, not beside them. */
	readonly insteadOfMedia: 'link' | 'linkMetadata' | null;
	/** Common settings that its content has a field for. */
	readonly settings: readonly SettingName[];
	/** Field of the content that repeats the ID of the account itself. */
	readonly accountField: 'authorId' | 'channelId' | null;
}

const ANY_FORM: readonly MediaField[] = ['imageUrl', 'videoUrl', 'mediaWrapper'];
const WRAPPED: readonly MediaField[] = ['mediaWrapper'];

type Rest = Partial<Pick<Format, 'insteadOfMedia' | 'accountField' | 'settings'>>;
const YOUTUBE: Rest = { accountField: 'channelId', settings: ['title'] };

/** The first format of a channel is the one that is used when the person does not choose. */
export const FORMATS: readonly Format[] = [
	format('INSTAGRAM', 'POST', 'instagramPost', 'caption', ANY_FORM),
	format('INSTAGRAM', 'STORY', 'instagramStory', null, WRAPPED),
	format('FACEBOOK', 'POST', 'facebookPost', 'caption', ANY_FORM, {
		insteadOfMedia: 'link',
		settings: ['pageId', 'link'],
	}),
	format('FACEBOOK', 'REEL', 'facebookReel', 'description', ['videoUrl', 'mediaWrapper'], {
		settings: ['pageId'],
	}),
	format('FACEBOOK', 'STORY', 'facebookStory', null, WRAPPED, { settings: ['pageId'] }),
	format('YOUTUBE', 'VIDEO', 'youtubeVideo', 'description', ['videoUrl'], YOUTUBE),
	format('YOUTUBE', 'SHORT', 'youtubeShort', 'description', ['videoUrl'], YOUTUBE),
	format('LINKEDIN', 'POST', 'linkedinPost', 'caption', WRAPPED, {
		accountField: 'authorId',
		insteadOfMedia: 'linkMetadata',
	}),
	format('PINTEREST', 'POST', 'pinterestPost', 'description', WRAPPED, {
		settings: ['title', 'link', 'boardId'],
	}),
	format('GBP', 'POST', 'gbpPost', 'description', WRAPPED, { settings: ['locationId', 'callToAction'] }),
	format('TIKTOK', 'POST', 'tiktokPhoto', 'description', WRAPPED, { settings: ['title', 'privacy'] }),
	format('TIKTOK', 'VIDEO', 'tiktokVideo', 'description', WRAPPED, { settings: ['privacy'] }),
	format(null, 'POST', 'twitterPost', 'caption', ANY_FORM),
];

/** The formats of a channel, the usual one first. */
export function formatsOf(channel: Channel): readonly Format[] {
	return FORMATS.filter((one) => one.channel === channel);
}

function format(
	channel: Format['channel'],
	type: Format['type'],
	contentKey: string,
	textField: Format['textField'],
	media: readonly MediaField[],
	rest: Rest = {},
): Format {
	const none: Required<Rest> = { insteadOfMedia: null, accountField: null, settings: [] };
	return { channel, type, contentKey, textField, media, ...none, ...rest };
}
