import type { Platform } from './platform';
import type { ProviderId } from './provider';

/** One thing that the plan counts or allows. */
export interface QuotaEntry {
	/** e.g. `posts`, `scheduledPosts`, `accounts`, `aiCredits`, `storageBytes`, `balance`; a new one keeps the provider's word. */
	readonly name: string;
	/** Whether the plan allows it at all; `null` when the provider does not say. */
	readonly enabled: boolean | null;
	/** `null`: unlimited or not told. */
	readonly limit: number | null;
	readonly used: number | null;
	readonly remaining: number | null;
	/** `month`, `day` …; `null` for something that does not renew. */
	readonly period: string | null;
	/** What is counted when it is not pieces: `bytes`, `USD` …; `null` otherwise. */
	readonly unit: string | null;
}

/** What the plan allows and what is left. */
export interface Quota {
	readonly provider: ProviderId;
	readonly plan: string | null;
	/** ISO 8601 UTC: when the present period ends. */
	readonly renewsAt: string | null;
	readonly quotas: readonly QuotaEntry[];
}

export interface MediaRule {
	/** Pieces per post. */
	readonly maxCount: number | null;
	readonly maxSizeBytes: number | null;
	readonly maxDurationSeconds: number | null;
	readonly minDurationSeconds: number | null;
	/** Lower-case file extensions without a dot; empty when not told. */
	readonly formats: readonly string[];
}

/** What one network takes through one provider. `null`: the provider does not tell, or there is no limit. */
export interface PlatformRules {
	readonly provider: ProviderId;
	readonly platform: Platform;
	/** `provider`: asked just now. `documentation`: fixed in this version, from the provider's documentation. */
	readonly source: 'provider' | 'documentation';
	readonly captionMaxLength: number | null;
	readonly titleMaxLength: number | null;
	readonly hashtagsMaxCount: number | null;
	readonly mediaRequired: boolean | null;
	readonly image: MediaRule | null;
	readonly video: MediaRule | null;
	/** Images and videos in one post. */
	readonly mixAllowed: boolean | null;
	/** Post types and abilities, in plain words. */
	readonly features: readonly string[];
}

export interface FollowerStats {
	readonly accountId: string;
	readonly provider: ProviderId;
	readonly platform: Platform;
	readonly name: string;
	readonly days: number;
	readonly followers: number | null;
	readonly growth: number | null;
	readonly growthPercent: number | null;
	/** Oldest first; `date` is YYYY-MM-DD. */
	readonly history: ReadonlyArray<{
		readonly date: string;
		readonly followers: number | null;
		readonly newFollowers: number | null;
	}>;
}
