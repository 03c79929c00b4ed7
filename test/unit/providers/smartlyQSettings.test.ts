import fc from 'fast-check';

import type { CommonSettings, SettingName } from '../../../nodes/shared/domain/commonSettings';
import type { JsonObject } from '../../../nodes/shared/domain/json';
import type { KnownPlatform } from '../../../nodes/shared/domain/platform';
import type { ChosenAccount, PlatformOverride } from '../../../nodes/shared/domain/post';
import { smartlyQ as provider } from '../../../nodes/shared/providers/smartlyQ';
import { commonToVendor } from '../../../nodes/shared/providers/smartlyQ/commonOptions';
import { platformToVendor } from '../../../nodes/shared/providers/smartlyQ/mapping';
import { createBody } from '../../../nodes/shared/providers/smartlyQ/postBody';
import { smartlyQ as vendor } from '../../../sandbox/vendors/smartlyQ/vendor';
import { expectKeptContract, useSandbox } from '../fixtures/useSandbox';
import { account, DRAFT, PAUSED_TIKTOK, sandboxWire } from './fixtures/smartlyQ';
import { PICTURE } from './fixtures/smartlyQPostBench';

const { create, settings: rules, documentedRules } = provider.posts;

/** Each value of each setting on each network, with the options that it becomes. */
const VALUES: ReadonlyArray<readonly [KnownPlatform, CommonSettings, JsonObject]> = [
	['x', { firstComment: 'More' }, { first_comments: ['More'] }],
	['instagram', { postType: 'feed' }, { type: 'post' }],
	['instagram', { postType: 'reel' }, { type: 'reel' }],
	['instagram', { postType: 'story' }, { type: 'story' }],
	['instagram', { firstComment: 'More' }, { first_comments: ['More'] }],
	['instagram', { thumbnailUrl: 'https://e.com/t.jpg' }, { _thumbnail: { url: 'https://e.com/t.jpg' } }],
	['facebook', { postType: 'feed' }, { type: 'post' }],
	['facebook', { postType: 'reel' }, { type: 'reel' }],
	['facebook', { postType: 'story' }, { type: 'story' }],
	['facebook', { link: 'https://e.com' }, { link: 'https://e.com' }],
	['facebook', { firstComment: 'More' }, { first_comments: ['More'] }],
	['facebook', { thumbnailUrl: 'https://e.com/t.jpg' }, { _thumbnail: { url: 'https://e.com/t.jpg' } }],
	['linkedin', { postType: 'feed' }, { type: 'post' }],
	['linkedin', { postType: 'document' }, { type: 'document' }],
	['linkedin', { title: 'Report' }, { title: 'Report' }],
	['linkedin', { firstComment: 'More' }, { first_comments: ['More'] }],
	['linkedin', { thumbnailUrl: 'https://e.com/t.jpg' }, { _thumbnail: { url: 'https://e.com/t.jpg' } }],
	['youtube', { postType: 'video' }, { type: 'video' }],
	['youtube', { postType: 'short' }, { type: 'short' }],
	['youtube', { title: 'Brewing' }, { title: 'Brewing' }],
	['youtube', { privacy: 'public' }, { privacy: 'public' }],
	['youtube', { privacy: 'unlisted' }, { privacy: 'unlisted' }],
	['youtube', { privacy: 'private' }, { privacy: 'private' }],
	['youtube', { tags: ['tea', 'cup'] }, { tags: ['tea', 'cup'] }],
	['youtube', { thumbnailUrl: 'https://e.com/t.jpg' }, { _thumbnail: { url: 'https://e.com/t.jpg' } }],
	['youtube', { madeWithAi: true }, { contains_synthetic_media: true }],
	['youtube', { madeWithAi: false }, { contains_synthetic_media: false }],
	['youtube', { madeForKids: true }, { made_for_kids: true }],
	['youtube', { madeForKids: false }, { made_for_kids: false }],
	['tiktok', { postType: 'video' }, { type: 'video' }],
	['tiktok', { privacy: 'public' }, { visibility: 'public' }],
	['tiktok', { privacy: 'friends' }, { visibility: 'friends' }],
	['tiktok', { privacy: 'private' }, { visibility: 'private' }],
	['tiktok', { allowComments: true }, { allow_comments: true }],
	['tiktok', { allowComments: false }, { allow_comments: false }],
	['tiktok', { allowDuet: true }, { allow_duet: true }],
	['tiktok', { allowStitch: true }, { allow_stitch: true }],
	['tiktok', { ownBrand: true }, { your_brand: true, disclose_content: true }],
	['tiktok', { ownBrand: false }, { your_brand: false }],
	['tiktok', { paidPartnership: true }, { branded_content: true, disclose_content: true }],
	['tiktok', { paidPartnership: false }, { branded_content: false }],
	['threads', { firstComment: 'More' }, { first_comments: ['More'] }],
	['pinterest', { title: 'Cup' }, { title: 'Cup' }],
	['pinterest', { boardId: '549755885175' }, { board_id: '549755885175' }],
	['pinterest', { link: 'https://e.com' }, { link: 'https://e.com' }],
	['pinterest', { altText: 'A cup' }, { alt_text: 'A cup' }],
	['pinterest', { thumbnailUrl: 'https://e.com/t.jpg' }, { _thumbnail: { url: 'https://e.com/t.jpg' } }],
	['reddit', { title: 'Tea?' }, { title: 'Tea?' }],
	['reddit', { subreddit: 'tea' }, { subreddit: 'tea' }],
	['reddit', { firstComment: 'More' }, { first_comments: ['More'] }],
	['snapchat', { postType: 'story' }, { surface: 'story' }],
	['snapchat', { title: 'Morning' }, { title: 'Morning' }],
	['tumblr', { tags: ['tea'] }, { tags: ['tea'] }],
	['googleBusiness', { callToAction: 'book' }, { cta_type: 'BOOK' }],
	['googleBusiness', { callToAction: 'order' }, { cta_type: 'ORDER' }],
	['googleBusiness', { callToAction: 'shop' }, { cta_type: 'SHOP' }],
	['googleBusiness', { callToAction: 'learnMore' }, { cta_type: 'LEARN_MORE' }],
	['googleBusiness', { callToAction: 'signUp' }, { cta_type: 'SIGN_UP' }],
	['googleBusiness', { callToAction: 'call' }, { cta_type: 'CALL' }],
	['googleBusiness', { callToActionUrl: 'https://e.com' }, { cta_url: 'https://e.com' }],
];

