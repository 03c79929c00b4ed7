import { PLATFORMS } from '../../../nodes/shared/domain/platform';
import type { CommonSettings } from '../../../nodes/shared/domain/commonSettings';
import type { JsonObject } from '../../../nodes/shared/domain/json';
import type { PlatformOverride, PostDraft } from '../../../nodes/shared/domain/post';
import { socialSyncer as provider } from '../../../nodes/shared/providers/socialSyncer';
import { settingsOf } from '../../../nodes/shared/providers/socialSyncer/settings';
import { DRAFT, IMAGE, TIKTOK } from './fixtures/socialSyncer';
import { EMPTY_DRAFT, HOUR_MS, changes, openPostsWorld } from './fixtures/socialSyncerPosts';

const { create, update } = provider.posts;
const { wire, sent, madeScheduled } = openPostsWorld();

const CONSENT = { previewConfirmed: true, consentGiven: true } as const;
const CONSENT_WORDS = { content_preview_confirmed: true, express_consent_given: true };
const NO_CONSENT = { name: 'InputError', parameter: 'Platform Overrides' };

const forTikTok = (common: CommonSettings, settings: JsonObject = {}): PlatformOverride => ({
	platform: 'tiktok',
	text: null,
	common,
	settings,
});
const draftFor = (overrides: readonly PlatformOverride[], more: Partial<PostDraft> = {}): PostDraft => ({
	...DRAFT,
	accounts: [TIKTOK],
	media: [IMAGE],
	overrides,
	...more,
});

describe('what can be set', () => {
	it('offers the documented settings of TikTok, and none of another network', () => {
		expect(provider.posts.settings).toEqual({
			tiktok: {
				privacy: {
					choices: ['public', 'followers', 'friends', 'private'],
					vendorWords: ['privacy_level'],
				},
				allowComments: { vendorWords: ['allow_comment'] },
				allowDuet: { vendorWords: ['allow_duet'] },
				allowStitch: { vendorWords: ['allow_stitch'] },
				previewConfirmed: { required: true, vendorWords: ['content_preview_confirmed'] },
				consentGiven: { required: true, vendorWords: ['express_consent_given'] },
			},
		});
	});

	it('takes tags of the post, and has neither campaigns nor alternative texts', () => {
		expect(provider.posts.takes).toEqual(['tags']);
	});
});

describe('words', () => {
	it.each<[CommonSettings, JsonObject]>([
		[{ privacy: 'public' }, { privacy_level: 'PUBLIC_TO_EVERYONE' }],
		[{ privacy: 'followers' }, { privacy_level: 'FOLLOWER_OF_CREATOR' }],
		[{ privacy: 'friends' }, { privacy_level: 'MUTUAL_FOLLOW_FRIENDS' }],
		[{ privacy: 'private' }, { privacy_level: 'SELF_ONLY' }],
		[{ allowComments: true }, { allow_comment: true }],
		[{ allowComments: false }, { allow_comment: false }],
		[{ allowDuet: true }, { allow_duet: true }],
		[{ allowDuet: false }, { allow_duet: false }],
		[{ allowStitch: true }, { allow_stitch: true }],
		[{ allowStitch: false }, { allow_stitch: false }],
		[{ previewConfirmed: true }, { content_preview_confirmed: true }],
		[{ previewConfirmed: false }, { content_preview_confirmed: false }],
		[{ consentGiven: true }, { express_consent_given: true }],
		[{ consentGiven: false }, { express_consent_given: false }],
		[{}, {}],
	])('writes %j for TikTok as %j', (common, words) => {
		expect(settingsOf(forTikTok(common))).toEqual(words);
	});

	it("lets the vendor's own words win", () => {
		const settings = { privacy_level: 'SELF_ONLY', novelty: 1 };

		expect(settingsOf(forTikTok({ privacy: 'public', allowDuet: false }, settings))).toEqual({
			allow_duet: false,
			...settings,
		});
	});

	it.each(PLATFORMS.filter((platform) => platform !== 'tiktok'))(
		'sends no word of TikTok to %s',
		(platform) => {
			expect(settingsOf({ ...forTikTok(CONSENT, { own: 1 }), platform })).toEqual({ own: 1 });
		},
	);
});

