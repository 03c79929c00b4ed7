import fc from 'fast-check';

import { checkDraft } from '../../../nodes/shared/domain/checks/checkDraft';
import { settingWords } from '../../../nodes/shared/domain/checks/checkSettings';
import type { Problem } from '../../../nodes/shared/domain/checks/problem';
import type { CommonSettings, SettingName, SettingRules } from '../../../nodes/shared/domain/commonSettings';
import type { MediaRule, PlatformRules } from '../../../nodes/shared/domain/plan';
import { platformName, PLATFORMS, type Platform } from '../../../nodes/shared/domain/platform';
import type { MediaSource, MediaType, PlatformOverride, PostDraft } from '../../../nodes/shared/domain/post';
import { PROVIDERS } from '../../../nodes/shared/providers/registry';
import { SETTING_FIELDS } from '../../../nodes/SocialPost/draft/commonSettingFields';

const account = (id: string, platform: Platform) => ({ id, providerAccountId: id, platform, name: id });

const draft = (changes: Partial<PostDraft>): PostDraft => ({
	accounts: [account('1', 'x')],
	text: 'Hello',
	mode: 'now',
	scheduledAt: null,
	timezone: 'UTC',
	media: [],
	overrides: [],
	tags: [],
	campaignId: null,
	queueId: null,
	additionalFields: {},
	idempotencyKey: 'key',
	...changes,
});

const rules = (platform: Platform, changes: Partial<PlatformRules> = {}): PlatformRules => ({
	provider: 'postEverywhere',
	platform,
	source: 'documentation',
	captionMaxLength: null,
	titleMaxLength: null,
	hashtagsMaxCount: null,
	mediaRequired: null,
	image: null,
	video: null,
	mixAllowed: null,
	features: [],
	...changes,
});

const mediaRule = (changes: Partial<MediaRule>): MediaRule => ({
	maxCount: null,
	maxSizeBytes: null,
	maxDurationSeconds: null,
	minDurationSeconds: null,
	formats: [],
	...changes,
});

const override = (platform: Platform, changes: Partial<PlatformOverride>): PlatformOverride => ({
	platform,
	text: null,
	settings: {},
	...changes,
});

const atUrl = (type: MediaType | null, url: string): MediaSource => ({
	source: 'url',
	url,
	type,
	altText: null,
});
const stored = (type: MediaType | null): MediaSource => ({
	source: 'mediaId',
	mediaId: '7',
	type,
	altText: null,
});
const inHand = (type: MediaType | null, filename: string, sizeBytes: number): MediaSource => ({
	source: 'binary',
	type,
	altText: null,
	file: { filename, mimeType: 'image/png', sizeBytes, open: () => Promise.resolve(Buffer.alloc(0)) },
});

const image = atUrl('image', 'https://example.com/a.jpg');
const video = atUrl('video', 'https://example.com/a.mp4');

const onX = (changes: Partial<PostDraft>, own: Partial<PlatformRules>, settings: SettingRules = {}) =>
	checkDraft(draft(changes), [rules('x', own)], settings);
const codes = (problems: readonly Problem[]) => problems.map(({ code }) => code);
const messages = (problems: readonly Problem[]) => problems.map(({ message }) => message);

describe('the check of a caption', () => {
	it('tells network, length, limit and excess, and the accounts it is about', () => {
		const accounts = [account('1', 'x'), account('2', 'bluesky'), account('3', 'x')];
		expect(
			checkDraft(draft({ accounts, text: 'a'.repeat(312) }), [rules('x', { captionMaxLength: 280 })], {}),
		).toEqual([
			{
				platform: 'x',
				accountIds: ['1', '3'],
				field: 'caption',
				code: 'CAPTION_TOO_LONG',
				message: 'X: the caption has 312 characters, 32 over the limit of 280',
				limit: 280,
				actual: 312,
			},
		]);
	});

	it('counts on each network as that network does, the text that goes there', () => {
		const accounts = [account('1', 'x'), account('2', 'threads'), account('3', 'bluesky')];
		const all = accounts.map(({ platform }) => rules(platform, { captionMaxLength: 6 }));
		const overrides = [override('threads', { text: 'abc' }), override('tiktok', { text: 'a'.repeat(99) })];
		expect(messages(checkDraft(draft({ accounts, text: '日本語日', overrides }), all, {}))).toEqual([
			'X: the caption has 8 characters, 2 over the limit of 6',
		]);
		expect(messages(checkDraft(draft({ accounts, text: '👩‍👩‍👧‍👦' }), all, {}))).toEqual([
			'Threads: the caption has 25 characters, 19 over the limit of 6',
		]);
	});

	it('counts hashtags', () => {
		expect(messages(onX({ text: '#a #b #c' }, { hashtagsMaxCount: 2 }))).toEqual([
			'X: the caption has 3 hashtags, 1 over the limit of 2',
		]);
		expect(onX({ text: '#a #b' }, { hashtagsMaxCount: 2 })).toEqual([]);
	});

	it.each([
		['in common settings', { common: { postType: 'article' as const } }],
		['in words of the provider', { settings: { post_type: 'article' } }],
	])('is not made for an article, which has other limits than a post: said %s', (_where, own) => {
		const changes = { text: 'a'.repeat(300), media: [image, image], overrides: [override('x', own)] };
		const limits = { captionMaxLength: 280, image: mediaRule({ maxCount: 1 }) };
		expect(onX(changes, limits)).toEqual([]);
		expect(codes(onX({ ...changes, overrides: [] }, limits))).toEqual([
			'CAPTION_TOO_LONG',
			'TOO_MANY_IMAGES',
		]);
	});
});

