import { HEALTH_NOT_CHECKED } from '../../../nodes/shared/domain/account';
import type { JsonObject, JsonValue } from '../../../nodes/shared/domain/json';
import { PLATFORMS } from '../../../nodes/shared/domain/platform';
import { wix as provider } from '../../../nodes/shared/providers/wix';
import { formatAccountId, parseAccountId } from '../../../nodes/shared/providers/wix/accountId';
import {
	ALL_CHANNELS,
	channelsOf,
	platformOf,
	statusWords,
	type Channel,
} from '../../../nodes/shared/providers/wix/mapping';
import { readAccount } from '../../../nodes/shared/providers/wix/readAccount';
import { itemIdsOf, mergeItems, readItem } from '../../../nodes/shared/providers/wix/readItem';
import { refusal } from './fixtures/wix';

const HOSTILE: readonly JsonValue[] = [
	null,
	[],
	{},
	'text',
	7,
	true,
	{ channel: null, item: [] },
	{ channel: { name: {}, accountId: [] } },
];

describe('words', () => {
	it.each([
		['INSTAGRAM', 'instagram'],
		['FACEBOOK', 'facebook'],
		['YOUTUBE', 'youtube'],
		['LINKEDIN', 'linkedin'],
		['PINTEREST', 'pinterest'],
		['GBP', 'googleBusiness'],
		['TIKTOK', 'tiktok'],
		['TWITTER', 'x'],
		['THREADS_BETA', 'threads_beta'],
	])('reads the channel %s as %s', (channel, platform) => {
		expect(platformOf(channel)).toBe(platform);
	});

	it('asks for the channels of the wanted networks, never for the dead one', () => {
		expect(channelsOf()).toEqual(ALL_CHANNELS);
		expect(channelsOf(['googleBusiness', 'x', 'facebook'])).toEqual(['FACEBOOK', 'GBP']);
		expect(PLATFORMS.filter((platform) => channelsOf([platform]).length > 0).sort()).toEqual(
			[...provider.platforms].sort(),
		);
	});

	it.each([
		['DRAFT', 'draft'],
		['SCHEDULED', 'scheduled'],
		['PROCESSING', 'publishing'],
		['IN_QUEUE', 'publishing'],
		['PUBLISHED', 'published'],
		['CANCELED', 'cancelled'],
		['FAILED', 'failed'],
		['DELETED', 'deleted'],
		['ON_HOLD', 'unknown'],
		[null, 'unknown'],
	])('reads the status %s as %s', (word, status) => {
		const post = readItem({ id: '1', status: word });

		expect([post.status, post.targets[0]?.status]).toEqual([status, status]);
	});

	it('filters by statuses only when it has a word for each', () => {
		expect(statusWords(['publishing', 'cancelled'])).toEqual(['PROCESSING', 'IN_QUEUE', 'CANCELED']);
		expect(statusWords(['published', 'partiallyPublished'])).toEqual([]);
		expect(statusWords()).toEqual([]);
	});
});

describe('account IDs', () => {
	it.each([
		['INSTAGRAM:178', { channel: 'INSTAGRAM', id: '178', place: null }],
		['FACEBOOK:102:293', { channel: 'FACEBOOK', id: '102', place: '293' }],
		['PINTEREST:549:283', { channel: 'PINTEREST', id: '549', place: '283' }],
		['GBP:accounts/104:locations/813', { channel: 'GBP', id: 'accounts/104', place: 'locations/813' }],
		['LINKEDIN:urn:li:person:8f3k', { channel: 'LINKEDIN', id: 'urn:li:person:8f3k', place: null }],
		['LINKEDIN:urn:li:x:(1%2C2)', { channel: 'LINKEDIN', id: 'urn:li:x:(1,2)', place: null }],
		['FACEBOOK:a%3Ab%25:c%2Cd', { channel: 'FACEBOOK', id: 'a:b%', place: 'c,d' }],
		['TIKTOK:*', { channel: 'TIKTOK', id: null, place: null }],
		['FACEBOOK:*', { channel: 'FACEBOOK', id: null, place: null }],
	] as const)('writes and reads %s', (text, ref) => {
		expect(formatAccountId(ref)).toBe(text);
		expect(parseAccountId(text)).toEqual(ref);
	});

	it.each([
		'',
		'INSTAGRAM',
		'INSTAGRAM:',
		'TWITTER:1',
		'MYSPACE:1',
		'FACEBOOK:1',
		'FACEBOOK:1:2:3',
		'FACEBOOK::2',
		'17841405',
		'LINKEDIN:%E0%A4%A',
	])('does not take "%s" for one', (text) => {
		expect(parseAccountId(text)).toBeNull();
	});
});