describe('in a new post', () => {
	it('reach the vendor', async () => {
		const common = { ...CONSENT, privacy: 'friends', allowComments: false } as const;
		await create(wire, draftFor([forTikTok(common, { allow_duet: true })], { tags: ['launch'] }));

		expect(sent('POST')[0]?.body).toMatchObject({
			tags: ['launch'],
			tiktokSettings: {
				...CONSENT_WORDS,
				privacy_level: 'MUTUAL_FOLLOW_FRIENDS',
				allow_comment: false,
				allow_duet: true,
			},
		});
	});

	it.each<[string, PlatformOverride[]]>([
		['without an override', []],
		['without a setting', [forTikTok({})]],
		['without the confirmed preview', [forTikTok({ consentGiven: true })]],
		['without the consent', [forTikTok({ previewConfirmed: true })]],
		['with a consent that was refused', [forTikTok({ ...CONSENT, consentGiven: false })]],
		['with a consent that is taken back', [forTikTok(CONSENT, { express_consent_given: false })]],
		[
			'with a consent that is no boolean',
			[forTikTok({ previewConfirmed: true }, { express_consent_given: 'yes' })],
		],
	])('are asked for before anything is sent: %s', async (_how, overrides) => {
		await expect(create(wire, draftFor(overrides))).rejects.toMatchObject(NO_CONSENT);
		expect(sent('POST')).toEqual([]);
	});

	it.each<[string, PlatformOverride[], JsonObject]>([
		['in the common words', [forTikTok(CONSENT)], {}],
		["in the vendor's words", [forTikTok({}, CONSENT_WORDS)], {}],
		['in both', [forTikTok({ previewConfirmed: true }, { express_consent_given: true })], {}],
		['in the additional fields', [], { tiktokSettings: CONSENT_WORDS }],
		[
			'for the target alone',
			[],
			{
				platforms: [
					{ platform: 'tiktok', accountId: TIKTOK.providerAccountId, platformSpecificData: CONSENT_WORDS },
				],
			},
		],
	])('count as given %s', async (_where, overrides, additionalFields) => {
		const { item } = await create(wire, draftFor(overrides, { additionalFields }));

		expect(item.status).toBe('publishing');
	});

	it('may be missing in a draft, and in a post that does not go to TikTok', async () => {
		expect((await create(wire, draftFor([], { mode: 'draft' }))).item.status).toBe('draft');
		expect((await create(wire, DRAFT)).item.status).toBe('publishing');
	});
});

describe('in a post that is changed', () => {
	const scheduled = async () =>
		await madeScheduled(HOUR_MS, {
			accounts: [TIKTOK],
			media: [IMAGE],
			overrides: [forTikTok(CONSENT)],
		});

	it('reach the vendor', async () => {
		const common = { ...CONSENT, privacy: 'private' } as const;
		const id = await scheduled();
		await update(wire, id, changes({ overrides: [forTikTok(common)] }));

		expect(sent('PUT')[0]?.body).toMatchObject({
			tiktokSettings: { ...CONSENT_WORDS, privacy_level: 'SELF_ONLY' },
		});
	});

	it('must hold the consent when they are set anew', async () => {
		const id = await scheduled();

		await expect(
			update(wire, id, changes({ overrides: [forTikTok({ privacy: 'private' })] })),
		).rejects.toMatchObject(NO_CONSENT);
		expect(sent('PUT')).toEqual([]);
	});

	it('stay as they are when only something else is changed', async () => {
		const id = await scheduled();
		const { item } = await update(wire, id, changes({ overrides: [{ ...forTikTok({}), text: 'For you' }] }));

		expect(item.status).toBe('scheduled');
		expect(sent('PUT')[0]?.body).not.toHaveProperty('tiktokSettings');
	});

	it('may lack the consent in a draft', async () => {
		await update(
			wire,
			EMPTY_DRAFT,
			changes({ accounts: [TIKTOK], overrides: [forTikTok({ privacy: 'public' })] }),
		);

		expect(sent('PUT')[0]?.body).toMatchObject({ tiktokSettings: { privacy_level: 'PUBLIC_TO_EVERYONE' } });
	});
});
