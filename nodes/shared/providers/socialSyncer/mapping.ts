import type { Account, Health } from '../../domain/account';
import { asList, asObject, asText, type JsonValue } from '../../domain/json';
import type { KnownPlatform, Platform } from '../../domain/platform';
import {
	UNKNOWN_MEDIA,
	type Media,
	type MediaType,
	type Post,
	type PostStatus,
	type Target,
} from '../../domain/post';
import { toIsoUtc } from '../../domain/time';

/** Networks as the vendor spells them, by our words. Documented on its accounts and connect pages. */
const PLATFORM_WORDS: ReadonlyMap<Platform, string> = new Map<KnownPlatform, string>([
	['x', 'twitter'],
	['instagram', 'instagram'],
	['facebook', 'facebook'],
	['threads', 'threads'],
	['tiktok', 'tiktok'],
]);

const PLATFORMS_BY_WORD: ReadonlyMap<string, Platform> = new Map(
	[...PLATFORM_WORDS].map(([platform, word]) => [word, platform]),
);

/** The networks it can post to, in our words. */
export const SOCIAL_SYNCER_PLATFORMS: readonly Platform[] = [...PLATFORM_WORDS.keys()];

/** The vendor's word for a network; one that is not in the table goes out as it is. */
export function platformToVendor(platform: Platform): string {
	return PLATFORM_WORDS.get(platform) ?? platform;
}

/** The word to filter the vendor's lists by. They filter by one of its networks, or not at all (`undefined`). */
export function platformFilter(platforms: readonly Platform[] = []): string | undefined {
	const [platform] = platforms;
	return platform !== undefined && platforms.length === 1 ? PLATFORM_WORDS.get(platform) : undefined;
}

/** Our word for a network; one that is new to us keeps the vendor's word in lower case. */
export function platformFromVendor(word: string): Platform {
	const lowerCase = word.toLowerCase();
	return PLATFORMS_BY_WORD.get(lowerCase) ?? lowerCase;
}

/** The vendor's account IDs are unique only together with the network, so the network is part of ours. */
export function accountIdOf(platform: Platform, providerAccountId: string): string {
	return `${platform}:${providerAccountId}`;
}

/** Network and vendor's ID of an account ID of ours; `null` when one of them is missing, so that it is no ID. */
export function splitAccountId(
	accountId: string,
): { readonly platform: Platform; readonly providerAccountId: string } | null {
	const colon = accountId.indexOf(':');
	const word = accountId.slice(0, Math.max(colon, 0));
	const providerAccountId = accountId.slice(colon + 1);
	return word === '' || providerAccountId === ''
		? null
		: { platform: platformFromVendor(word), providerAccountId };
}

/** The same ID with our word for the network, where a user has written the vendor's. */
export function normaliseAccountId(accountId: string): string {
	const parts = splitAccountId(accountId);
	return parts === null ? accountId : accountIdOf(parts.platform, parts.providerAccountId);
}

/**
 * An account from its entry in the list of accounts or in the list of their health; both name it in the same fields.
 *
 * @returns `null` when the entry does not say which account it is
 */
export function readAccount(entry: JsonValue, health: Health): Account | null {
	const { platform: word, accountId, username, connectedAt } = asObject(entry);
	const platformWord = asText(word);
	const providerAccountId = asText(accountId);
	if (platformWord === null || providerAccountId === null) return null;

	const platform = platformFromVendor(platformWord);
	const printedName = asText(username);
	return {
		id: accountIdOf(platform, providerAccountId),
		providerAccountId,
		provider: 'socialSyncer',
		platform,
		name: printedName ?? providerAccountId,
		// For a Facebook Page the vendor prints the Page's name here; for X it prints an @ first.
		username: platform === 'facebook' ? null : (printedName?.replace(/^@/, '') ?? null),
		avatarUrl: null,
		connectedAt: toIsoUtc(connectedAt),
		isActive: null,
		isDefault: null,
		health,
	};
}

/** `partial` and `published` are documented, the others inferred. */
const POST_STATUSES_BY_WORD: ReadonlyMap<string, PostStatus> = new Map([
	['draft', 'draft'],
	['scheduled', 'scheduled'],
	['publishing', 'publishing'],
	['published', 'published'],
	['partial', 'partiallyPublished'],
	['failed', 'failed'],
]);

/** The word to filter the vendor's list of posts by: one of its statuses, or none at all (`undefined`). */
export function statusFilter(statuses: readonly PostStatus[] = []): string | undefined {
	const [status] = statuses;
	return statuses.length === 1
		? [...POST_STATUSES_BY_WORD].find(([, ours]) => ours === status)?.[0]
		: undefined;
}

/** @returns `null` when the object has no ID, so that nothing could be done with it */
export function readPost(entry: JsonValue): Post | null {
	const post = asObject(entry);
	const id = asText(post.id);
	if (id === null) return null;

	const status = POST_STATUSES_BY_WORD.get(asText(post.status) ?? '') ?? 'unknown';
	return {
		id,
		provider: 'socialSyncer',
		status,
		text: asText(post.content),
		scheduledAt: toIsoUtc(post.scheduledFor),
		// The vendor does not tell when a post went live.
		publishedAt: null,
		createdAt: toIsoUtc(post.createdAt),
		updatedAt: toIsoUtc(post.updatedAt),
		timezone: asText(post.timezone),
		targets: asList(post.platforms).map((target) => readTarget(target, status)),
		media: asList(post.mediaItems).map(readMedia),
		warnings: [],
	};
}

function readTarget(entry: JsonValue, postStatus: PostStatus): Target {
	const target = asObject(entry);
	const platform = platformFromVendor(asText(target.platform) ?? 'unknown');
	const providerAccountId = asText(target.accountId);
	return {
		accountId: providerAccountId === null ? null : accountIdOf(platform, providerAccountId),
		platform,
		status: readTargetStatus(asText(target.status), postStatus),
		url: asText(target.platformPostUrl),
		platformPostId: asText(target.platformPostId),
		publishedAt: null,
		error: asText(target.error),
		attempts: null,
	};
}

function readTargetStatus(word: string | null, postStatus: PostStatus): PostStatus {
	// A target that waits for its turn stands where its post stands.
	if (word === 'pending')
		return postStatus === 'draft' || postStatus === 'scheduled' ? postStatus : 'publishing';
	return POST_STATUSES_BY_WORD.get(word ?? '') ?? 'unknown';
}

/** The vendor's types of media, which it spells as we do; it has no documents. */
export const MEDIA_TYPES: readonly MediaType[] = ['image', 'video', 'gif'];

function readMedia(entry: JsonValue): Media {
	const { type, url } = asObject(entry);
	return {
		...UNKNOWN_MEDIA,
		type: MEDIA_TYPES.find((known) => known === type) ?? null,
		url: asText(url),
	};
}
