import fc from 'fast-check';

import type { CommonSettings } from '../../../nodes/shared/domain/commonSettings';
import type { JsonObject, JsonValue } from '../../../nodes/shared/domain/json';
import type { KnownPlatform } from '../../../nodes/shared/domain/platform';
import type { MediaSource, PlatformOverride } from '../../../nodes/shared/domain/post';
import { postEverywhere as provider } from '../../../nodes/shared/providers/postEverywhere';
import { createRequest } from '../../../nodes/shared/providers/postEverywhere/postBody';
import { postEverywhere as vendor } from '../../../sandbox/vendors/postEverywhere/vendor';
import { inFuture } from '../fixtures/inFuture';
import { expectKeptContract, useSandbox } from '../fixtures/useSandbox';
import { account, DRAFT, envelope, INSTAGRAM, sandboxWire, X } from './fixtures/postEverywhere';
import { wireWith } from './fixtures/wireWith';

const { settings, documentedRules, takes } = provider.posts;
const override = (
	platform: KnownPlatform,
	common: CommonSettings,
	own: JsonObject = {},
): PlatformOverride => ({ platform, text: null, common, settings: own });
const contentOf = (...overrides: PlatformOverride[]): JsonValue | undefined =>
	createRequest({ ...DRAFT, overrides }).body.platform_content;

/** Each common setting with each of its values, and where the vendor has it. */
const VALUES: ReadonlyArray<readonly [KnownPlatform, CommonSettings, JsonObject]> = [
	['instagram', { postType: 'feed' }, { contentType: 'Post' }],
	['instagram', { postType: 'reel' }, { contentType: 'Reels' }],
	['instagram', { postType: 'story' }, { contentType: 'Story' }],
	['instagram', { postType: 'trialReel' }, { contentType: 'Trial Reel' }],
	['instagram', { altText: 'A cup' }, { settings: { altText: 'A cup' } }],
	['facebook', { postType: 'feed' }, { contentType: 'Post' }],
	['facebook', { postType: 'reel' }, { contentType: 'Reels' }],
	['facebook', { postType: 'story' }, { contentType: 'Story' }],
	['youtube', { postType: 'video' }, { contentType: 'Video' }],
	['youtube', { postType: 'short' }, { contentType: 'Short' }],
	['youtube', { title: 'T' }, { settings: { title: 'T' } }],
	['youtube', { privacy: 'public' }, { settings: { privacyStatus: 'public' } }],
	['youtube', { privacy: 'unlisted' }, { settings: { privacyStatus: 'unlisted' } }],
	['youtube', { privacy: 'private' }, { settings: { privacyStatus: 'private' } }],
	['youtube', { tags: ['a', 'b'] }, { settings: { tags: ['a', 'b'] } }],
	['tiktok', { privacy: 'public' }, { settings: { privacyLevel: 'PUBLIC_TO_EVERYONE' } }],
	['tiktok', { privacy: 'friends' }, { settings: { privacyLevel: 'MUTUAL_FOLLOW_FRIENDS' } }],
	['tiktok', { privacy: 'followers' }, { settings: { privacyLevel: 'FOLLOWER_OF_CREATOR' } }],
	['tiktok', { privacy: 'private' }, { settings: { privacyLevel: 'SELF_ONLY' } }],
	['tiktok', { allowComments: false }, { settings: { allowComments: false } }],
	['tiktok', { allowDuet: false }, { settings: { allowDuet: false } }],
	['tiktok', { allowStitch: true }, { settings: { allowStitch: true } }],
	['pinterest', { boardId: '91' }, { settings: { boardId: '91' } }],
	['pinterest', { link: 'https://a.example' }, { settings: { link: 'https://a.example' } }],
	['pinterest', { title: 'T' }, { settings: { title: 'T' } }],
	['x', { postType: 'article', title: 'T' }, { settings: { post_type: 'article', title: 'T' } }],
	['x', { madeWithAi: true }, { settings: { made_with_ai: true } }],
	['x', { paidPartnership: true }, { settings: { paid_partnership: true } }],
	['wordpress', { title: 'T' }, { settings: { title: 'T' } }],
	['wordpress', { privacy: 'public' }, { settings: { status: 'publish' } }],
	['wordpress', { privacy: 'private' }, { settings: { status: 'private' } }],
	['wordpress', { tags: ['a'] }, { settings: { tags: ['a'] } }],
];

