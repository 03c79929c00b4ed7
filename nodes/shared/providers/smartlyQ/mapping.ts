import { HEALTH_NOT_CHECKED, type Account, type Health } from '../../domain/account';
import { asBoolean, asObject, asText, type JsonValue } from '../../domain/json';
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
