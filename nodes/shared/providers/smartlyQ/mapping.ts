import { HEALTH_NOT_CHECKED, type Account, type Health } from '../../domain/account';
import { findHealthWord, type HealthWord } from '../../domain/healthWords';
import { asBoolean, asNumber, asObject, asText, type JsonValue } from '../../domain/json';
import type { ConnectionStatus, CredentialPlatform } from '../../domain/connection';
import type { KnownPlatform, Platform } from '../../domain/platform';
import type { PostStatus } from '../../domain/post';

/** Networks that posts can go to, by our words, as the vendor spells them. Contract: platform keys. */
const POSTING_WORDS: ReadonlyMap<Platform, string> = new Map<KnownPlatform, string>([
	['x', 'twitter'],
	['instagram', 'instagram'],
	['facebook', 'facebook'],
	['linkedin', 'linkedin'],
	['youtube', 'youtube'],
	['tiktok', 'tiktok'],
	['threads', 'threads'],
	['bluesky', 'bluesky'],
	['pinterest', 'pinterest'],
	['reddit', 'reddit'],
	['snapchat', 'snapchat'],
	['tumblr', 'tumblr'],
	['googleBusiness', 'gmb'],
	['telegram', 'telegram'],
	['discord', 'discord'],
]);

const PLATFORMS_BY_WORD: ReadonlyMap<string, Platform> = new Map(
	[...POSTING_WORDS].map(([platform, word]) => [word, platform]),
);

/** The networks it can post to, in our words. WhatsApp can be connected, but is for messages only. */
export const SMARTLYQ_PLATFORMS: readonly Platform[] = [...POSTING_WORDS.keys()];

/** Networks that are connected without a browser; Bluesky can be connected either way. Contract: headless connect. */
export const CREDENTIAL_PLATFORMS: readonly CredentialPlatform[] = ['bluesky', 'telegram', 'whatsapp'];

/** Networks that a link can connect. */
export const LINK_PLATFORMS: readonly Platform[] = SMARTLYQ_PLATFORMS.filter(
	(platform) => platform !== 'telegram',
);

/** Networks that can be connected at all. */
export const CONNECT_PLATFORMS: readonly Platform[] = [...SMARTLYQ_PLATFORMS, 'whatsapp'];

/** Networks from which the vendor can remove a post; on the others it stays. Contract: unpublish. */
export const REMOVABLE_PLATFORMS: readonly Platform[] = [
	'threads',
	'facebook',
	'linkedin',
	'youtube',
	'x',
	'pinterest',
	'tumblr',
	'bluesky',
	'googleBusiness',
];

/** The vendor's word for a network; one that is not in the table goes out as it is. */
export function platformToVendor(platform: Platform): string {
	return POSTING_WORDS.get(platform) ?? platform;
}

/** Our word for a network; one that is new to us keeps the vendor's word in lower case. */
export function platformFromVendor(word: string): Platform {
	const lowerCase = word.toLowerCase();
	return PLATFORMS_BY_WORD.get(lowerCase) ?? lowerCase;
}

/**
 * An account from its row in the list of accounts (`name`) or of their health (`account_name`). Neither tells a user
 * name, a picture, or when it was connected.
 *
 * @returns `null` when the row does not say which account it is
 */
export function readAccount(row: JsonValue, health: Health = HEALTH_NOT_CHECKED): Account | null {
	const { id: printedId, platform, name, account_name: accountName, is_active: isActive } = asObject(row);
	const id = asText(printedId);
	if (id === null) return null;
	return {
		id,
		providerAccountId: id,
		provider: 'smartlyQ',
		platform: platformFromVendor(asText(platform) ?? 'unknown'),
		name: asText(accountName) ?? asText(name) ?? id,
		username: null,
		avatarUrl: null,
		connectedAt: null,
		isActive: asBoolean(isActive),
		isDefault: null,
		health,
	};
}

/** The vendor counts a token as expiring from here on. Contract: account health. */
const EXPIRING_DAYS = 7;

const HEALTH_CALL = 'GET /social/accounts/health';
const EXPIRED = {
	from: HEALTH_CALL,
	status: 'expired',
	canPost: false,
	reason: 'The access token has expired. Reconnect the account.',
} as const;

