import type { CallToAction, PostType, Privacy, SettingName, SettingRules } from '../../domain/commonSettings';
import { InputError } from '../../domain/inputError';
import type { JsonObject } from '../../domain/json';
import type { PlatformOverride } from '../../domain/post';
import type { Format } from './formats';

const POST_TYPE_WORDS: Readonly<Partial<Record<PostType, Format['type']>>> = {
	feed: 'POST',
	story: 'STORY',
	reel: 'REEL',
	video: 'VIDEO',
	short: 'SHORT',
};

const PRIVACY_WORDS: Readonly<Partial<Record<Privacy, string>>> = {
	public: 'PUBLIC_TO_EVERYONE',
	followers: 'FOLLOWER_OF_CREATOR',
	friends: 'MUTUAL_FOLLOW_FRIENDS',
	private: 'SELF_ONLY',
};

const CALL_TO_ACTION_WORDS: Readonly<Partial<Record<CallToAction, string>>> = {
	book: 'BOOK',
	order: 'ORDER',
	shop: 'SHOP',
	learnMore: 'LEARN_MORE',
	signUp: 'SIGN_UP',
};

/** The common settings that Wix has a documented field for (contract page, channel × type × content object). */
export const settings: SettingRules = {
	instagram: { postType: { choices: ['feed', 'story'] } },
	facebook: { postType: { choices: ['feed', 'reel', 'story'] }, pageId: {}, link: {} },
	youtube: { postType: { choices: ['video', 'short'] }, title: {} },
	pinterest: { title: { maxLength: 100 }, link: { maxLength: 2048 }, boardId: {} },
	// Without an address: whether a call to action has one is not documented.
	googleBusiness: { locationId: {}, callToAction: { choices: Object.keys(CALL_TO_ACTION_WORDS) } },
	tiktok: {
		postType: { choices: ['feed', 'video'] },
		title: { maxLength: 90 },
		privacy: { required: true, choices: Object.keys(PRIVACY_WORDS), vendorWords: ['privacyLevel'] },
	},
};

/** The field of a content object for a setting, where it has another name there, and Wix's words for its choices. */
const FIELDS: Readonly<Partial<Record<SettingName, string>>> = { privacy: 'privacyLevel' };
const WORDS: Readonly<Partial<Record<SettingName, Readonly<Record<string, string>>>>> = {
	privacy: PRIVACY_WORDS,
	callToAction: CALL_TO_ACTION_WORDS,
};

/** The type that an override asks for, in Wix's words: its settings win. `null`: none. */
export function wantedType(override: PlatformOverride | undefined): string | null {
	const { type } = override?.settings ?? {};
	if (typeof type === 'string' && type !== '') return type.toUpperCase();
	const chosen = override?.common?.postType;
	return chosen === undefined ? null : (POST_TYPE_WORDS[chosen] ?? chosen.toUpperCase());
}

/**
 * The fields of a content object that an override asks for; its settings, in Wix's own words, win.
 *
 * @param network as people know it
 * @throws InputError for a common setting that this type of post has no field for
 */
export function settingFields(
	format: Format,
	override: PlatformOverride | undefined,
	network: string,
): JsonObject {
	const common = Object.entries(override?.common ?? {})
		.filter(([name, value]) => name !== 'postType' && value !== undefined)
		.map(([key, value]) => {
			const name = key as SettingName;
			if (!format.settings.includes(name)) throw noPlaceFor(name, format, network);
			return [FIELDS[name] ?? name, WORDS[name]?.[String(value)] ?? value] as const;
		});
	const own = Object.entries(override?.settings ?? {}).filter(([key]) => key !== 'type');
	return Object.fromEntries([...common, ...own]);
}

function noPlaceFor(name: SettingName, { type }: Format, network: string): InputError {
	return new InputError(
		'Platform Overrides',
		`Wix has no place for "${name}" in a ${type.toLowerCase()} on ${network}`,
		`Leave it out of the override for ${network}, or choose another post type. Nothing was sent.`,
	);
}
