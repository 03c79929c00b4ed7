import type { CommonSettings } from '../../../nodes/shared/domain/commonSettings';
import type { JsonObject } from '../../../nodes/shared/domain/json';
import type { KnownPlatform } from '../../../nodes/shared/domain/platform';
import type { ChosenAccount, PostDraft } from '../../../nodes/shared/domain/post';
import { wix as provider } from '../../../nodes/shared/providers/wix';
import { DRAFT, FACEBOOK, IMAGE, INSTAGRAM, LINKEDIN, PINTEREST, TIKTOK, VIDEO } from './fixtures/wix';
import { usePostActions } from './fixtures/wixPostActions';

const YOUTUBE = { ...FACEBOOK, id: 'YOUTUBE:UC0123456789', platform: 'youtube' };
const BUSINESS = { ...FACEBOOK, id: 'GBP:accounts/104512:locations/8137', platform: 'googleBusiness' };
const TO_ANYBODY: CommonSettings = { privacy: 'public' };

const { sandbox, act } = usePostActions();

/** The item that a draft with these settings makes, as the sandbox keeps it. */
async function made(
	account: ChosenAccount,
	common: CommonSettings,
	more: Partial<PostDraft> & { readonly settings?: JsonObject } = {},
): Promise<JsonObject> {
	const { settings = {}, ...draft } = more;
	const { raw } = await provider.posts.create(act.wire, {
		...DRAFT,
		mode: 'draft',
		media: [IMAGE],
		...draft,
		accounts: [account],
		overrides: [{ platform: account.platform, text: null, common, settings }],
	});
	return raw as JsonObject;
}

