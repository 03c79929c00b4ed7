import type { CommonSettings, Privacy, SettingName, SettingRule, SettingRules } from '../../domain/commonSettings';
import { InputError } from '../../domain/inputError';
import type { JsonObject } from '../../domain/json';
import type { PlatformOverride } from '../../domain/post';

/** TikTok's own words, which the vendor passes on; it documents the first as an example. */
const PRIVACY_WORDS: Readonly<Partial<Record<Privacy, string>>> = {
	public: 'PUBLIC_TO_EVERYONE',
	followers: 'FOLLOWER_OF_CREATOR',
	friends: 'MUTUAL_FOLLOW_FRIENDS',
	private: 'SELF_ONLY',
};

interface TikTokSetting extends SettingRule {
	/** The vendor's name for it, in `tiktokSettings`. */
	readonly field: string;
	/** As the editor shows it; of those without which TikTok takes no post. */
	readonly title?: string;
}

/** Only TikTok's settings are documented; those of other networks go out as the person writes them. */
const TIKTOK: Readonly<Partial<Record<SettingName, TikTokSetting>>> = {
	privacy: { field: 'privacy_level', choices: Object.keys(PRIVACY_WORDS) },
	allowComments: { field: 'allow_comment' },
	allowDuet: { field: 'allow_duet' },
	allowStitch: { field: 'allow_stitch' },
	previewConfirmed: { field: 'content_preview_confirmed', required: true },
	consentGiven: { field: 'express_consent_given', required: true },
};