describe('the check of media', () => {
	it('asks for media where a network needs them', () => {
		expect(onX({}, { mediaRequired: true })).toMatchObject([
			{ field: 'media', code: 'MEDIA_REQUIRED', message: 'X: a post needs media and has none', actual: 0 },
		]);
		for (const type of ['image', 'video', 'gif', 'document', null] as const) {
			expect(onX({ media: [stored(type)] }, { mediaRequired: true })).toEqual([]);
		}
		expect(onX({}, { mediaRequired: false })).toEqual([]);
	});

	it.each([
		[
			'the override',
			{ overrides: [override('x', { settings: { content: { imageUrl: 'https://e.com/a' } } })] },
		],
		['the additional fields', { additionalFields: { posts: [{ media_urls: ['https://e.com/a.jpg'] }] } }],
	])('finds media in the JSON of %s', (_where, changes) => {
		expect(onX(changes, { mediaRequired: true })).toEqual([]);
	});

	it('is not misled by JSON without media', () => {
		const overrides = [override('x', { settings: { media: [], reply: 'everyone' } })];
		expect(codes(onX({ overrides }, { mediaRequired: true }))).toEqual(['MEDIA_REQUIRED']);
	});

	it('counts a GIF as an image, and nothing of unknown type', () => {
		const media = [image, stored('gif'), stored('image'), stored('document'), stored(null), video];
		const limits = {
			image: mediaRule({ maxCount: 2 }),
			video: mediaRule({ maxCount: 0 }),
			mixAllowed: false,
		};
		expect(messages(onX({ media }, limits))).toEqual([
			'X: the post has 3 images, 1 over the limit of 2',
			'X: the post has 1 video, 1 over the limit of 0',
			'X: a post has either images or videos, not both',
		]);
		expect(onX({ media: media.slice(1, 5) }, limits)).toEqual([]);
	});

	it.each([true, null])('lets images and videos go together where the rule is %s', (mixAllowed) => {
		expect(onX({ media: [image, video] }, { mixAllowed })).toEqual([]);
	});

	it.each([
		[8 * 1024 ** 2, 9.5 * 1024 ** 2, 'X: a.png has 9.5 MB, 1.5 MB over the limit of 8 MB'],
		[5_000_000, 5_000_001, 'X: a.png has 5 MB, 1 byte over the limit of 5 MB'],
		[5_000_000, 12_340_000, 'X: a.png has 12.34 MB, 7.34 MB over the limit of 5 MB'],
		[4 * 1024, 5 * 1024, 'X: a.png has 5120 bytes, 1024 bytes over the limit of 4096 bytes'],
	])('with a limit of %d bytes of one with %d says: %s', (maxSizeBytes, sizeBytes, message) => {
		const problems = onX(
			{ media: [inHand('image', 'a.png', sizeBytes)] },
			{ image: mediaRule({ maxSizeBytes }) },
		);
		expect(problems).toMatchObject([
			{ code: 'FILE_TOO_LARGE', message, limit: maxSizeBytes, actual: sizeBytes },
		]);
		const fitting = [inHand('image', 'a.png', maxSizeBytes), inHand('gif', 'a.gif', sizeBytes), image];
		expect(onX({ media: fitting }, { image: mediaRule({ maxSizeBytes }) })).toEqual([]);
	});

	it.each([
		['https://example.com/a.webp?x=.jpg', 'webp is not taken (a.webp); taken are jpg, png'],
		['https://example.com/folder/A.GIF', 'gif is not taken (A.GIF); taken are jpg, png'],
		['https://example.com/a.jpg', null],
		['https://example.com/a.JPEG', null],
		['https://example.com/image.php', null],
		['https://example.com/image', null],
		['https://example.com/v1.2/render?format=webp', null],
	])('of the format of %s says: %s', (url, message) => {
		const limits = { image: mediaRule({ formats: ['jpg', 'png'] }) };
		const expected = message === null ? [] : [`X: ${message}`];
		expect(messages(onX({ media: [atUrl('image', url)] }, limits))).toEqual(expected);
		const filename = new URL(url).pathname.split('/').at(-1) ?? '';
		expect(messages(onX({ media: [inHand('image', filename, 1)] }, limits))).toEqual(expected);
		expect(onX({ media: [atUrl('document', url), atUrl(null, url), stored('image')] }, limits)).toEqual([]);
		expect(onX({ media: [atUrl('image', url)] }, { image: mediaRule({}) })).toEqual([]);
	});
});

