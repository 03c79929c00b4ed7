import type { JsonObject, JsonValue } from '../../domain/json';
import type { Platform } from '../../domain/platform';
import type { ChosenAccount, PlatformOverride, PostDraft } from '../../domain/post';
import { platformToVendor } from './mapping';

/** The body of a create or schedule call. Contract: publish now, schedule. */
export function createBody(draft: PostDraft): JsonObject {
	const options = platformOptions(draft);
	return {
		content: draft.text,
		platforms: platformsOf(draft).map(platformToVendor),
		account_ids: draft.accounts.map(accountIdToVendor),
		...timingOf(draft),
		...(draft.media.length === 0 ? {} : { media_urls: draft.media.map(({ url }) => url) }),
		...(Object.keys(options).length === 0 ? {} : { platform_options: options }),
		...draft.additionalFields,
	};
}

/**
 * The vendor reads a time in the time zone beside it; whether it honours an offset in the time itself is documented only
 * for CSV rows. A UTC time with `Z` beside the zone UTC is the same moment either way.
 */
function timingOf(draft: PostDraft): JsonObject {
	return draft.mode === 'schedule' && draft.scheduledAt !== null
		? { scheduled_time: withoutMilliseconds(draft.scheduledAt), timezone: 'UTC' }
		: {};
}

/** The documented form has no milliseconds. */
function withoutMilliseconds(isoUtc: string): string {
	return isoUtc.replace(/\.\d+Z$/, 'Z');
}

function platformsOf(draft: PostDraft): readonly Platform[] {
	return [...new Set(draft.accounts.map(({ platform }) => platform))];
}

/** The vendor's IDs are integers; text that is none goes out as it is, for the vendor to refuse. */
function accountIdToVendor({ providerAccountId }: ChosenAccount): JsonValue {
	const id = Number(providerAccountId);
	return Number.isSafeInteger(id) ? id : providerAccountId;
}

function platformOptions(draft: PostDraft): JsonObject {
	const options: Record<string, JsonObject> = {};
	for (const platform of platformsOf(draft)) {
		const merged = Object.assign(
			{},
			altTextFor(platform, draft),
			...overridesFor(platform, draft),
		) as JsonObject;
		if (Object.keys(merged).length > 0) options[platformToVendor(platform)] = merged;
	}
	return options;
}

function overridesFor(platform: Platform, draft: PostDraft): JsonObject[] {
	return draft.overrides.filter((override) => override.platform === platform).map(optionsOf);
}

function optionsOf({ text, settings }: PlatformOverride): JsonObject {
	return { ...(text === null ? {} : { content: text }), ...settings };
}

/** The only network for which the vendor takes an alternative text, and one for all media. */
const ALT_TEXT_PLATFORM: Platform = 'pinterest';

function altTextFor(platform: Platform, draft: PostDraft): JsonObject {
	const altText = firstAltText(draft);
	return platform === ALT_TEXT_PLATFORM && altText !== null ? { alt_text: altText } : {};
}

function firstAltText(draft: PostDraft): string | null {
	return draft.media.find(({ altText }) => altText !== null)?.altText ?? null;
}

/** What the person asked for and the vendor has no place for. */
export function leftOut(draft: PostDraft): string[] {
	const warnings: string[] = [];
	if (draft.tags.length > 0) {
		warnings.push(
			'SmartlyQ has no tags of a whole post; they were left out. YouTube and Tumblr take tags in their own settings.',
		);
	}
	if (firstAltText(draft) !== null && platformsOf(draft).some((platform) => platform !== ALT_TEXT_PLATFORM)) {
		warnings.push('SmartlyQ takes an alternative text for Pinterest only; elsewhere it was left out.');
	}
	return warnings;
}
