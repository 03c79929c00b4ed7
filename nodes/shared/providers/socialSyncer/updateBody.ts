import { InputError } from '../../domain/inputError';
import { asList, asObject, asText, type JsonObject, type JsonValue } from '../../domain/json';
import { platformName, type Platform } from '../../domain/platform';
import type { PlatformOverride, PostChanges } from '../../domain/post';
import { accountIdOf, platformFromVendor } from './mapping';
import { postWideSettings, targetBody } from './postBody';

/** A target that the changed post shall have. */
interface WantedTarget {
	readonly platform: Platform;
	readonly providerAccountId: string;
	/** The vendor's own object, when the post has this target already. */
	readonly before: JsonObject | null;
}

/** Fields that make a post go out or keep it from doing so, each of which has an operation. */
const TIMING_FIELDS = ['publishNow', 'scheduledFor', 'isDraft'] as const;

/**
 * The fields of a change, but for the media; empty when nothing else shall become different.
 *
 * @param raw the post as the vendor gives it
 * @throws InputError for what cannot be changed in this way
 */
export function updateBody(raw: JsonValue, changes: PostChanges): JsonObject {
	refuseTiming(changes.additionalFields);
	const { text, overrides = [] } = changes;
	return {
		...(text === undefined ? {} : { content: text }),
		...targetFields(wantedTargets(raw, changes), overrides),
		...changes.additionalFields,
	};
}

/**
 * Networks whose own captions and settings may be lost: the vendor takes all targets at once, and whether it shows what
 * they have of their own is not documented.
 */
export function endangeredPlatforms(raw: JsonValue, changes: PostChanges): Platform[] {
	const endangered = (wantedTargets(raw, changes) ?? []).filter(
		({ platform, before }) =>
			before !== null &&
			Object.keys(ownFields(before)).length === 0 &&
			!isOverridden(platform, changes.overrides ?? []),
	);
	return [...new Set(endangered.map(({ platform }) => platform))];
}

/** The targets that the post shall have; `null` when they stay as they are. */
function wantedTargets(raw: JsonValue, changes: PostChanges): WantedTarget[] | null {
	const present = asList(asObject(raw).platforms).map(asObject);
	if (changes.accounts !== undefined) {
		return changes.accounts.map(({ platform, providerAccountId }) => ({
			platform,
			providerAccountId,
			before: present.find((target) => idOf(target) === accountIdOf(platform, providerAccountId)) ?? null,
		}));
	}
	return changes.overrides === undefined || changes.overrides.length === 0 ? null : present.map(sameTarget);
}

/** @throws InputError for a target that cannot be named to the vendor again */
function sameTarget(before: JsonObject): WantedTarget {
	const providerAccountId = asText(before.accountId);
	if (providerAccountId === null) {
		throw new InputError(
			'Account Names or IDs',
			'SocialSyncerAPI does not tell to which accounts this post goes, and takes the overrides only together with the accounts',
			'Choose all accounts that the post shall go to.',
		);
	}
	return { platform: platformOf(before), providerAccountId, before };
}

function targetFields(
	targets: readonly WantedTarget[] | null,
	overrides: readonly PlatformOverride[],
): JsonObject {
	if (targets === null) return {};
	const platforms = targets.map(({ platform }) => platform);
	const stranger = overrides.find(({ platform }) => !platforms.includes(platform));
	if (stranger !== undefined) {
		throw new InputError(
			'Platform Overrides',
			`The post goes to no account on ${platformName(stranger.platform)}`,
			'Remove the override, or choose an account on that network too.',
		);
	}
	return {
		platforms: targets.map((target) => changedTarget(target, overrides)),
		...postWideSettings(platforms, overrides),
	};
}

/** An override says all about a network; without one, the network keeps what it is known to have of its own. */
function changedTarget(target: WantedTarget, overrides: readonly PlatformOverride[]): JsonObject {
	const { customMedia, ...own } = ownFields(target.before ?? {});
	return {
		...(customMedia === undefined ? {} : { customMedia }),
		...(isOverridden(target.platform, overrides) ? {} : own),
		...targetBody(target, overrides),
	};
}

/** What a target has of its own, as far as the vendor shows it. */
function ownFields({ customContent, customMedia, platformSpecificData }: JsonObject): JsonObject {
	const fields = Object.entries({ customContent, customMedia, platformSpecificData });
	return Object.fromEntries(fields.filter(([, value]) => value !== undefined && value !== null));
}

function isOverridden(platform: Platform, overrides: readonly PlatformOverride[]): boolean {
	return overrides.some((override) => override.platform === platform);
}

function refuseTiming(additionalFields: JsonObject): void {
	const field = TIMING_FIELDS.find((name) => additionalFields[name] !== undefined);
	if (field === undefined) return;
	throw new InputError(
		'Additional Fields',
		`An update does not take ${field}: it says when the post goes out`,
		'Use Reschedule for another time, Publish Draft to let it go out, or Cancel to stop it.',
	);
}

function idOf(target: JsonObject): string {
	return accountIdOf(platformOf(target), asText(target.accountId) ?? '');
}

function platformOf(target: JsonObject): Platform {
	return platformFromVendor(asText(target.platform) ?? 'unknown');
}