describe('the check of settings', () => {
	const settings: SettingRules = {
		pinterest: { boardId: { required: true, vendorWords: ['board', 'board_id'] }, title: { maxLength: 10 } },
		tiktok: { privacy: { required: true } },
		youtube: { title: { required: true, maxLength: 100 }, link: { maxLength: 5 } },
	};
	const check = (platform: Platform, changes: Partial<PostDraft>, own: Partial<PlatformRules> = {}) =>
		checkDraft(draft({ accounts: [account('1', platform)], ...changes }), [rules(platform, own)], settings);
	const common = (platform: Platform, some: CommonSettings) => ({
		overrides: [override(platform, { common: some })],
	});

	it('asks for what a network needs', () => {
		expect(check('pinterest', {})).toMatchObject([
			{
				field: 'settings',
				code: 'SETTING_REQUIRED',
				message: 'Pinterest: a post needs Board ID',
				limit: null,
			},
		]);
		expect(check('youtube', common('youtube', { title: ' ' }))).toMatchObject([
			{ field: 'title', code: 'SETTING_REQUIRED', message: 'YouTube: a post needs Title' },
		]);
		expect(check('pinterest', common('pinterest', { boardId: '7' }))).toEqual([]);
		expect(check('x', {})).toEqual([]);
		expect(checkDraft(draft({ accounts: [account('1', 'tiktok')] }), [], settings)).toHaveLength(1);
	});

	it.each([
		[
			'under a name of the provider',
			{ overrides: [override('pinterest', { settings: { board_id: '7' } })] },
			true,
		],
		['deep inside', { overrides: [override('pinterest', { settings: { pin: { board: 7 } } })] }, true],
		['in the additional fields', { additionalFields: { pins: [{ board: '7' }] } }, true],
		['empty', { overrides: [override('pinterest', { settings: { board: '' } })] }, false],
		['as something else', { overrides: [override('pinterest', { settings: { boardName: '7' } })] }, false],
		['for another network', { overrides: [override('x', { settings: { board: '7' } })] }, false],
	])('finds a setting given %s: %j is %s', (_how, changes, given) => {
		expect(codes(check('pinterest', changes))).toEqual(given ? [] : ['SETTING_REQUIRED']);
	});

	it('says nothing of JSON when it does not know what the provider calls the setting', () => {
		expect(check('tiktok', { overrides: [override('tiktok', { settings: { anything: 1 } })] })).toEqual([]);
		expect(check('tiktok', { additionalFields: { anything: 1 } })).toEqual([]);
		expect(codes(check('tiktok', { overrides: [override('tiktok', { settings: {} })] }))).toEqual([
			'SETTING_REQUIRED',
		]);
	});

	it('holds the title against the narrower of both limits', () => {
		const titled = common('pinterest', { boardId: '7', title: 'é'.repeat(12) });
		expect(check('pinterest', titled)).toMatchObject([
			{ field: 'title', message: 'Pinterest: the title has 12 characters, 2 over the limit of 10' },
		]);
		expect(check('pinterest', titled, { titleMaxLength: 5 })).toMatchObject([{ limit: 5, actual: 12 }]);
		expect(check('pinterest', titled, { titleMaxLength: 50 })).toMatchObject([{ limit: 10 }]);
		expect(codes(check('x', common('x', { title: 'Title' }), { titleMaxLength: 4 }))).toEqual([
			'TITLE_TOO_LONG',
		]);
	});

	it('holds other settings against their limit', () => {
		expect(check('youtube', common('youtube', { title: 'T', link: 'abcdef' }))).toMatchObject([
			{
				field: 'settings',
				code: 'SETTING_TOO_LONG',
				message: 'YouTube: Link has 6 characters, 1 over the limit of 5',
			},
		]);
	});

	it('names settings as the editor does', () => {
		const named = PROVIDERS.flatMap(({ posts }) => Object.values(posts.settings)).flatMap((ofNetwork) =>
			Object.entries(ofNetwork).filter(([, rule]) => rule.required === true || rule.maxLength !== undefined),
		);
		const names = [...new Set(named.map(([name]) => name as SettingName))];
		expect(names.length).toBeGreaterThan(3);
		for (const name of names) {
			expect(settingWords(name)).toBe(SETTING_FIELDS.find((field) => field.name === name)?.displayName);
		}
	});
});

