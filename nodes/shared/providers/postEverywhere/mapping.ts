import type { Account, Health } from '../../domain/account';
import type { ConnectionStatus } from '../../domain/connection';
import { asBoolean, asObject, asText, type JsonObject, type JsonValue } from '../../domain/json';
import { PLATFORMS, type KnownPlatform, type Platform } from '../../domain/platform';
import type { MediaType, PostStatus, SortField } from '../../domain/post';
import { toIsoUtc } from '../../domain/time';

/** The networks of the newest clients; the pages of April 2026 list eight of them. Its words are ours. */
export const POST_EVERYWHERE_PLATFORMS = [
	'bluesky',
	'discord',
	'facebook',
	'instagram',
	'linkedin',
	'pinterest',
	'telegram',
	'threads',
	'tiktok',
	'wordpress',
	'x',
	'youtube',
] as const satisfies readonly KnownPlatform[];

/** A network in our words. Answers say `x`; `twitter` is an alias that some inputs take. */
export function readPlatform(word: unknown): Platform {
	const platform = (asText(word) ?? 'unknown').toLowerCase();
	return platform === 'twitter' ? 'x' : platform;
}

/** The networks that can be asked for: a network of ours that the vendor does not have would be refused. */
export function askablePlatforms(platforms: readonly Platform[]): Platform[] {
	const ours: readonly string[] = PLATFORMS;
	const theirs: readonly string[] = POST_EVERYWHERE_PLATFORMS;
	return platforms.filter((platform) => theirs.includes(platform) || !ours.includes(platform));
}

const POST_STATUS_WORDS: ReadonlyArray<readonly [string, PostStatus]> = [
	['draft', 'draft'],
	['scheduled', 'scheduled'],
	['publishing', 'publishing'],
	['published', 'published'],
	['partially_failed', 'partiallyPublished'],
	['failed', 'failed'],
];
const POST_STATUS_BY_WORD: ReadonlyMap<string, PostStatus> = new Map(POST_STATUS_WORDS);

export function readPostStatus(word: unknown): PostStatus {
	return POST_STATUS_BY_WORD.get(wordOf(word)) ?? 'unknown';
}

/** The vendor's words for statuses; those that its posts never have are left out. */
export function postStatusWords(statuses: readonly PostStatus[]): string[] {
	return POST_STATUS_WORDS.filter(([, status]) => statuses.includes(status)).map(([word]) => word);
}

/** Beside the documented ones, the words of the vendor's app, in case they reach the API. */
const DESTINATION_STATUS_BY_WORD: ReadonlyMap<string, PostStatus> = new Map<string, PostStatus>([
	['publishing', 'publishing'],
	['published', 'published'],
	['failed', 'failed'],
	['preparing', 'publishing'],
	['uploading', 'publishing'],
	['verifying', 'publishing'],
	['retry_scheduled', 'publishing'],
]);

/** `queued` means waiting for its time in a draft or scheduled post, and on its way otherwise. */
export function readDestinationStatus(word: unknown, postStatus: PostStatus): PostStatus {
	const text = wordOf(word);
	if (text === 'queued')
		return postStatus === 'draft' || postStatus === 'scheduled' ? postStatus : 'publishing';
	return DESTINATION_STATUS_BY_WORD.get(text) ?? 'unknown';
}

export const SORT_WORDS: Readonly<Record<SortField, string>> = {
	createdAt: 'created_at',
	scheduledAt: 'scheduled_for',
	publishedAt: 'published_at',
};

const MEDIA_TYPES: readonly MediaType[] = ['image', 'video', 'document'];

export function readMediaType(word: unknown): MediaType | null {
	return MEDIA_TYPES.find((type) => type === wordOf(word)) ?? null;
}

/** An account as the list and `GET /accounts/{id}` show it; `null` without an ID. */
export function readAccount(raw: JsonValue, health: Health): Account | null {
	const account = asObject(raw);
	const id = accountIdOf(account);
	if (id === null) return null;
	return {
		id,
		providerAccountId: id,
		provider: 'postEverywhere',
		platform: readPlatform(account.platform),
		name: asText(account.account_name) ?? id,
		username: null,
		avatarUrl: asText(account.avatar_url),
		connectedAt: toIsoUtc(account.created_at),
		isActive: asBoolean(account.is_active),
		isDefault: null,
		health,
	};
}

/** `account_id` is canonical, `id` the older name of the same integer. */
export function accountIdOf(raw: JsonObject): string | null {
	return asText(raw.account_id) ?? asText(raw.id);
}

/** The vendor's account IDs are integers; anything else goes as it is, so that the vendor's refusal names it. */
export function accountNumber(id: string): number | string {
	const number = Number(id);
	return Number.isSafeInteger(number) ? number : id;
}

const CONNECTION_STATUS_BY_WORD: ReadonlyMap<string, ConnectionStatus> = new Map<string, ConnectionStatus>([
	['pending', 'pending'],
	['completed', 'connected'],
	['expired', 'expired'],
	['cancelled', 'expired'],
]);

/** How a sign-in stands. A word that is new to us means that it goes on: its time will end it. */
export function readConnectionStatus(word: unknown): { status: ConnectionStatus; wasRefused: boolean } {
	const text = wordOf(word);
	return { status: CONNECTION_STATUS_BY_WORD.get(text) ?? 'pending', wasRefused: text === 'cancelled' };
}

const PLAIN_WORD = /^[a-z_]+$/;

/** A word as the vendor's documents write it, however an answer does; empty for what is no word. */
export function wordOf(value: unknown): string {
	if (typeof value === 'string' && PLAIN_WORD.test(value)) return value;
	return (asText(value) ?? '').trim().toLowerCase().replace(/\s+/g, '_');
}
