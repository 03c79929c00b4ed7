import type { CommonSettings, SettingName, SettingRule, SettingRules } from '../../domain/commonSettings';
import type { JsonObject, JsonValue } from '../../domain/json';
import type { KnownPlatform, Platform } from '../../domain/platform';

type Value = string | boolean | readonly string[];

/** How a common setting stands in the vendor's options of one network. */
interface Place extends Pick<SettingRule, 'required' | 'maxLength'> {
	readonly key: string;
	/** The vendor's words for ours, where it has words of its own. */
	readonly words?: Readonly<Record<string, string>>;
	/** What stands under the key when it is not the value itself. */
	readonly wrap?: (value: Value) => JsonValue;
	/** A switch that is on whenever this one is. */
	readonly with?: string;
}

const as = (key: string): Place => ({ key });
const oneOf = (key: string, words: Readonly<Record<string, string>>): Place => ({ key, words });

const FIRST_COMMENT: Place = { key: 'first_comments', wrap: (text) => [text] };
const THUMBNAIL: Place = { key: '_thumbnail', wrap: (url) => ({ url }) };
const PAGE_TYPE = oneOf('type', { feed: 'post', reel: 'reel', story: 'story' });
/** What is promoted is told below a switch of its own, which our settings do not have. */
const promotion = (key: string): Place => ({ key, with: 'disclose_content' });

type Places = Readonly<Partial<Record<SettingName, Place>>>;

/** Contract: platform options; the words of a call to action are Google's own. */
const PLACES: ReadonlyMap<Platform, Places> = new Map<KnownPlatform, Places>([
	['x', { firstComment: FIRST_COMMENT }],
	['instagram', { postType: PAGE_TYPE, firstComment: FIRST_COMMENT, thumbnailUrl: THUMBNAIL }],
	[
		'facebook',
		{ postType: PAGE_TYPE, link: as('link'), firstComment: FIRST_COMMENT, thumbnailUrl: THUMBNAIL },
	],
	[
		'linkedin',
		{
			postType: oneOf('type', { feed: 'post', document: 'document' }),
			title: as('title'),
			firstComment: FIRST_COMMENT,
			thumbnailUrl: THUMBNAIL,
		},
	],
	[
		'youtube',
		{
			postType: oneOf('type', { video: 'video', short: 'short' }),
			title: as('title'),
			privacy: oneOf('privacy', { public: 'public', unlisted: 'unlisted', private: 'private' }),
			tags: as('tags'),
			thumbnailUrl: THUMBNAIL,
			madeWithAi: as('contains_synthetic_media'),
			madeForKids: as('made_for_kids'),
		},
	],
	[
		'tiktok',
		{
			postType: oneOf('type', { video: 'video' }),
			privacy: {
				...oneOf('visibility', { public: 'public', friends: 'friends', private: 'private' }),
				required: true,
			},
			allowComments: as('allow_comments'),
			allowDuet: as('allow_duet'),
			allowStitch: as('allow_stitch'),
			ownBrand: promotion('your_brand'),
			paidPartnership: promotion('branded_content'),
		},
	],
	['threads', { firstComment: FIRST_COMMENT }],
	[
		'pinterest',
		{
			title: as('title'),
			boardId: as('board_id'),
			link: as('link'),
			altText: as('alt_text'),
			thumbnailUrl: THUMBNAIL,
		},
	],
	['reddit', { title: as('title'), subreddit: as('subreddit'), firstComment: FIRST_COMMENT }],
	['snapchat', { postType: oneOf('surface', { story: 'story' }), title: { ...as('title'), maxLength: 45 } }],
	['tumblr', { tags: as('tags') }],
	[
		'googleBusiness',
		{
			callToAction: oneOf('cta_type', {
				book: 'BOOK',
				order: 'ORDER',
				shop: 'SHOP',
				learnMore: 'LEARN_MORE',
				signUp: 'SIGN_UP',
				call: 'CALL',
			}),
			callToActionUrl: as('cta_url'),
		},
	],
]);

/** The common settings that the vendor has a place for, network by network. */
export const SETTINGS: SettingRules = Object.fromEntries(
	[...PLACES].map(([platform, places]) => [
		platform,
		Object.fromEntries(Object.entries(places).map(([name, place]) => [name, ruleOf(place)])),
	]),
);

function ruleOf({ key, required, maxLength, words }: Place): SettingRule {
	return {
		vendorWords: [key],
		...(required === undefined ? {} : { required }),
		...(maxLength === undefined ? {} : { maxLength }),
		...(words === undefined ? {} : { choices: Object.keys(words) }),
	};
}

/** Common settings in the vendor's options of a network. A word that is new to us goes out as it is, for the vendor to refuse. */
export function commonToVendor(platform: Platform, common: CommonSettings): JsonObject {
	const places = Object.entries(PLACES.get(platform) ?? {});
	return Object.assign(
		{},
		...places.map(([name, place]) => placed(place, common[name as SettingName])),
	) as JsonObject;
}

function placed({ key, words = {}, wrap = (one) => one, with: beside }: Place, value?: Value): JsonObject {
	if (value === undefined) return {};
	const word = typeof value === 'string' && Object.hasOwn(words, value) ? words[value] : value;
	return { [key]: wrap(word), ...(beside !== undefined && value === true ? { [beside]: true } : {}) };
}
