import type { KnownPlatform, Platform } from '../../domain/platform';
import type { MediaType, PostStatus } from '../../domain/post';

/**
 * The channels as Wix spells them, by our words, in Wix's own order. X (`TWITTER`) is in Wix's list but dead since July
 * 2026: it is never asked for, and read only from old items.
 */
const CHANNELS = {
	instagram: 'INSTAGRAM',
	facebook: 'FACEBOOK',
	youtube: 'YOUTUBE',
	linkedin: 'LINKEDIN',
	pinterest: 'PINTEREST',
	googleBusiness: 'GBP',
	tiktok: 'TIKTOK',
} as const satisfies Partial<Record<KnownPlatform, string>>;

/** A channel that can be posted to. */
export type Channel = (typeof CHANNELS)[keyof typeof CHANNELS];

export const ALL_CHANNELS: readonly Channel[] = Object.values(CHANNELS);

/** The networks it can post to, in our words. */
export const WIX_PLATFORMS = Object.keys(CHANNELS) as readonly KnownPlatform[];

const PLATFORMS_BY_CHANNEL: ReadonlyMap<string, Platform> = new Map([
	...Object.entries(CHANNELS).map(([platform, channel]) => [channel, platform] as const),
	['TWITTER', 'x'],
]);

/** Our word for a channel; one that is new to us keeps Wix's word in lower case. */
export function platformOf(channel: string): Platform {
	return PLATFORMS_BY_CHANNEL.get(channel) ?? channel.toLowerCase();
}

/** The channel of that name; `null` for anything else. */
export function channelNamed(word: string): Channel | null {
	return ALL_CHANNELS.find((channel) => channel === word) ?? null;
}

/** The channels of some networks (all when `platforms` is absent); a network that Wix does not have adds none. */
export function channelsOf(platforms?: readonly Platform[]): readonly Channel[] {
	return platforms === undefined
		? ALL_CHANNELS
		: ALL_CHANNELS.filter((channel) => platforms.includes(platformOf(channel)));
}

/** The key under which an account of the channel stands in List Accounts. */
export function accountKeyOf(channel: Channel): string {
	return channel.toLowerCase();
}

/** Where a channel's accounts name the page, board or location that a post goes to, and where a post names it. */
export const PLACES: Readonly<
	Partial<Record<Channel, { readonly accountKey: string; readonly contentField: string }>>
> = {
	FACEBOOK: { accountKey: 'page', contentField: 'pageId' },
	PINTEREST: { accountKey: 'board', contentField: 'boardId' },
	GBP: { accountKey: 'location', contentField: 'locationId' },
};

/**
 * The field of a channel's settings that names its default, under the channel's key: the page, board or location, else
 * the account. YouTube has no settings (contract page, Update Account Settings).
 */
export const DEFAULT_FIELDS: Readonly<Partial<Record<Channel, string>>> = {
	FACEBOOK: 'defaultPageId',
	LINKEDIN: 'defaultChannelId',
	INSTAGRAM: 'defaultAccountId',
	PINTEREST: 'defaultBoardId',
	GBP: 'defaultLocationId',
	TIKTOK: 'defaultAccountId',
};

const STATUSES_BY_WORD: ReadonlyMap<string, PostStatus> = new Map([
	['DRAFT', 'draft'],
	['SCHEDULED', 'scheduled'],
	['PROCESSING', 'publishing'],
	['IN_QUEUE', 'publishing'],
	['PUBLISHED', 'published'],
	['CANCELED', 'cancelled'],
	['FAILED', 'failed'],
	['DELETED', 'deleted'],
]);

export function statusOf(word: string | null): PostStatus {
	return STATUSES_BY_WORD.get(word ?? '') ?? 'unknown';
}

/** Wix's words for some statuses; none when any of them is not Wix's, so that no item is missed. */
export function statusWords(statuses: readonly PostStatus[] = []): readonly string[] {
	const known = [...STATUSES_BY_WORD].filter(([, status]) => statuses.includes(status));
	return statuses.every((status) => known.some(([, one]) => one === status))
		? known.map(([word]) => word)
		: [];
}

/** Wix knows two types of media in a post. */
export type WixMediaType = 'IMAGE' | 'VIDEO';

const MEDIA_WORDS: ReadonlyMap<MediaType, WixMediaType> = new Map([
	['image', 'IMAGE'],
	['gif', 'IMAGE'],
	['video', 'VIDEO'],
]);

const FILE_WORDS: ReadonlyMap<MediaType, string> = new Map<MediaType, string>([
	...MEDIA_WORDS,
	['document', 'DOCUMENT'],
]);

/** The Media Manager's word for a type of file. */
export function fileWord(type: MediaType): string | undefined {
	return FILE_WORDS.get(type);
}

/** Our word for a file of the Media Manager; `null` for types that no post has (sound, drawings, archives …). */
export function fileTypeOf(word: string | null): MediaType | null {
	return [...FILE_WORDS].find(([, known]) => known === word)?.[0] ?? null;
}

/** Wix's word for a type of media; `null` for documents, which it does not take. */
export function mediaWord(type: MediaType): WixMediaType | null {
	return MEDIA_WORDS.get(type) ?? null;
}

export function mediaTypeOf(word: string | null): MediaType | null {
	return [...MEDIA_WORDS].find(([, known]) => known === word)?.[0] ?? null;
}