describe('common settings of Wix', () => {
	it.each<[string, ChosenAccount, CommonSettings, string, JsonObject]>([
		['postType feed', INSTAGRAM, { postType: 'feed' }, 'instagramPost', {}],
		['postType story', INSTAGRAM, { postType: 'story' }, 'instagramStory', {}],
		['postType feed', FACEBOOK, { postType: 'feed' }, 'facebookPost', {}],
		['postType reel', FACEBOOK, { postType: 'reel' }, 'facebookReel', {}],
		['postType story', FACEBOOK, { postType: 'story' }, 'facebookStory', {}],
		['pageId', FACEBOOK, { pageId: '77' }, 'facebookPost', { pageId: '77' }],
		['pageId', FACEBOOK, { postType: 'reel', pageId: '77' }, 'facebookReel', { pageId: '77' }],
		['pageId', FACEBOOK, { postType: 'story', pageId: '77' }, 'facebookStory', { pageId: '77' }],
		['link', FACEBOOK, { link: 'https://a.example' }, 'facebookPost', { link: 'https://a.example' }],
		['postType video', YOUTUBE, { postType: 'video' }, 'youtubeVideo', {}],
		['postType short', YOUTUBE, { postType: 'short' }, 'youtubeShort', {}],
		['title', YOUTUBE, { title: 'Bowls' }, 'youtubeVideo', { title: 'Bowls' }],
		['title', YOUTUBE, { postType: 'short', title: 'Bowls' }, 'youtubeShort', { title: 'Bowls' }],
		['title', PINTEREST, { title: 'Bowls' }, 'pinterestPost', { title: 'Bowls' }],
		['link', PINTEREST, { link: 'https://a.example' }, 'pinterestPost', { link: 'https://a.example' }],
		['boardId', PINTEREST, { boardId: '77' }, 'pinterestPost', { boardId: '77' }],
		['locationId', BUSINESS, { locationId: 'l/7' }, 'gbpPost', { locationId: 'l/7' }],
		['callToAction book', BUSINESS, { callToAction: 'book' }, 'gbpPost', { callToAction: 'BOOK' }],
		['callToAction order', BUSINESS, { callToAction: 'order' }, 'gbpPost', { callToAction: 'ORDER' }],
		['callToAction shop', BUSINESS, { callToAction: 'shop' }, 'gbpPost', { callToAction: 'SHOP' }],
		[
			'callToAction learnMore',
			BUSINESS,
			{ callToAction: 'learnMore' },
			'gbpPost',
			{ callToAction: 'LEARN_MORE' },
		],
		['callToAction signUp', BUSINESS, { callToAction: 'signUp' }, 'gbpPost', { callToAction: 'SIGN_UP' }],
		['postType feed', TIKTOK, { ...TO_ANYBODY, postType: 'feed' }, 'tiktokPhoto', {}],
		['postType video', TIKTOK, { ...TO_ANYBODY, postType: 'video' }, 'tiktokVideo', {}],
		['title', TIKTOK, { ...TO_ANYBODY, title: 'Bowls' }, 'tiktokPhoto', { title: 'Bowls' }],
		['privacy public', TIKTOK, { privacy: 'public' }, 'tiktokPhoto', { privacyLevel: 'PUBLIC_TO_EVERYONE' }],
		[
			'privacy followers',
			TIKTOK,
			{ privacy: 'followers' },
			'tiktokPhoto',
			{ privacyLevel: 'FOLLOWER_OF_CREATOR' },
		],
		[
			'privacy friends',
			TIKTOK,
			{ privacy: 'friends' },
			'tiktokPhoto',
			{ privacyLevel: 'MUTUAL_FOLLOW_FRIENDS' },
		],
		['privacy private', TIKTOK, { privacy: 'private' }, 'tiktokPhoto', { privacyLevel: 'SELF_ONLY' }],
	])('sends %s of %j', async (_what, account, common, contentKey, content) => {
		expect(await made(account, common)).toMatchObject({ [contentKey]: content });
	});

	it('has a tested word for each choice, and a place for each setting', async () => {
		const accounts = [INSTAGRAM, FACEBOOK, YOUTUBE, LINKEDIN, PINTEREST, BUSINESS, TIKTOK];
		for (const account of accounts) {
			const rules = provider.posts.settings[account.platform as KnownPlatform] ?? {};
			for (const [name, { choices = ['https://a.example'] }] of Object.entries(rules)) {
				for (const [index, choice] of choices.entries()) {
					const common = { ...(account === TIKTOK ? TO_ANYBODY : {}), [name]: choice };
					const idempotencyKey = `${account.platform}-${name}-${index}`;
					expect(await made(account, common, { idempotencyKey })).toHaveProperty('id');
				}
			}
		}
	});

	it('asks for the privacy of TikTok posts alone', () => {
		const required = Object.entries(provider.posts.settings).flatMap(([platform, rules]) =>
			Object.entries(rules).flatMap(([name, rule]) => (rule.required ? [`${platform} ${name}`] : [])),
		);
		expect(required).toEqual(['tiktok privacy']);
	});

	it("gives way to the settings in Wix's own words", async () => {
		const settings = { type: 'VIDEO', privacyLevel: 'SELF_ONLY' };
		expect(await made(TIKTOK, { privacy: 'public', postType: 'feed' }, { settings })).toMatchObject({
			type: 'VIDEO',
			tiktokVideo: { privacyLevel: 'SELF_ONLY' },
		});
		expect(await made(TIKTOK, {}, { settings, idempotencyKey: 'b' })).toMatchObject({ type: 'VIDEO' });
	});

	it.each<[string, ChosenAccount, CommonSettings]>([
		['title', TIKTOK, { ...TO_ANYBODY, postType: 'video', title: 'Bowls' }],
		['link', FACEBOOK, { postType: 'reel', link: 'https://a.example' }],
		['link', FACEBOOK, { postType: 'story', link: 'https://a.example' }],
		['privacy', FACEBOOK, { privacy: 'public' }],
		['trialReel', INSTAGRAM, { postType: 'trialReel' }],
		['who may see it', TIKTOK, {}],
	])('refuses what the type of post has no place for: %s', async (what, account, common) => {
		await expect(made(account, common, { media: [VIDEO] })).rejects.toMatchObject({
			name: 'InputError',
			parameter: 'Platform Overrides',
			message: expect.stringMatching(new RegExp(what, 'i')) as string,
		});
		expect(sandbox.log()).toEqual([]);
	});

	it('can be changed, but for the type', async () => {
		const { id } = await made(PINTEREST, { title: 'Old' });
		const change = async (common: CommonSettings) =>
			await act.update(String(id), {
				overrides: [{ platform: 'pinterest', text: null, common, settings: {} }],
			});
		await change({ title: 'New', link: 'https://a.example' });
		expect((await provider.posts.get(act.wire, String(id))).raw).toMatchObject({
			pinterestPost: { title: 'New', link: 'https://a.example', description: 'Hello' },
		});
		expect((await change({ postType: 'feed' })).status).toBe('draft');
		await expect(change({ postType: 'story' })).rejects.toMatchObject({ parameter: 'Platform Overrides' });
		await expect(change({ privacy: 'public' })).rejects.toMatchObject({ parameter: 'Platform Overrides' });
	});
});
