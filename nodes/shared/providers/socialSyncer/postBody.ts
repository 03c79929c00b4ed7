import type { JsonObject } from '../../domain/json';
import type { KnownPlatform, Platform } from '../../domain/platform';
import type { ChosenAccount, PlatformOverride, PostDraft } from '../../domain/post';
import { platformToVendor } from './mapping';
import { settingsOf } from './settings';

/**
 * The body of a create call, but for the media. Settings go where the vendor has a place for them: TikTok and Facebook have one for the
 * whole post, the other networks one per target.
 */
export function createBody(draft: PostDraft): JsonObject {
	return {
		...(draft.text === '' ? {} : { content: draft.text }),
		platforms: draft.accounts.map((account) => targetBody(account, draft.overrides)),
		timezone: draft.timezone,
		...timingOf(draft),
		...(draft.tags.length === 0 ? {} : { tags: draft.tags }),
		...postWideSettings(
			draft.accounts.map(({ platform }) => platform),
			draft.overrides,
		),
		...draft.additionalFields,
	};
}

/** Exactly one of the three is sent, because it is not documented which one wins. */
function timingOf(draft: PostDraft): JsonObject {
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
		.map(([platform, field]) => [field, ownSettings(overrides, platform)] as const)
		.filter(([, settings]) => !isEmpty(settings));
	return Object.fromEntries(entries);
}

/** A target as the vendor takes it, with what is its network's own. */
export function targetBody(
	account: Pick<ChosenAccount, 'platform' | 'providerAccountId'>,
	overrides: readonly PlatformOverride[],
): JsonObject {
	const text = overrideFor(overrides, account.platform)?.text ?? null;
	const settings = ownSettings(overrides, account.platform);
	const hasOwnSettings = !isEmpty(settings) && !POST_WIDE_SETTINGS.has(account.platform);
	return {
		platform: platformToVendor(account.platform),
		accountId: account.providerAccountId,
		...(text === null ? {} : { customContent: text }),
		...(hasOwnSettings ? { platformSpecificData: settings } : {}),
	};
}

function ownSettings(overrides: readonly PlatformOverride[], platform: Platform): JsonObject {
	const override = overrideFor(overrides, platform);
	return override === undefined ? {} : settingsOf(override);
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