describe('common settings', () => {
	it.each(VALUES)('of %s: %j stands as %j', (platform, common, expected) => {
		expect(contentOf(override(platform, common))).toEqual({ [platform]: expected });
	});

	it('are all in the table above, with all of their choices', () => {
		const offered = Object.entries(settings).flatMap(([platform, rules]) =>
			Object.entries(rules).flatMap(([name, { choices = [true] }]) =>
				choices.map((choice) => `${platform} ${name} ${choice}`),
			),
		);
		const tested = VALUES.flatMap(([platform, common]) =>
			Object.entries(common).map(([name, value]) => {
				const rule = Object.entries(settings[platform] ?? {}).find(([known]) => known === name)?.[1];
				return `${platform} ${name} ${rule?.choices === undefined ? true : String(value)}`;
			}),
		);

		expect([...new Set(tested)].sort()).toEqual(offered.sort());
	});

	it.each<[KnownPlatform, object]>([
		['youtube', { title: { required: true, maxLength: 100 } }],
		['pinterest', { boardId: { required: true } }],
		['wordpress', { title: { required: true, maxLength: 200 } }],
		['x', { title: { maxLength: 100 } }],
		['instagram', { altText: { maxLength: 100 } }],
	])('of %s have their limits', (platform, expected) => {
		expect(settings[platform]).toMatchObject(expected);
	});

	it('are required nowhere else', () => {
		const required = Object.entries(settings).flatMap(([platform, rules]) =>
			Object.entries(rules).flatMap(([name, rule]) => (rule.required ? [`${platform}.${name}`] : [])),
		);

		expect(required.sort()).toEqual(['pinterest.boardId', 'wordpress.title', 'youtube.title']);
	});

	it("give way to the vendor's own words", () => {
		fc.assert(
			fc.property(
				fc.constantFrom(...VALUES.filter(([platform]) => platform !== 'x')),
				fc.string({ minLength: 1, maxLength: 40 }),
				([platform, common, expected], value) => {
					const settingsOf = expected.settings as JsonObject | undefined;
					const word = Object.keys(settingsOf ?? expected)[0] ?? '';
					const own = { [word]: value, other: 1 };

					expect(contentOf(override(platform, common, own))).toEqual({
						[platform]:
							settingsOf === undefined
								? { contentType: value, settings: { other: 1 } }
								: { settings: { [word]: value, other: 1 } },
					});
				},
			),
		);
	});

	it.each<[string, PlatformOverride, string]>([
		['an article without a title', override('x', { postType: 'article' }), 'needs a title'],
		['a title without an article', override('x', { title: 'T' }), 'only for an article'],
	])('refuses %s on X', async (_what, one, message) => {
		const wire = wireWith(() => envelope({}));

		await expect(provider.posts.create(wire, { ...DRAFT, overrides: [one] })).rejects.toMatchObject({
			parameter: 'Title',
			message: expect.stringContaining(message) as string,
		});
		expect(wire.sent).toEqual([]);
	});

	it('refuses a long alternative text before the media are stored', async () => {
		const wire = wireWith(() => envelope({}));
		const media: MediaSource[] = [
			{ source: 'url', url: 'https://cdn.example/a.jpg', type: 'image', altText: 'a'.repeat(103) },
		];

		await expect(
			provider.posts.create(wire, { ...DRAFT, accounts: [INSTAGRAM], media }),
		).rejects.toMatchObject({
			parameter: 'Alt Text',
			message: expect.stringContaining('3 characters longer than the 100') as string,
		});
		expect(wire.sent).toEqual([]);
	});
});

