import type { JsonObject, JsonValue } from '../../domain/json';
import type { KnownPlatform, Platform } from '../../domain/platform';
import type { ChosenAccount, MediaAtUrl, PlatformOverride, PostDraft } from '../../domain/post';
import { platformToVendor } from './mapping';
import { settingsOf } from './settings';

/** A draft whose media all have an address. */
export interface PlacedDraft extends PostDraft {
	readonly media: readonly MediaAtUrl[];
}

/** Media as the vendor takes them. It has no place for an alternative text. */
export function mediaBody(media: readonly MediaAtUrl[]): JsonValue {
	return media.map(({ type, url }) => ({ type, url }));
}

/**
 * The body of a create call. Settings go where the vendor has a place for them: TikTok and Facebook have one for the
 * whole post, the other networks one per target.
 */
export function createBody(draft: PlacedDraft): JsonObject {
	return {
		...(draft.text === '' ? {} : { content: draft.text }),
		platforms: draft.accounts.map((account) => targetBody(account, draft.overrides)),
		timezone: draft.timezone,
		...timingOf(draft),
		...(draft.media.length === 0 ? {} : { mediaItems: mediaBody(draft.media) }),
		...(draft.tags.length === 0 ? {} : { tags: draft.tags }),
		...postWideSettings(
			draft.accounts.map(({ platform }) => platform),
			draft.overrides,
		),
		...draft.additionalFields,
	};
}

/** Exactly one of the three is sent, because it is not documented which one wins. */
function timingOf(draft: PlacedDraft): JsonObject {
	if (draft.mode === 'draft') return { isDraft: true };
	return draft.mode === 'schedule'
		? { scheduledFor: withoutMilliseconds(draft.scheduledAt) }
		: { publishNow: true };
}

/** A time as the vendor's documented examples have it: without milliseconds. */
export function withoutMilliseconds(isoUtc: string | null): string | null {
	return isoUtc?.replace(/\.\d+Z$/, 'Z') ?? null;
}

/** Where settings for all targets of a network go. */
const POST_WIDE_SETTINGS: ReadonlyMap<Platform, string> = new Map<KnownPlatform, string>([
	['tiktok', 'tiktokSettings'],
	['facebook', 'facebookSettings'],
]);

/** The settings of those of these networks that have a place for the whole post. */
export function postWideSettings(
	platforms: readonly Platform[],
	overrides: readonly PlatformOverride[],
): JsonObject {
	const entries = [...POST_WIDE_SETTINGS]
		.filter(([platform]) => platforms.includes(platform))
		.map(([platform, field]) => [field, settingsOf(overrideFor(overrides, platform))] as const)
		.filter(([, settings]) => !isEmpty(settings));
	return Object.fromEntries(entries);
}

/** A target as the vendor takes it, with what is its network's own. */
export function targetBody(
	account: Pick<ChosenAccount, 'platform' | 'providerAccountId'>,
	overrides: readonly PlatformOverride[],
): JsonObject {
	const override = overrideFor(overrides, account.platform);
	const { text = null } = override ?? {};
	const settings = settingsOf(override);
	const hasOwnSettings = !isEmpty(settings) && !POST_WIDE_SETTINGS.has(account.platform);
	return {
		platform: platformToVendor(account.platform),
		accountId: account.providerAccountId,
		...(text === null ? {} : { customContent: text }),
		...(hasOwnSettings ? { platformSpecificData: settings } : {}),
	};
}

function overrideFor(
	overrides: readonly PlatformOverride[],
	platform: Platform,
): PlatformOverride | undefined {
	return overrides.find((override) => override.platform === platform);
}

function isEmpty(settings: JsonObject): boolean {
	return Object.keys(settings).length === 0;
}
