import type { JsonObject } from '../../../nodes/shared/domain/json';
import type { ChosenAccount, PostDraft } from '../../../nodes/shared/domain/post';
import { InputError } from '../../../nodes/shared/domain/inputError';
import { itemBodiesFor, type ItemBody } from '../../../nodes/shared/providers/wix/itemBody';
import { mediaAtUrl } from '../../../nodes/shared/providers/wix/itemMedia';
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
	const bodyFor = (account: ChosenAccount, more: Partial<PostDraft> = {}): ItemBody => {
		const draft = { ...DRAFT, accounts: [account], ...more };
		const media = draft.media.flatMap((one) => (one.source === 'url' ? [mediaAtUrl(one)] : []));
		const body = itemBodiesFor(draft, media).find((one) => one.account === account);
		if (body === undefined) throw new Error('The account has no item');
		return body;
	};
	const write = (account: ChosenAccount, more: Partial<PostDraft> = {}) => bodyFor(account, more).item;
	const PRIVATE = [{ platform: 'tiktok', text: null, settings: { privacyLevel: 'SELF_ONLY' } }];
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
			{ tiktokPhoto: { description: 'Hello', privacyLevel: 'SELF_ONLY', ...WRAPPED_IMAGE } },
		],
		[
			'TikTok, video',
			TIKTOK,
			[VIDEO],
			'VIDEO',
			{ tiktokVideo: { description: 'Hello', privacyLevel: 'SELF_ONLY', ...WRAPPED_VIDEO } },
		],
	])('writes %s', (_what, account, media, type, content) => {
		const { channel, referenceId, consumerInfo, ...item } = write(account, { media, overrides: PRIVATE });

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
		const { item, warnings } = bodyFor(FACEBOOK, { overrides, media: [IMAGE] });

		expect(item.facebookPost).toEqual({
			caption: 'Hello',
			pageId: '102938475610293',
			link: 'https://janes.example',
		});
		expect(warnings).toEqual([expect.stringContaining('left out on Facebook')]);
	});

	it('says when YouTube gets less than all media', () => {
		expect(bodyFor(YOUTUBE, { media: [IMAGE, VIDEO] })).toMatchObject({
			item: { youtubeVideo: { videoUrl: VIDEO.url } },
			warnings: [expect.stringContaining('one video')],
		});
	});

	it('takes the privacy of a TikTok post in any of its forms, and none for granted', () => {
		for (const more of [
			{ overrides: PRIVATE },
			{ overrides: [{ platform: 'tiktok', text: null, common: { privacy: 'private' }, settings: {} }] },
			{ additionalFields: { tiktokPhoto: { privacyLevel: 'SELF_ONLY' } } },
		] as const) {
			expect(write(TIKTOK, more)).toMatchObject({ tiktokPhoto: { privacyLevel: 'SELF_ONLY' } });
		}
		expect(() => write(TIKTOK)).toThrow('TikTok takes no post that does not say who may see it');
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
			bodyFor(account, { accounts }).referenceId;

		expect(keyOf(FACEBOOK, [FACEBOOK, LINKEDIN])).toBe(keyOf(FACEBOOK, [LINKEDIN, FACEBOOK]));
		expect(keyOf(FACEBOOK, [FACEBOOK])).not.toBe(keyOf(LINKEDIN, [LINKEDIN]));
	});

	it.each<[string, ChosenAccount, Partial<PostDraft>]>([
		['a document', LINKEDIN, { media: [{ ...IMAGE, type: 'document' }] }],
		[
			'media of an unknown type',
			LINKEDIN,
			{ media: [{ ...IMAGE, url: 'https://shop.example/a', type: null }] },
		],
		[
			'a type that the network does not have',
			LINKEDIN,
			{ overrides: [{ platform: 'linkedin', text: null, settings: { type: 'REEL' } }] },
		],
		['a whole channel', { ...TIKTOK, id: 'TIKTOK:*' }, {}],
		['an ID of another kind', { ...TIKTOK, id: '7' }, {}],
	])('refuses %s before anything is sent', (_what, account, more) => {
		expect(() => write(account, more)).toThrow(InputError);
	});

	it("knows the types of the addresses of Wix's own store", () => {
		const media = [{ ...IMAGE, url: 'https://video.wixstatic.com/video/cf2434_x', type: null }];

		expect(write(INSTAGRAM, { media }).instagramPost).toMatchObject({ videoUrl: media[0]?.url });
	});
});