const sandbox = useSandbox({ vendors: [vendor], settings: { publishMs: 0 } });
const wire = sandboxWire(sandbox);
const TIKTOK = PAUSED_TIKTOK;
const override = (
	platform: string,
	common: CommonSettings,
	settings: JsonObject = {},
	text: string | null = null,
): PlatformOverride => ({ platform, text, common, settings });

afterEach(() => expectKeptContract(sandbox));

describe('common settings', () => {
	it.each(VALUES)('on %s: %j becomes %j', (platform, common, options) => {
		expect(commonToVendor(platform, common)).toEqual(options);
	});

	it('are offered exactly as far as they can be sent', () => {
		const choices = (platform: KnownPlatform, name: SettingName) =>
			VALUES.flatMap(([where, common]) => (where === platform ? (common[name] ?? []) : []));
		const CHOSEN: readonly SettingName[] = ['postType', 'privacy', 'callToAction'];

		const sendable = [
			...new Set(VALUES.map(([platform, common]) => `${platform} ${Object.keys(common)[0]}`)),
		];
		const offered = Object.entries(rules).flatMap(([platform, of]) =>
			Object.keys(of).map((name) => `${platform} ${name}`),
		);
		expect(offered.sort()).toEqual(sendable.sort());
		for (const [platform, of] of Object.entries(rules)) {
			for (const [name, rule] of Object.entries(of)) {
				const setting = name as SettingName;
				expect(rule.choices).toEqual(
					CHOSEN.includes(setting) ? choices(platform as KnownPlatform, setting) : undefined,
				);
			}
		}
	});

	it('know the words under which they may be given instead', () => {
		for (const [platform, common, options] of VALUES) {
			const [name] = Object.keys(common) as SettingName[];
			expect(rules[platform]?.[name ?? 'title']?.vendorWords).toEqual(Object.keys(options).slice(0, 1));
		}
	});

	it('have one that is required, and one limit', () => {
		const special = Object.entries(rules).flatMap(([platform, of]) =>
			Object.entries(of).flatMap(([name, { required, maxLength }]) =>
				required === undefined && maxLength === undefined ? [] : [[platform, name, required, maxLength]],
			),
		);

		expect(special).toEqual([
			['tiktok', 'privacy', true, undefined],
			['snapchat', 'title', undefined, 45],
		]);
	});

	it('of a post are those of its parts together', () => {
		const platforms = Object.keys(rules) as KnownPlatform[];

		fc.assert(
			fc.property(fc.constantFrom(...platforms), fc.shuffledSubarray([...VALUES]), (platform, chosen) => {
				const mine = chosen.filter(([where]) => where === platform);
				const common = Object.assign({}, ...mine.map(([, part]) => part)) as CommonSettings;
				const parts = Object.entries(common).map(([name, value]) =>
					commonToVendor(platform, { [name]: value }),
				);

				expect(commonToVendor(platform, common)).toEqual(Object.assign({}, ...parts));
			}),
		);
	});

	it('leave a word alone that is no choice', () => {
		const odd = { postType: 'constructor' } as unknown as CommonSettings;

		expect(commonToVendor('instagram', odd)).toEqual({ type: 'constructor' });
		expect(commonToVendor('mastodon', { title: 'A' })).toEqual({});
	});

	it('give way to the settings in the words of the vendor', () => {
		const draft = {
			...DRAFT,
			accounts: [TIKTOK, account(130, 'pinterest')],
			media: [PICTURE],
			overrides: [
				override('tiktok', { privacy: 'public', allowDuet: true }, { visibility: 'private' }, 'Own words'),
				override('pinterest', { altText: 'A red mug' }),
			],
		};

		expect(createBody(draft).platform_options).toEqual({
			tiktok: { content: 'Own words', allow_duet: true, visibility: 'private' },
			pinterest: { alt_text: 'A red mug' },
		});
	});

	it('of every network arrive there, as the contract has them', async () => {
		const world = sandbox.worlds.smartlyQ;
		for (const platform of Object.keys(rules) as KnownPlatform[]) {
			const id = 700 + provider.platforms.indexOf(platform);
			world.addAccount({ id: String(id), platform: platformToVendor(platform), name: platform });
			const parts = VALUES.filter(([where]) => where === platform);
			const common = Object.assign({}, ...parts.map(([, part]) => part)) as CommonSettings;
			const overrides = [override(platform, { ...common, privacy: 'public' })];
			const { item } = await create(wire, {
				...DRAFT,
				accounts: [account(id, platform)],
				text: `To ${platform}`,
				media: [platform === 'youtube' ? { ...PICTURE, url: 'https://e.com/a.mp4' } : PICTURE],
				overrides,
				idempotencyKey: `settings:${platform}`,
			});

			expect(world.posts.get(item.id)?.extra.options).toEqual({
				[platformToVendor(platform)]: {
					...(platform === 'pinterest' ? { alt_text: PICTURE.altText } : {}),
					...commonToVendor(platform, overrides[0]?.common ?? {}),
				},
			});
		}
	});
});