describe('a campaign', () => {
	it('goes along as the number that it is', () => {
		expect(createRequest({ ...DRAFT, campaignId: '12' }).body).toMatchObject({ campaign_id: 12 });
		expect(createRequest(DRAFT).body).not.toHaveProperty('campaign_id');
	});

	it.each(['autumn', '1.5', '-1', '', '99999999999999999999', '0x10'])('cannot be %j', (campaignId) => {
		expect(() => createRequest({ ...DRAFT, campaignId })).toThrow(
			expect.objectContaining({ parameter: 'Campaign ID' }) as Error,
		);
	});
});

describe('the documented rules', () => {
	it.each([
		['bluesky', 300],
		['discord', 2000],
		['facebook', 63_206],
		['instagram', 2200],
		['linkedin', 3000],
		['pinterest', 500],
		['telegram', 4096],
		['threads', 500],
		['tiktok', 4000],
		['wordpress', 200_000],
		['x', 280],
		['youtube', 5000],
	])('of %s allow %i characters', (platform, captionMaxLength) => {
		expect(documentedRules.find((rules) => rules.platform === platform)).toMatchObject({
			provider: 'postEverywhere',
			source: 'documentation',
			captionMaxLength,
			image: { maxSizeBytes: 26_214_400 },
			video: { maxSizeBytes: 4_294_967_296 },
		});
	});

	it('are there for each network, and say what else is documented', () => {
		const with_ = (name: 'mediaRequired' | 'hashtagsMaxCount' | 'titleMaxLength' | 'mixAllowed') =>
			Object.fromEntries(
				documentedRules.filter((one) => one[name] !== null).map((one) => [one.platform, one[name]]),
			);

		expect(documentedRules.map(({ platform }) => platform)).toEqual(provider.platforms);
		expect(with_('mediaRequired')).toEqual({ instagram: true, pinterest: true, tiktok: true, youtube: true });
		expect(with_('hashtagsMaxCount')).toEqual({ instagram: 30 });
		expect(with_('titleMaxLength')).toEqual({ wordpress: 200, x: 100, youtube: 100 });
		expect(with_('mixAllowed')).toEqual({ wordpress: true });
		expect(documentedRules.find(({ platform }) => platform === 'wordpress')).toMatchObject({
			image: { maxCount: 20 },
			video: { maxCount: 1 },
		});
	});

	it('have no place for tags of a whole post', () => {
		expect(takes).toEqual(['campaignId', 'altText']);
	});
});

describe('at the sandbox', () => {
	const sandbox = useSandbox({ vendors: [vendor] });
	const wire = sandboxWire(sandbox);

	afterEach(() => expectKeptContract(sandbox));

	it.each(VALUES)('the vendor takes %s %j', async (platform, common, expected) => {
		const { item } = await provider.posts.create(wire, {
			...DRAFT,
			mode: 'draft',
			overrides: [override(platform, common)],
		});

		expect((await provider.posts.get(wire, item.id)).raw).toMatchObject({
			platform_content: { [platform]: expected },
		});
	});

	it('an update adds to the settings that a post has', async () => {
		const { item } = await provider.posts.create(wire, {
			...DRAFT,
			accounts: [X, account('4105', 'youtube')],
			mode: 'draft',
			overrides: [override('x', { postType: 'article', title: 'Old' }), override('youtube', { title: 'T' })],
		});
		const changed = await provider.posts.update(wire, item.id, {
			overrides: [override('x', { title: 'New' }), override('youtube', { privacy: 'unlisted' })],
			additionalFields: {},
		});

		expect(changed.raw).toMatchObject({
			platform_content: {
				x: { settings: { post_type: 'article', title: 'New' } },
				youtube: { settings: { title: 'T', privacyStatus: 'unlisted' } },
			},
		});
	});

	it('a post has its campaign', async () => {
		const { item } = await provider.posts.create(wire, {
			...DRAFT,
			mode: 'schedule',
			scheduledAt: inFuture(86_400_000),
			campaignId: '1',
		});

		expect((await provider.posts.get(wire, item.id)).raw).toMatchObject({ campaign_id: 1 });
	});
});
