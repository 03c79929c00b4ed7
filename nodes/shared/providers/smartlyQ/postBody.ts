import type { JsonObject, JsonValue } from '../../domain/json';
import type { Platform } from '../../domain/platform';
import type { ChosenAccount, MediaSource, PlatformOverride, PostDraft } from '../../domain/post';
import { commonToVendor } from './commonOptions';
import { platformToVendor } from './mapping';
import { queueIdToVendor } from './queues';

/**
 * The body of a create or schedule call, but for its media. Contract: publish now, schedule.
 *
 * @throws InputError for a queue that is none
 */
export function createBody(draft: PostDraft): JsonObject {
	return {
		content: draft.text,
		...accountsBody(draft.accounts),
		...timingOf(draft),
		...optionsBody(platformsOf(draft.accounts), draft),
		...draft.additionalFields,
	};
}

/** The accounts, with their networks, which the vendor wants beside them. */
export function accountsBody(accounts: readonly ChosenAccount[]): JsonObject {
	return {
		platforms: platformsOf(accounts).map(platformToVendor),
		account_ids: accounts.map(accountIdToVendor),
	};
}

/** @param addresses as `media` of a create call; none: nothing */
export function mediaBody(addresses: readonly string[]): JsonObject {
	return addresses.length === 0 ? {} : { media_urls: addresses };
}

/**
 * The vendor reads a time in the time zone beside it; whether it honours an offset in the time itself is documented only
 * for CSV rows. A UTC time with `Z` beside the zone UTC is the same moment either way.
 */
function timingOf({ mode, scheduledAt, queueId }: PostDraft): JsonObject {
	if (mode === 'queue') return { queue_id: queueIdToVendor(queueId) };
	return mode === 'schedule' && scheduledAt !== null
		? { scheduled_time: timeToVendor(scheduledAt), timezone: 'UTC' }
		: {};
}

/** The documented form has no milliseconds. */
export function timeToVendor(isoUtc: string): string {
	return isoUtc.replace(/\.\d+Z$/, 'Z');
}

/** The networks of accounts or targets, each once. */
export function platformsOf(
	destinations: ReadonlyArray<{ readonly platform: Platform }>,
): readonly Platform[] {
	return [...new Set(destinations.map(({ platform }) => platform))];
}

/** The vendor's IDs are integers; text that is none goes out as it is, for the vendor to refuse. */
function accountIdToVendor({ providerAccountId }: ChosenAccount): JsonValue {
	const id = Number(providerAccountId);
	return Number.isSafeInteger(id) ? id : providerAccountId;
}

/** What stands in the options of a network. */
interface Options {
	readonly media: readonly MediaSource[];
	readonly overrides: readonly PlatformOverride[];
}

/** What differs on these networks; nothing when nothing does. */
export function optionsBody(platforms: readonly Platform[], { media, overrides }: Options): JsonObject {
	const options: Record<string, JsonObject> = {};
	for (const platform of platforms) {
		const merged = Object.assign(
			{},
			altTextFor(platform, media),
			...overrides.filter((override) => override.platform === platform).map(optionsOf),
		) as JsonObject;
		if (Object.keys(merged).length > 0) options[platformToVendor(platform)] = merged;
	}
	return Object.keys(options).length === 0 ? {} : { platform_options: options };
}

function optionsOf({ platform, text, common = {}, settings }: PlatformOverride): JsonObject {
	return { ...(text === null ? {} : { content: text }), ...commonToVendor(platform, common), ...settings };
}

/** The only network for which the vendor takes an alternative text, and one for all media. */
const ALT_TEXT_PLATFORM: Platform = 'pinterest';

function altTextFor(platform: Platform, media: readonly MediaSource[]): JsonObject {
	const altText = firstAltText(media);
	return platform === ALT_TEXT_PLATFORM && altText !== null ? { alt_text: altText } : {};
}

function firstAltText(media: readonly MediaSource[]): string | null {
	return media.find(({ altText }) => altText !== null)?.altText ?? null;
}

/** Whether an alternative text was given that cannot be used on some of these networks, in plain words. */
export function altTextLeftOut(platforms: readonly Platform[], media: readonly MediaSource[]): string[] {
	return firstAltText(media) !== null && platforms.some((platform) => platform !== ALT_TEXT_PLATFORM)
		? ['SmartlyQ takes an alternative text for Pinterest only; elsewhere it was left out.']
		: [];
}
