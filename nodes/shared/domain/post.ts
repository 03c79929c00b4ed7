import type { CommonSettings } from './commonSettings';
import type { JsonObject } from './json';
import type { MediaFile } from './mediaFile';
import type { Platform } from './platform';
import type { ProviderId } from './provider';

export const POST_STATUSES = [
	'draft',
	'scheduled',
	'publishing',
	'published',
	'partiallyPublished',
	'failed',
	'cancelled',
	'unpublished',
	'deleted',
	'unknown',
] as const;
export type PostStatus = (typeof POST_STATUSES)[number];

export const PUBLISH_MODES = ['now', 'schedule', 'draft', 'queue'] as const;
export type PublishMode = (typeof PUBLISH_MODES)[number];

export const MEDIA_TYPES = ['image', 'video', 'gif', 'document'] as const;
export type MediaType = (typeof MEDIA_TYPES)[number];

/** One destination of a post: one account on one network. */
export interface Target {
	/** `null` where the provider does not tell which account a result belongs to. */
	readonly accountId: string | null;
	readonly platform: Platform;
	readonly status: PostStatus;
	readonly url: string | null;
	readonly platformPostId: string | null;
	readonly publishedAt: string | null;
	/** The network's or provider's own text. */
	readonly error: string | null;
	readonly attempts: number | null;
}

export interface Media {
	readonly id: string | null;
	readonly type: MediaType | null;
	readonly url: string | null;
	readonly status: string | null;
	readonly filename: string | null;
	readonly mimeType: string | null;
	readonly sizeBytes: number | null;
	readonly width: number | null;
	readonly height: number | null;
	readonly durationSeconds: number | null;
}

/** Media of which nothing is known yet; spread it and fill in what the provider tells. */
export const UNKNOWN_MEDIA: Media = {
	id: null,
	type: null,
	url: null,
	status: null,
	filename: null,
	mimeType: null,
	sizeBytes: null,
	width: null,
	height: null,
	durationSeconds: null,
};

/** All times are ISO 8601 UTC with milliseconds. */
export interface Post {
	readonly id: string;
	readonly provider: ProviderId;
	readonly status: PostStatus;
	readonly text: string | null;
	readonly scheduledAt: string | null;
	readonly publishedAt: string | null;
	readonly createdAt: string | null;
	readonly updatedAt: string | null;
	readonly timezone: string | null;
	readonly targets: readonly Target[];
	readonly media: readonly Media[];
	readonly warnings: readonly string[];
}

/** An account chosen for a post. */
export interface ChosenAccount {
	/** The pack's account ID. */
	readonly id: string;
	readonly providerAccountId: string;
	readonly platform: Platform;
	readonly name: string;
}

interface MediaFacts {
	/** `auto` was resolved from the address or the file before this point; `null` when it could not be told. */
	readonly type: MediaType | null;
	readonly altText: string | null;
}

/** A file at a public address, which the provider fetches itself; it is never fetched by us. */
export interface MediaAtUrl extends MediaFacts {
	readonly source: 'url';
	readonly url: string;
}

/** A file that is in the provider's library already. */
export interface StoredMedia extends MediaFacts {
	readonly source: 'mediaId';
	readonly mediaId: string;
}

/** A file that we have: it is streamed to the provider. */
export interface MediaInHand extends MediaFacts {
	readonly source: 'binary';
	readonly file: MediaFile;
}

export type MediaSource = MediaAtUrl | StoredMedia | MediaInHand;

/** What differs on one network: the caption, common settings, and the rest in the provider's own words. */
export interface PlatformOverride {
	readonly platform: Platform;
	/** `null`: the caption of the post. */
	readonly text: string | null;
	/** Only what the provider has for this network: anything else was refused before. */
	readonly common?: CommonSettings;
	/** Merged in last, in the provider's own words. */
	readonly settings: JsonObject;
}

/** A post as a person wants it, checked, before any provider has seen it. */
export interface PostDraft {
	readonly accounts: readonly ChosenAccount[];
	readonly text: string;
	readonly mode: PublishMode;
	/** ISO 8601 UTC with milliseconds; set exactly when `mode` is `schedule`. */
	readonly scheduledAt: string | null;
	/** IANA name. */
	readonly timezone: string;
	readonly media: readonly MediaSource[];
	readonly overrides: readonly PlatformOverride[];
	/** Empty where the provider has none: that was refused before. */
	readonly tags: readonly string[];
	/** `null`: none, or the provider has no campaigns (refused before). */
	readonly campaignId: string | null;
	/** For `queue`: which one; `null` where the provider has a single queue. */
	readonly queueId: string | null;
	/** Merged into the provider's body last. */
	readonly additionalFields: JsonObject;
	/**
	 * The same for the same item of the same execution. 1-64 characters of `[A-Za-z0-9._:-]`. Goes to the provider where it
	 * knows such a key.
	 */
	readonly idempotencyKey: string;
}

/** What shall become different; absent means: stays as it is. */
export interface PostChanges {
	readonly text?: string;
	/** All of them: those that are left out here are removed. */
	readonly accounts?: readonly ChosenAccount[];
	/** All of them, likewise. */
	readonly media?: readonly MediaSource[];
	readonly overrides?: readonly PlatformOverride[];
	/** Merged into the provider's body last. */
	readonly additionalFields: JsonObject;
}

export const SORT_FIELDS = ['createdAt', 'scheduledAt', 'publishedAt'] as const;
export type SortField = (typeof SORT_FIELDS)[number];

export interface PostSort {
	readonly field: SortField;
	readonly direction: 'asc' | 'desc';
}

/** Which posts are wanted. Absent: every one. All times are ISO 8601 UTC with milliseconds; `after` is inclusive. */
export interface PostQuery {
	readonly status?: readonly PostStatus[];
	readonly platforms?: readonly Platform[];
	readonly accountId?: string;
	readonly createdAfter?: string;
	readonly createdBefore?: string;
	readonly scheduledAfter?: string;
	readonly scheduledBefore?: string;
	readonly publishedAfter?: string;
	readonly publishedBefore?: string;
	readonly search?: string;
	readonly sort?: PostSort;
}

/**
 * The status of a post from those of its targets: still moving while any target is; published, failed or a mix of them
 * at the end.
 */
export function statusFromTargets(statuses: readonly PostStatus[]): PostStatus {
	const has = (status: PostStatus) => statuses.includes(status);
	const all = (status: PostStatus) => statuses.length > 0 && statuses.every((s) => s === status);

	for (const status of statuses) if (all(status)) return status;
	if (has('publishing')) return 'publishing';
	if (has('scheduled')) return has('published') || has('failed') ? 'publishing' : 'scheduled';
	if (has('published')) return 'partiallyPublished';
	if (has('failed')) return 'failed';
	return 'unknown';
}