describe('the check of a draft', () => {
	const medium = fc.constantFrom(
		image,
		video,
		stored('gif'),
		stored(null),
		inHand('image', 'a.webp', 9_000_000),
	);
	const someDraft = fc.record({
		accounts: fc.array(fc.constantFrom(...PLATFORMS).map((platform) => account(platform, platform))),
		text: fc.string({ unit: 'grapheme', maxLength: 40 }),
		media: fc.array(medium, { maxLength: 4 }),
	});
	const limit = fc.option(fc.nat(40), { nil: null });
	const someRules = fc.record({
		captionMaxLength: limit,
		hashtagsMaxCount: fc.option(fc.nat(2), { nil: null }),
		mediaRequired: fc.constantFrom(true, false, null),
		mixAllowed: fc.constantFrom(true, false, null),
		image: fc.option(
			fc.record({
				maxCount: limit,
				maxSizeBytes: fc.constantFrom(null, 8_000_000),
				formats: fc.constant(['jpg']),
			}),
			{ nil: null },
		),
		video: fc.option(fc.record({ maxCount: fc.constantFrom(null, 0, 1) }), { nil: null }),
	});

	it('complains of nothing that no rule is for', () => {
		fc.assert(
			fc.property(someDraft, (changes) => {
				expect(checkDraft(draft(changes), [], {})).toEqual([]);
				expect(
					checkDraft(
						draft(changes),
						PLATFORMS.map((platform) => rules(platform)),
						{},
					),
				).toEqual([]);
			}),
		);
	});

	it('complains of a network exactly when the rule is broken, and of each by its own name', () => {
		let found = 0;
		fc.assert(
			fc.property(someDraft, someRules, (changes, some) => {
				const own = {
					...some,
					image: some.image && mediaRule(some.image),
					video: some.video && mediaRule(some.video),
				};
				const problems = checkDraft(
					draft(changes),
					PLATFORMS.map((platform) => rules(platform, own)),
					{},
				);
				for (const { platform, message, limit: max, actual } of problems) {
					found += 1;
					expect(message.startsWith(`${platformName(platform)}: `)).toBe(true);
					// What only has to be there has no excess.
					if (max !== null && actual !== null && actual > max) continue;
					expect([null, 0]).toContain(actual);
				}
				const networks = [...new Set(changes.accounts.map(({ platform }) => platform))];
				const lacks = own.mediaRequired === true && changes.media.length === 0;
				const missing = problems.filter(({ code }) => code === 'MEDIA_REQUIRED');
				expect(missing.map(({ platform }) => platform)).toEqual(lacks ? networks : []);
				// Widening every limit to what is there leaves only what has none.
				const widened = problems.reduce<typeof own>(
					(wider, { code, actual }) => ({
						...wider,
						...(code === 'CAPTION_TOO_LONG' && {
							captionMaxLength: Math.max(wider.captionMaxLength ?? 0, actual ?? 0),
						}),
						...(code === 'TOO_MANY_HASHTAGS' && { hashtagsMaxCount: actual }),
					}),
					own,
				);
				const left = checkDraft(
					draft(changes),
					PLATFORMS.map((platform) => rules(platform, widened)),
					{},
				);
				expect(left).toEqual(problems.filter(({ field }) => field === 'media'));
			}),
			{ numRuns: 2_000 },
		);
		expect(found).toBeGreaterThan(500);
	});
});