describe('reading accounts', () => {
	const read = (channel: Channel, key: string, inside: JsonObject) =>
		readAccount(channel, { channelName: channel, [key]: inside }, HEALTH_NOT_CHECKED);

	it.each<[Channel, string, JsonObject, object]>([
		[
			'INSTAGRAM',
			'instagram',
			{ id: '178', username: 'jane', settings: { default: true } },
			{ id: 'INSTAGRAM:178', name: 'jane', username: 'jane', isDefault: true },
		],
		[
			'FACEBOOK',
			'facebook',
			{ id: '102', displayName: 'Jane', page: { id: '293', displayName: 'Page' } },
			{ id: 'FACEBOOK:102:293', providerAccountId: '102', name: 'Page', isDefault: null },
		],
		[
			'YOUTUBE',
			'youtube',
			{ id: 'UC1', displayName: 'Tube', pictureUrl: 'https://p.example/1' },
			{ id: 'YOUTUBE:UC1', name: 'Tube', avatarUrl: 'https://p.example/1' },
		],
		[
			'LINKEDIN',
			'linkedin',
			{ id: 'urn:li:organization:1' },
			{ id: 'LINKEDIN:urn:li:organization:1', name: 'urn:li:organization:1' },
		],
		[
			'PINTEREST',
			'pinterest',
			{ id: '549', username: 'jane', board: { id: '283' } },
			{ id: 'PINTEREST:549:283', name: 'jane', platform: 'pinterest' },
		],
		[
			'GBP',
			'gbp',
			{ id: 'accounts/1', location: { id: 'locations/2' } },
			{ id: 'GBP:accounts/1:locations/2', name: 'locations/2', platform: 'googleBusiness' },
		],
		['TIKTOK', 'tiktok', { id: 7, privacyLevelOptions: [] }, { id: 'TIKTOK:7', providerAccountId: '7' }],
	])('reads one of %s', (channel, key, inside, expected) => {
		expect(read(channel, key, inside)).toMatchObject({
			provider: 'wix',
			connectedAt: null,
			isActive: null,
			...expected,
		});
	});

	it('passes over what does not say which account it is', () => {
		for (const entry of HOSTILE) expect(readAccount('INSTAGRAM', entry, HEALTH_NOT_CHECKED)).toBeNull();
		expect(read('FACEBOOK', 'facebook', { id: '102' })).toBeNull();
		expect(read('FACEBOOK', 'instagram', { id: '102' })).toBeNull();
	});
});

describe('reading items', () => {
	const ITEM: JsonObject = {
		id: 'a1',
		status: 'PUBLISHED',
		type: 'POST',
		channel: {
			name: 'FACEBOOK',
			accountId: '102',
			externalItemId: '77',
			externalItemUrl: 'https://facebook.example/77',
		},
		facebookPost: { pageId: '293', caption: 'Hello', imageUrl: 'https://x.example/a.jpg' },
		schedulingInfo: { scheduledDate: '2027-01-15T10:00:00+01:00' },
	};

	it('reads a published one', () => {
		expect(readItem(ITEM)).toEqual({
			id: 'a1',
			provider: 'wix',
			status: 'published',
			text: 'Hello',
			scheduledAt: '2027-01-15T09:00:00.000Z',
			publishedAt: null,
			createdAt: null,
			updatedAt: null,
			timezone: null,
			targets: [
				{
					accountId: 'FACEBOOK:102:293',
					platform: 'facebook',
					status: 'published',
					url: 'https://facebook.example/77',
					platformPostId: '77',
					publishedAt: null,
					error: null,
					attempts: null,
				},
			],
			media: [
				{
					id: null,
					type: 'image',
					url: 'https://x.example/a.jpg',
					status: null,
					filename: null,
					mimeType: null,
					sizeBytes: null,
					width: null,
					height: null,
					durationSeconds: null,
				},
			],
			warnings: [],
		});
	});

	it('reads the dates of a draft', () => {
		const draftInfo = { createdDate: '2026-08-01T10:00:00.000Z', updatedDate: '2026-08-02T10:00:00Z' };

		expect(readItem({ id: '1', status: 'DRAFT', draftInfo })).toMatchObject({
			createdAt: '2026-08-01T10:00:00.000Z',
			updatedAt: '2026-08-02T10:00:00.000Z',
		});
	});

	it.each<[string, JsonObject, string | null]>([
		['caption', { instagramPost: { caption: 'x' } }, 'x'],
		['description', { tiktokVideo: { description: 'x' } }, 'x'],
		['description', { gbpPost: { description: 'x' } }, 'x'],
		['a story without text', { instagramStory: { mediaWrapper: { media: [] } } }, null],
		['an old post on X', { twitterPost: { caption: 'x' } }, 'x'],
		['a content that is new to us', { threadsPost: { caption: 'x' } }, null],
	])('takes the text from %s', (_what, content, text) => {
		expect(readItem({ id: '1', ...content }).text).toBe(text);
	});

	it.each<[string, JsonObject, string | null]>([
		[
			'the page of the content',
			{ channel: { name: 'FACEBOOK', accountId: '1' }, facebookPost: { pageId: '2' } },
			'FACEBOOK:1:2',
		],
		[
			'the publishing target',
			{ channel: { name: 'FACEBOOK', accountId: '1', publishingTarget: { id: '2' } } },
			'FACEBOOK:1:2',
		],
		['nothing, when no page is named', { channel: { name: 'FACEBOOK', accountId: '1' } }, null],
		[
			'the board',
			{ channel: { name: 'PINTEREST', accountId: '1' }, pinterestPost: { boardId: '2' } },
			'PINTEREST:1:2',
		],
		['the URN', { channel: { name: 'LINKEDIN', accountId: 'urn:li:person:1' } }, 'LINKEDIN:urn:li:person:1'],
		['nothing, for a dead channel', { channel: { name: 'TWITTER', accountId: '1' } }, null],
	])('knows the account by %s', (_what, item, accountId) => {
		expect(readItem({ id: '1', ...item }).targets[0]?.accountId).toBe(accountId);
	});

	it.each<[JsonValue, string | null]>([
		[{ code: 'X', message: '/author :: field is required' }, '/author :: field is required'],
		[{ description: 'too long' }, 'too long'],
		['plain', 'plain'],
		[{ code: 'X' }, 'X'],
		[{ inner: { why: 1 } }, '{"inner":{"why":1}}'],
		[{}, null],
		[null, null],
	])('reads the publication error %j', (publicationError, error) => {
		expect(readItem({ id: '1', publicationError }).targets[0]?.error).toBe(error);
	});

	it.each<[JsonObject, string | null]>([
		[{ externalItemUrl: 'https://e.example' }, 'https://e.example'],
		[{ instagramPost: { postUrl: 'https://e.example' } }, 'https://e.example'],
		[{ instagramStory: { storyUrl: 'https://e.example' } }, 'https://e.example'],
		[{}, null],
	])('finds the address in %j', (item, url) => {
		expect(readItem({ id: '1', ...item }).targets[0]?.url).toBe(url);
	});

	it('reads wrapped media', () => {
		const media = [{ type: 'VIDEO', url: 'https://v.example', fileId: 'f1' }, { type: 'HOLOGRAM' }, null];

		expect(readItem({ id: '1', linkedinPost: { mediaWrapper: { media } } }).media).toMatchObject([
			{ id: 'f1', type: 'video', url: 'https://v.example' },
			{ id: null, type: null, url: null },
			{ id: null, type: null, url: null },
		]);
	});

	it('does not stumble over hostile items', () => {
		for (const value of HOSTILE) {
			const item = {
				id: '1',
				status: value,
				channel: value,
				facebookPost: value,
				schedulingInfo: value,
				draftInfo: value,
				publicationError: value,
			} as JsonObject;
			expect(readItem(item).targets).toHaveLength(1);
		}
	});

	it('makes one post of several items', () => {
		const failed = { ...ITEM, id: 'b2', status: 'FAILED', publicationError: { message: 'no' } };
		const post = mergeItems([readItem(ITEM), readItem(failed)]);

		expect(post).toMatchObject({
			id: 'a1,b2',
			status: 'partiallyPublished',
			text: 'Hello',
			targets: [{ status: 'published' }, { status: 'failed', error: 'no' }],
		});
		expect(itemIdsOf(' a1, b2,')).toEqual(['a1', 'b2']);
	});
});

