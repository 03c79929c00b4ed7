import type { JsonObject } from '../../../nodes/shared/domain/json';
import type { ChosenAccount, PostDraft } from '../../../nodes/shared/domain/post';
import { itemBodyFor } from '../../../nodes/shared/providers/wix/itemBody';
import { DRAFT, FACEBOOK, IMAGE, INSTAGRAM, LINKEDIN, PINTEREST, TIKTOK, VIDEO } from './fixtures/wix';

const YOUTUBE: ChosenAccount = {
	id: 'YOUTUBE:UC0123456789',
	providerAccountId: 'UC0123456789',
	platform: 'youtube',
	name: 'Jane',
};
const BUSINESS: ChosenAccount = {
	id: 'GBP:accounts/104512:locations/8137',
	providerAccountId: 'accounts/104512',
	platform: 'googleBusiness',
	name: 'Old Mill Lane',
};

describe('writing items', () => {
	const write = (account: ChosenAccount, more: Partial<PostDraft> = {}) =>
		itemBodyFor({ ...DRAFT, accounts: [account], ...more }, account).item;
	const wrapped = (...media: JsonObject[]) => ({ mediaWrapper: { media } });
	const ANOTHER = { ...IMAGE, url: 'https://shop.example/two.png' };
	const WRAPPED_IMAGE = wrapped({ type: 'IMAGE', url: IMAGE.url });
	const WRAPPED_VIDEO = wrapped({ type: 'VIDEO', url: VIDEO.url });
	const WRAPPED_BOTH = wrapped({ type: 'IMAGE', url: IMAGE.url }, { type: 'IMAGE', url: ANOTHER.url });

	it.each<[string, ChosenAccount, PostDraft['media'], string, JsonObject]>([
		[
			'Instagram, image',
			INSTAGRAM,
			[IMAGE],
			'POST',
			{ instagramPost: { caption: 'Hello', imageUrl: IMAGE.url } },
		],
		[
			'Instagram, video',
			INSTAGRAM,
			[VIDEO],
			'POST',
			{ instagramPost: { caption: 'Hello', videoUrl: VIDEO.url } },
		],
		[
			'Instagram, several',
			INSTAGRAM,
			[IMAGE, ANOTHER],
			'POST',
			{ instagramPost: { caption: 'Hello', ...WRAPPED_BOTH } },
		],
		[
			'Facebook, text',
			FACEBOOK,
			[],
			'POST',
			{ facebookPost: { caption: 'Hello', pageId: '102938475610293' } },
		],
		[
			'Facebook, image',
			FACEBOOK,
			[IMAGE],
			'POST',
			{ facebookPost: { caption: 'Hello', pageId: '102938475610293', imageUrl: IMAGE.url } },
		],
		[
			'YouTube, video',
			YOUTUBE,
			[VIDEO],
			'VIDEO',
			{
				youtubeVideo: {
					description: 'Hello',
					title: 'Hello',
					channelId: 'UC0123456789',
					videoUrl: VIDEO.url,
				},
			},
		],
		[
			'LinkedIn, text',
			LINKEDIN,
			[],
			'POST',
			{ linkedinPost: { caption: 'Hello', authorId: 'urn:li:person:8f3kd0Pq2Z' } },
		],
		[
			'LinkedIn, image',
			LINKEDIN,
			[IMAGE],
			'POST',
			{ linkedinPost: { caption: 'Hello', authorId: 'urn:li:person:8f3kd0Pq2Z', ...WRAPPED_IMAGE } },
		],
		[
			'Pinterest, image',
			PINTEREST,
			[IMAGE],
			'POST',
			{ pinterestPost: { description: 'Hello', boardId: '549755813599283', ...WRAPPED_IMAGE } },
		],
		[
			'Google Business, text',
			BUSINESS,
			[],
			'POST',
			{ gbpPost: { description: 'Hello', locationId: 'locations/8137' } },
		],
		[
			'TikTok, image',
			TIKTOK,
			[IMAGE],
			'POST',
			{ tiktokPhoto: { description: 'Hello', privacyLevel: 'PUBLIC_TO_EVERYONE', ...WRAPPED_IMAGE } },
		],
		[
			'TikTok, video',
			TIKTOK,
			[VIDEO],
			'VIDEO',
			{ tiktokVideo: { description: 'Hello', privacyLevel: 'PUBLIC_TO_EVERYONE', ...WRAPPED_VIDEO } },
		],
	])('writes %s', (_what, account, media, type, content) => {
		const { channel, referenceId, consumerInfo, ...item } = write(account, { media });

		expect(item).toEqual({ type, ...content });
		expect(channel).toEqual({ name: account.id.split(':')[0], accountId: account.providerAccountId });
		expect(referenceId).toMatch(/^execution-1:0-[0-9a-f]{12}$/);
		expect(consumerInfo).toEqual({ name: 'n8n-nodes-social-publisher' });
	});

	it.each<[string, ChosenAccount, string, string]>([
		['Instagram', INSTAGRAM, 'STORY', 'instagramStory'],
		['Facebook', FACEBOOK, 'story', 'facebookStory'],
		['Facebook', FACEBOOK, 'REEL', 'facebookReel'],
		['YouTube', YOUTUBE, 'SHORT', 'youtubeShort'],
	])('takes the type of a %s override', (_what, account, type, contentKey) => {
		const item = write(account, {
			media: [VIDEO],
			overrides: [{ platform: account.platform, text: null, settings: { type } }],
		});

		expect(item).toMatchObject({ type: type.toUpperCase(), [contentKey]: expect.any(Object) as object });
		expect(item[contentKey]).not.toHaveProperty('type');
	});

	it('sends the scheduled time as it is', () => {
		expect(
			write(FACEBOOK, { mode: 'schedule', scheduledAt: '2027-01-15T09:00:00.000Z' }).schedulingInfo,
		).toEqual({ scheduledDate: '2027-01-15T09:00:00.000Z' });
	});

	it("merges an override's text and settings into the content, and those of other networks not", () => {
		const overrides = [
			{ platform: 'pinterest', text: 'Pin', settings: { title: 'Title', link: 'https://janes.example' } },
			{ platform: 'facebook', text: 'Face', settings: { link: 'https://other.example' } },
		];

		expect(write(PINTEREST, { overrides, media: [IMAGE] }).pinterestPost).toEqual({
			description: 'Pin',
			title: 'Title',
			link: 'https://janes.example',
			boardId: '549755813599283',
			...WRAPPED_IMAGE,
		});
		expect(write(LINKEDIN, { overrides }).linkedinPost).toMatchObject({ caption: 'Hello' });
	});

	it('leaves out media where the settings bring something in their place, and says so', () => {
		const overrides = [{ platform: 'facebook', text: null, settings: { link: 'https://janes.example' } }];
		const { item, warnings } = itemBodyFor({ ...DRAFT, overrides, media: [IMAGE] }, FACEBOOK);

		expect(item.facebookPost).toEqual({
			caption: 'Hello',
			pageId: '102938475610293',
			link: 'https://janes.example',
		});
		expect(warnings).toEqual([expect.stringContaining('left out on Facebook')]);
	});

	it('says when YouTube gets less than all media', () => {
		expect(itemBodyFor({ ...DRAFT, media: [IMAGE, VIDEO] }, YOUTUBE)).toMatchObject({
			item: { youtubeVideo: { videoUrl: VIDEO.url } },
			warnings: [expect.stringContaining('one video')],
		});
	});

	it('chooses a public TikTok post only when nobody has chosen, and says so', () => {
		const settings = { privacyLevel: 'SELF_ONLY' };

		expect(itemBodyFor(DRAFT, TIKTOK).warnings).toEqual([expect.stringContaining('PUBLIC_TO_EVERYONE')]);
		expect(
			itemBodyFor({ ...DRAFT, overrides: [{ platform: 'tiktok', text: null, settings }] }, TIKTOK),
		).toMatchObject({ item: { tiktokPhoto: settings }, warnings: [] });
	});

	it('merges additional fields last', () => {
		const fields = {
			consumerInfo: { name: 'me' },
			facebookPost: { caption: 'Last' },
			instagramPost: { caption: 'Other' },
		};

		for (const additionalFields of [fields, { item: fields }]) {
			const item = write(FACEBOOK, { additionalFields });
			expect(item).toMatchObject({
				consumerInfo: { name: 'me' },
				facebookPost: { caption: 'Last', pageId: '102938475610293' },
			});
			expect(item).not.toHaveProperty('instagramPost');
		}
	});

	it('makes a YouTube title of the first line', () => {
		expect(write(YOUTUBE, { text: '  First\nSecond' }).youtubeVideo).toMatchObject({ title: 'First' });
		expect((write(YOUTUBE, { text: 'ä'.repeat(150) }).youtubeVideo as JsonObject).title).toHaveLength(100);
		expect(write(YOUTUBE, { text: '' }).youtubeVideo).toEqual({ channelId: 'UC0123456789' });
	});

	it('gives each account a key of its own, whatever the order', () => {
		const keyOf = (account: ChosenAccount, accounts: ChosenAccount[]) =>
			itemBodyFor({ ...DRAFT, accounts }, account).referenceId;

		expect(keyOf(FACEBOOK, [FACEBOOK, LINKEDIN])).toBe(keyOf(FACEBOOK, [LINKEDIN, FACEBOOK]));
		expect(keyOf(FACEBOOK, [FACEBOOK])).not.toBe(keyOf(LINKEDIN, [LINKEDIN]));
	});

	it.each<[string, ChosenAccount, Partial<PostDraft>]>([
		['a document', LINKEDIN, { media: [{ ...IMAGE, type: 'document' }] }],
		[
			'media of an unknown type',
			LINKEDIN,
			{ media: [{ url: 'https://shop.example/a', type: null, altText: null }] },
		],
		[
			'a type that the network does not have',
			LINKEDIN,
			{ overrides: [{ platform: 'linkedin', text: null, settings: { type: 'REEL' } }] },
		],
		['a whole channel', { ...TIKTOK, id: 'TIKTOK:*' }, {}],
		['an ID of another kind', { ...TIKTOK, id: '7' }, {}],
	])('refuses %s before anything is sent', (_what, account, more) => {
		expect(() => write(account, more)).toThrow(
			expect.objectContaining({
				facts: expect.objectContaining({ cause: 'invalid', outcome: 'none' }) as object,
			}) as Error,
		);
	});

	it("knows the types of the addresses of Wix's own store", () => {
		const media = [{ url: 'https://video.wixstatic.com/video/cf2434_x', type: null, altText: null }];

		expect(write(INSTAGRAM, { media }).instagramPost).toMatchObject({ videoUrl: media[0]?.url });
	});
});
