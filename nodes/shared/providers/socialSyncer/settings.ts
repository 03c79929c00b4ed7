import type { Privacy, SettingName, SettingRule, SettingRules } from '../../domain/commonSettings';
import { InputError } from '../../domain/inputError';
import { asList, asObject, type JsonObject, type JsonValue } from '../../domain/json';
import type { PlatformOverride } from '../../domain/post';

/** TikTok's own words; the vendor documents the first as an example. */
const PRIVACY_WORDS: Readonly<Partial<Record<Privacy, string>>> = {
	public: 'PUBLIC_TO_EVERYONE',
	followers: 'FOLLOWER_OF_CREATOR',
	friends: 'MUTUAL_FOLLOW_FRIENDS',
	private: 'SELF_ONLY',
};

type Settings = Readonly<
	Partial<Record<SettingName, SettingRule & { readonly vendorWords: readonly [field: string] }>>
>;

const TIKTOK: Settings = {
	privacy: { vendorWords: ['privacy_level'], choices: Object.keys(PRIVACY_WORDS) },
	allowComments: { vendorWords: ['allow_comment'] },
	allowDuet: { vendorWords: ['allow_duet'] },
	allowStitch: { vendorWords: ['allow_stitch'] },
	previewConfirmed: { vendorWords: ['content_preview_confirmed'], required: true },
	consentGiven: { vendorWords: ['express_consent_given'], required: true },
};

/** Of other networks the vendor documents no settings; they go out only as a person has written them. */
export const SETTINGS: SettingRules = { tiktok: TIKTOK };

const CONSENT_FIELDS = Object.values(TIKTOK)
	.filter(({ required }) => required)
	.map(({ vendorWords: [field] }) => field);

/** What an override sets, in the vendor's words: the common settings, and on top of them those in its own words. */
export function settingsOf({ platform, common = {}, settings }: PlatformOverride): JsonObject {
	const rules: Settings = platform === 'tiktok' ? TIKTOK : {};
	const known = Object.entries(common).flatMap(([name, value]: [string, JsonValue]) => {
		const field = rules[name as SettingName]?.vendorWords[0];
		return field === undefined ? [] : [[field, name === 'privacy' ? privacyWord(value) : value] as const];
	});
	return { ...Object.fromEntries(known), ...settings };
}

function privacyWord(privacy: JsonValue): JsonValue {
	return PRIVACY_WORDS[privacy as Privacy] ?? privacy;
}

/**
 * Lets pass the body of a post that is to go out and has TikTok's consent, if it goes there.
 *
 * @throws InputError when the consent is missing: nobody but the owner can give it
 */
export function requireConsent({ platforms, tiktokSettings }: JsonObject): void {
	const lacking = asList(platforms).some((target) => {
		const { platform, platformSpecificData } = asObject(target);
		const settings = { ...asObject(tiktokSettings), ...asObject(platformSpecificData) };
		return platform === 'tiktok' && CONSENT_FIELDS.some((field) => settings[field] !== true);
	});
	if (!lacking) return;
	throw new InputError(
		'Platform Overrides',
		'TikTok takes a post only when its owner has confirmed the preview and agreed to its terms',
		'When that is so, add an override for TikTok with Preview Confirmed and Consent Given switched on.',
	);
}
