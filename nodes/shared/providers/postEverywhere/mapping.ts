import type { Account, Health } from '../../domain/account';
import type { ConnectionStatus } from '../../domain/connection';
import { findHealthWord, type HealthWord } from '../../domain/healthWords';
import { asBoolean, asList, asObject, asText, type JsonObject, type JsonValue } from '../../domain/json';
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

// In both lists: whether it can post decides; a word that says otherwise, or one that we do not know, does not.
const IN_LIST = { from: 'GET /accounts', canPost: null } as const;
const SHORT_HEALTH_WORDS: readonly HealthWord[] = [
	{ ...IN_LIST, says: { 'health.status': 'expired' }, status: 'expired' },
	{ ...IN_LIST, says: { 'health.status': 'unhealthy' }, status: 'unhealthy' },
	{ ...IN_LIST, says: { 'health.can_post': false }, status: 'unhealthy', canPost: false },
	{ ...IN_LIST, says: { 'health.status': 'healthy' }, status: 'healthy' },
];

const IN_DETAIL = { from: 'GET /accounts/{id}/health', canPost: null } as const;
const FULL_HEALTH_WORDS: readonly HealthWord[] = [
	{ ...IN_DETAIL, says: { status: 'broken', 'token.expired': true }, status: 'expired' },
	{ ...IN_DETAIL, says: { status: 'broken', reasons: { includes: 'token_expired' } }, status: 'expired' },
	{ ...IN_DETAIL, says: { status: 'broken' }, status: 'unhealthy' },
	{ ...IN_DETAIL, says: { can_post: false }, status: 'unhealthy', canPost: false },
	{ ...IN_DETAIL, says: { status: 'warning', 'token.expiring_soon': true }, status: 'expiring' },
	{
		...IN_DETAIL,
		says: { status: 'warning', reasons: { includes: 'token_expiring_soon' } },
		status: 'expiring',
	},
	// The other warning is about repeated permanent failures: it may post, but hardly with success.
	{ ...IN_DETAIL, says: { status: 'warning' }, status: 'unhealthy' },
	{ ...IN_DETAIL, says: { status: 'healthy' }, status: 'healthy' },
];

export const POST_EVERYWHERE_HEALTH_WORDS: readonly HealthWord[] = [
	...SHORT_HEALTH_WORDS,
	...FULL_HEALTH_WORDS,
];

/** The health in the account list: no reasons, no expiry. An account near its expiry is `healthy` here. */
export function readShortHealth(raw: JsonValue, checkedAt: string): Health {
	const account = asObject(raw);
	const health = withPlainWord(asObject(account.health));
	const { status, canPost } = judge(findHealthWord(SHORT_HEALTH_WORDS, { health }), health);
	return {
		status,
		canPost,
		reasons: account.is_active === false ? ['account_inactive'] : [],
		tokenExpiresAt: null,
		checkedAt,
	};
}

/** The health of `GET /accounts/{id}/health`: `healthy`, `warning` or `broken`, with reasons. */
export function readFullHealth(raw: JsonValue, checkedAt: string): Health {
	const health = withPlainWord(asObject(raw));
	return {
		...judge(findHealthWord(FULL_HEALTH_WORDS, health), health),
		reasons: asList(health.reasons).flatMap((reason) => asText(reason) ?? []),
		tokenExpiresAt: toIsoUtc(asObject(health.token).expires_at),
		checkedAt,
	};
}

function withPlainWord(health: JsonObject): JsonObject {
	const status = wordOf(health.status);
	return status === health.status ? health : { ...health, status };
}

function judge(known: HealthWord | null, health: JsonObject): Pick<Health, 'status' | 'canPost'> {
	return { status: known?.status ?? 'unknown', canPost: known?.canPost ?? asBoolean(health.can_post) };
}

const PLAIN_WORD = /^[a-z_]+$/;

function wordOf(value: unknown): string {
	if (typeof value === 'string' && PLAIN_WORD.test(value)) return value;
	return (asText(value) ?? '').trim().toLowerCase().replace(/\s+/g, '_');
}