describe('reading errors', () => {
	it.each([
		[400, 'USER_NOT_EXIST_FOR_CHANNEL', 'notFound'],
		[400, 'USER_IS_DISCONNECTED', 'conflict'],
		[428, 'NO_PAGES_FOR_USER', 'conflict'],
		[428, 'UNSUPPORTED_CHANNEL', 'invalid'],
		[428, 'INELIGIBLE_FOR_FEATURE', 'quota'],
		[429, 'PUBLISH_LIMIT_EXCEEDED', 'rateLimited'],
		[409, 'REFERENCE_ID_ALREADY_EXIST', 'conflict'],
		[400, 'SCHEDULED_TIME_ALREADY_PASSED', 'invalid'],
		[404, 'ITEM_NOT_EXISTS', 'notFound'],
		[428, 'ITEM_IS_DELETED', 'conflict'],
		[428, 'ITEM_IS_PUBLISHED', 'conflict'],
		[404, 'GENERATED_IMAGE_NOT_FOUND', 'notFound'],
	])('reads %i %s as %s, with a way out', (status, code, cause) => {
		const failure = provider.rules.readFailure(status, refusal(code, 'said'));

		expect(failure).toMatchObject({ message: 'said', code, cause, requestId: null });
		expect(failure.advice).toMatch(/\.$/);
	});

	it('names the fields of a validation error', () => {
		const body = {
			message: '',
			details: {
				validationError: {
					fieldViolations: [
						{ field: 'item.type', description: 'must be set' },
						{ field: 'a', violatedRule: 'MAX' },
					],
				},
			},
		};

		expect(provider.rules.readFailure(400, body)).toMatchObject({
			message: 'item.type: must be set; a: MAX',
			code: null,
		});
	});

	it('says what can be wrong with a credential', () => {
		expect(provider.rules.readFailure(403, { message: 'no', details: {} }).advice).toContain('Site ID');
	});

	it.each(HOSTILE.map((body) => [body]))('reads nothing from %j', (body) => {
		expect(provider.rules.readFailure(500, body)).toEqual({ message: null, code: null, requestId: null });
	});

	it('reads nothing from an empty 5xx', () => {
		expect(provider.rules.readFailure(503, { message: '', details: {} })).toEqual({
			message: null,
			code: null,
			requestId: null,
		});
	});
});
