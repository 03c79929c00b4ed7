import type { SettingName, SettingRule, SettingRules } from '../../domain/commonSettings';
import { InputError } from '../../domain/inputError';
import { asObject, asText, type JsonObject, type JsonValue } from '../../domain/json';
import type { KnownPlatform, Platform } from '../../domain/platform';
import type { PlatformOverride } from '../../domain/post';

/** Stands beside the vendor's `settings` of a network; everything else is inside them. */
const CONTENT_TYPE = 'contentType';
/** Of media, in characters. */
const ALT_TEXT_MAX_LENGTH = 100;
const X_ARTICLE = 'article';

/** Where the vendor has a setting, and its words for ours where it has words of its own. */
interface Place extends Omit<SettingRule, 'choices'> {
	readonly word: string;
	readonly values?: Readonly<Record<string, string>>;
}

type Places = Readonly<Partial<Record<SettingName, Place>>>;

/** Contract page, section 5. Networks that are not in it have only a text of their own. */
const PLACES: Readonly<Partial<Record<KnownPlatform, Places>>> = {
	instagram: {
		postType: {
			word: CONTENT_TYPE,
			values: { feed: 'Post', reel: 'Reels', story: 'Story', trialReel: 'Trial Reel' },
		},
		altText: { word: 'altText', maxLength: ALT_TEXT_MAX_LENGTH },
	},
	facebook: { postType: { word: CONTENT_TYPE, values: { feed: 'Post', reel: 'Reels', story: 'Story' } } },
	youtube: {
		postType: { word: CONTENT_TYPE, values: { video: 'Video', short: 'Short' } },
		title: { word: 'title', required: true, maxLength: 100 },
		privacy: {
			word: 'privacyStatus',
			values: { public: 'public', unlisted: 'unlisted', private: 'private' },
		},
		tags: { word: 'tags' },
	},
	tiktok: {
		privacy: {
			word: 'privacyLevel',
			values: {
				public: 'PUBLIC_TO_EVERYONE',
				friends: 'MUTUAL_FOLLOW_FRIENDS',
				followers: 'FOLLOWER_OF_CREATOR',
				private: 'SELF_ONLY',
			},
		},
		allowComments: { word: 'allowComments' },
		allowDuet: { word: 'allowDuet' },
		allowStitch: { word: 'allowStitch' },
	},
	pinterest: {
		boardId: { word: 'boardId', required: true },
		link: { word: 'link' },
		title: { word: 'title' },
	},
	x: {
		postType: { word: 'post_type', values: { article: X_ARTICLE } },
		title: { word: 'title', maxLength: 100 },
		madeWithAi: { word: 'made_with_ai' },
		paidPartnership: { word: 'paid_partnership' },
	},
	wordpress: {
		title: { word: 'title', required: true, maxLength: 200 },
		privacy: { word: 'status', values: { public: 'publish', private: 'private' } },
		tags: { word: 'tags' },
	},
};

/** The common settings that the vendor has a place for, network by network. */
export const SETTINGS: SettingRules = Object.fromEntries(
	Object.entries(PLACES).map(([platform, places]) => [
		platform,
		Object.fromEntries(Object.entries(places).map(([name, place]) => [name, ruleOf(place)])),
	]),
);

function ruleOf({ required, maxLength, values }: Place): SettingRule {
	return {
		...(required === undefined ? {} : { required }),
		...(maxLength === undefined ? {} : { maxLength }),
		...(values === undefined ? {} : { choices: Object.keys(values) }),
	};
}

/** What an override sets, in the vendor's words: the common settings, and on top of them those in its own words. */
export function vendorSettings({ platform, common = {}, settings }: PlatformOverride): {
	readonly contentType: JsonValue | undefined;
	readonly settings: JsonObject;
} {
	const places = placesOf(platform);
	const known = Object.entries(common).flatMap(([name, value]: [string, JsonValue]) => {
		const place = places[name as SettingName];
		return place === undefined ? [] : [[place.word, wordFor(place, value)] as const];
	});
	const { [CONTENT_TYPE]: contentType, ...others } = { ...Object.fromEntries(known), ...settings };
	return { contentType, settings: others };
}

function placesOf(platform: Platform): Places {
	return Object.hasOwn(PLACES, platform) ? (PLACES[platform as KnownPlatform] ?? {}) : {};
}

function wordFor({ values = {} }: Place, value: JsonValue): JsonValue {
	const ours = asText(value) ?? '';
	return Object.hasOwn(values, ours) ? (values[ours] ?? value) : value;
}

/**
 * Lets pass `platform_content` that fits together.
 *
 * @throws InputError for a title on X without an article, an article without a title, and a long alternative text
 */
export function checkContent(content: JsonObject): void {
	const settingsOf = (platform: KnownPlatform) => asObject(asObject(content[platform]).settings);
	const { title, post_type: type } = settingsOf('x');
	const isArticle = type === X_ARTICLE;
	if (isArticle !== (asText(title) !== null)) {
		throw new InputError(
			'Title',
			isArticle ? 'An article on X needs a title' : 'X takes a title only for an article',
			isArticle
				? 'Set Title in the override for X.'
				: 'Set Post Type to Article in the override for X, or remove the title.',
		);
	}
	const altText = asText(settingsOf('instagram').altText) ?? '';
	const excess = [...altText].length - ALT_TEXT_MAX_LENGTH;
	if (excess > 0) {
		throw new InputError(
			'Alt Text',
			`The alternative text is ${excess} characters longer than the ${ALT_TEXT_MAX_LENGTH} that Instagram takes through PostEverywhere`,
			'Shorten it, or give Instagram a shorter one under Platform Overrides.',
		);
	}
}