describe('a post to TikTok', () => {
	const toTiktok = (accounts: readonly ChosenAccount[], ...overrides: readonly PlatformOverride[]) => ({
		...DRAFT,
		accounts,
		media: [PICTURE],
		overrides,
	});

	it.each<[string, readonly PlatformOverride[]]>([
		['nothing', []],
		['other settings', [override('tiktok', { allowDuet: true }, { type: 'photo' })]],
		['the settings of another network', [override('youtube', { privacy: 'public' })]],
	])('is refused before anything is sent with %s', async (_what, overrides) => {
		await expect(create(wire, toTiktok([TIKTOK], ...overrides))).rejects.toMatchObject({
			name: 'InputError',
			parameter: 'Privacy',
			advice: expect.stringContaining('visibility') as string,
		});
		expect(sandbox.log()).toEqual([]);
	});

	it('is told who may see it in any of three ways', async () => {
		const options = { platform_options: { tiktok: { visibility: 'friends' } } };
		const drafts = [
			toTiktok([TIKTOK], override('tiktok', { privacy: 'friends' })),
			toTiktok([TIKTOK], override('tiktok', {}, { visibility: 'friends' })),
			{ ...toTiktok([TIKTOK]), additionalFields: options },
		];
		for (const [index, draft] of drafts.entries()) {
			const { item } = await create(wire, { ...draft, text: `Way ${index}`, idempotencyKey: `way:${index}` });
			expect(sandbox.worlds.smartlyQ.posts.get(item.id)?.extra.options).toEqual(options.platform_options);
		}
	});

	it('is not private when it is paid for', async () => {
		const paid = override('tiktok', { privacy: 'private', paidPartnership: true });

		await expect(create(wire, toTiktok([TIKTOK], paid))).rejects.toMatchObject({
			name: 'InputError',
			message: expect.stringContaining('paid partnership') as string,
		});
		expect(sandbox.log()).toEqual([]);
	});
});

describe('documented rules', () => {
	it('are those of the operation, one for each network', async () => {
		const asked = await provider.accounts.getPlatformRules?.(wire, undefined);

		expect(documentedRules).toEqual(asked?.map(({ item }) => item));
		expect(documentedRules.map(({ platform }) => platform)).toEqual(provider.platforms);
		expect(new Set(documentedRules.map(({ source }) => source))).toEqual(new Set(['documentation']));
	});
});

it('takes an alternative text of media, and neither tags of a whole post nor campaigns', () => {
	expect(provider.posts.takes).toEqual(['altText']);
});