/** Whether a paused account has another status is not documented, so `is_active` comes first. Contract: account health. */
export const SMARTLYQ_HEALTH_WORDS: readonly HealthWord[] = [
	{
		from: HEALTH_CALL,
		says: { is_active: false },
		status: 'paused',
		canPost: false,
		reason: 'Posting to this account is paused. Resume it to post again.',
	},
	{ ...EXPIRED, says: { token_expired: true } },
	{ ...EXPIRED, says: { status: 'expired' } },
	{
		from: HEALTH_CALL,
		says: { status: 'error' },
		status: 'unhealthy',
		canPost: false,
		reason: 'SmartlyQ reports an error of the connection. Reconnect the account.',
	},
	{
		from: HEALTH_CALL,
		says: { status: 'connected', validity_days: { atMost: EXPIRING_DAYS } },
		status: 'expiring',
		canPost: true,
	},
	{ from: HEALTH_CALL, says: { status: 'connected' }, status: 'healthy', canPost: true },
];

/** Health from a row of the health list. The vendor tells only the days that are left, so there is no time of expiry. */
export function readHealth(row: JsonValue, checkedAt: string): Health {
	const known = findHealthWord(SMARTLYQ_HEALTH_WORDS, asObject(row));
	return {
		status: known?.status ?? 'unknown',
		canPost: known?.canPost ?? null,
		reasons: known === null ? [] : reasonsOf(known, row),
		tokenExpiresAt: null,
		checkedAt,
	};
}

function reasonsOf({ status, reason }: HealthWord, row: JsonValue): string[] {
	const own = reason === undefined ? [] : [reason];
	if (status === 'paused') {
		const unpaused = findHealthWord(SMARTLYQ_HEALTH_WORDS, { ...asObject(row), is_active: true });
		return unpaused?.status === 'expired' ? [...own, EXPIRED.reason] : own;
	}
	const daysLeft = daysLeftOf(row);
	return status === 'expiring' && daysLeft !== null ? [expiringReason(daysLeft)] : own;
}

/** Whether the connection itself works, paused or not: what authorising it again mends. */
export function isSound(row: JsonValue): boolean {
	const { status: word, token_expired: tokenExpired } = asObject(row);
	return word === 'connected' && tokenExpired !== true;
}

/** Days until the token ends; `null` when it does not, or that is not told. */
export function daysLeftOf(row: JsonValue): number | null {
	return asNumber(asObject(row).validity_days);
}

/** Contract: poll of a connect link. */
const CONNECTION_STATUSES_BY_WORD: ReadonlyMap<string, ConnectionStatus> = new Map<string, ConnectionStatus>([
	['pending', 'pending'],
	['connected', 'connected'],
	['expired', 'expired'],
]);

/** Our word for the state of a connect link; `null` for one that is new to us. */
export function connectionStatusFromVendor(word: string | null): ConnectionStatus | null {
	return CONNECTION_STATUSES_BY_WORD.get(word ?? '') ?? null;
}

function expiringReason(daysLeft: number): string {
	const left = daysLeft < 1 ? 'in less than a day' : daysLeft === 1 ? 'in 1 day' : `in ${daysLeft} days`;
	return `The access token ends ${left}. Reconnect the account if it is not renewed by itself.`;
}

/** Contract: status words. `external` (imported, not posted through here) is left out, so it reads as `unknown`. */
const POST_STATUSES_BY_WORD: ReadonlyMap<string, PostStatus> = new Map<string, PostStatus>([
	['draft', 'draft'],
	['scheduled', 'scheduled'],
	['processing', 'publishing'],
	['published', 'published'],
	['partially_published', 'partiallyPublished'],
	['partial', 'partiallyPublished'],
	['failed', 'failed'],
	['unpublished', 'unpublished'],
	['cancelled', 'cancelled'],
]);

/** Our word for a post's status; `unknown` for one that is new to us. */
export function postStatusFromVendor(word: string | null): PostStatus {
	return POST_STATUSES_BY_WORD.get(word ?? '') ?? 'unknown';
}

/** The only words that the vendor documents for the filter of its list. */
const FILTER_WORDS: ReadonlyMap<PostStatus, string> = new Map<PostStatus, string>([
	['scheduled', 'scheduled'],
	['published', 'published'],
	['failed', 'failed'],
]);

/** The word to filter the vendor's list by; `undefined` for a status that its filter does not have. */
export function statusFilterToVendor(status: PostStatus): string | undefined {
	return FILTER_WORDS.get(status);
}
