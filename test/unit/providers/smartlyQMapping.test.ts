import type { JsonObject } from '../../../nodes/shared/domain/json';
import {
	platformFromVendor,
	platformToVendor,
	postStatusFromVendor,
	readAccount,
	readHealth,
	SMARTLYQ_PLATFORMS,
	statusFilterToVendor,
} from '../../../nodes/shared/providers/smartlyQ/mapping';
import { createBody, leftOut } from '../../../nodes/shared/providers/smartlyQ/postBody';
import { readPost } from '../../../nodes/shared/providers/smartlyQ/postReading';
import { rules } from '../../../nodes/shared/providers/smartlyQ/rules';
import { account, DRAFT, FACEBOOK, HOSTILE, SECOND_FACEBOOK, X } from './fixtures/smartlyQ';

const CHECKED_AT = '2026-11-20T10:00:00.000Z';

describe('networks', () => {
	it.each([
		['x', 'twitter'],
		['instagram', 'instagram'],
		['facebook', 'facebook'],
		['linkedin', 'linkedin'],
		['youtube', 'youtube'],
		['tiktok', 'tiktok'],
		['threads', 'threads'],
		['bluesky', 'bluesky'],
		['pinterest', 'pinterest'],
		['reddit', 'reddit'],
		['snapchat', 'snapchat'],
		['tumblr', 'tumblr'],
		['googleBusiness', 'gmb'],
		['telegram', 'telegram'],
		['discord', 'discord'],
	])('calls %s %s', (ours, theirs) => {
		expect(platformToVendor(ours)).toBe(theirs);
		expect(platformFromVendor(theirs)).toBe(ours);
		expect(SMARTLYQ_PLATFORMS).toContain(ours);
	});

	it('passes one that is new to us through in lower case, and does not post to WhatsApp', () => {
		expect(platformFromVendor('Mastodon')).toBe('mastodon');
		expect(platformFromVendor('whatsapp')).toBe('whatsapp');
		expect(platformFromVendor('constructor')).toBe('constructor');
		expect(platformToVendor('mastodon')).toBe('mastodon');
		expect(SMARTLYQ_PLATFORMS).toHaveLength(15);
	});
});

describe('health', () => {
	const row = { is_active: true, status: 'connected', token_expired: false, validity_days: 45 };

	it.each([
		[{}, 'healthy', true],
		[{ validity_days: null }, 'healthy', true],
		[{ validity_days: 8 }, 'healthy', true],
		[{ validity_days: 7 }, 'expiring', true],
		[{ validity_days: 0 }, 'expiring', true],
		[{ status: 'expired' }, 'expired', false],
		[{ token_expired: true }, 'expired', false],
		[{ status: 'expired', token_expired: true, validity_days: 0 }, 'expired', false],
		[{ status: 'error' }, 'unhealthy', false],
		[{ is_active: false }, 'paused', false],
		[{ is_active: false, token_expired: true }, 'paused', false],
		[{ is_active: undefined }, 'healthy', true],
		[{ status: 'resting' }, 'unknown', null],
		[{ status: undefined }, 'unknown', null],
		[{ validity_days: 'soon' }, 'healthy', true],
	])('reads %j as %s', (change, status, canPost) => {
		const health = readHealth({ ...row, ...change } as JsonObject, CHECKED_AT);

		expect(health).toMatchObject({ status, canPost, tokenExpiresAt: null, checkedAt: CHECKED_AT });
		expect(health.reasons.length > 0).toBe(status !== 'healthy' && status !== 'unknown');
	});

	it.each([
		[0, 'in less than a day'],
		[1, 'in 1 day'],
		[5, 'in 5 days'],
	])('says that a token with %d days ends %s', (days, text) => {
		expect(readHealth({ ...row, validity_days: days }, CHECKED_AT).reasons).toEqual([
			expect.stringContaining(text),
		]);
	});

	it('gives both reasons of an account that is paused and expired', () => {
		expect(readHealth({ ...row, is_active: false, token_expired: true }, CHECKED_AT).reasons).toHaveLength(2);
	});
});

describe('accounts', () => {
	it('have the same shape from either list', () => {
		const expected = {
			id: '124',
			providerAccountId: '124',
			provider: 'smartlyQ',
			platform: 'x',
			name: '@acme',
			username: null,
			avatarUrl: null,
			connectedAt: null,
			isActive: null,
			isDefault: null,
		};

		expect(readAccount({ id: 124, platform: 'twitter', name: '@acme' })).toMatchObject(expected);
		expect(
			readAccount({ id: '124', platform: 'twitter', account_name: '@acme', is_active: false }),
		).toMatchObject({
			...expected,
			isActive: false,
		});
	});

	it('need an ID, and nothing else', () => {
		expect(readAccount({ platform: 'twitter' })).toBeNull();
		expect(readAccount({ id: 1 })).toMatchObject({
			name: '1',
			platform: 'unknown',
			health: { status: 'unknown' },
		});
		for (const row of HOSTILE) expect(readAccount(row)).toBeNull();
	});
});

describe('status words', () => {
	it.each([
		['draft', 'draft'],
		['scheduled', 'scheduled'],
		['processing', 'publishing'],
		['published', 'published'],
		['partially_published', 'partiallyPublished'],
		['partial', 'partiallyPublished'],
		['failed', 'failed'],
		['unpublished', 'unpublished'],
		['cancelled', 'cancelled'],
		['external', 'unknown'],
		['pending_review', 'unknown'],
		['constructor', 'unknown'],
		[null, 'unknown'],
	])('reads %s as %s', (word, status) => {
		expect(postStatusFromVendor(word)).toBe(status);
	});

	it.each([
		['scheduled', 'scheduled'],
		['published', 'published'],
		['failed', 'failed'],
		['publishing', undefined],
		['partiallyPublished', undefined],
		['draft', undefined],
		['unknown', undefined],
	] as const)('filters %s by %s', (status, word) => {
		expect(statusFilterToVendor(status)).toBe(word);
	});
});

describe('a post', () => {
	const PUBLISHED = {
		id: 8841,
		content: 'Launch day!',
		platforms: ['twitter', 'facebook'],
		status: 'published',
		scheduled_time: null,
		published_at: '2026-07-26T09:41:25Z',
		created_at: '2026-07-26T09:41:22Z',
		publish_stage: null,
		post_urls: { twitter: ['https://x.com/acme/1'], facebook: ['https://facebook.com/123_987'] },
		post_ids: { twitter: '1', facebook: '123_987' },
	};
	const targetsOf = (change: JsonObject, sentTo = [X]) =>
		readPost({ ...PUBLISHED, ...change }, sentTo)?.targets;

	it('is read with one target per network, and nothing that the vendor does not tell', () => {
		expect(readPost(PUBLISHED)).toEqual({
			id: '8841',
			provider: 'smartlyQ',
			status: 'published',
			text: 'Launch day!',
			scheduledAt: null,
			publishedAt: '2026-07-26T09:41:25.000Z',
			createdAt: '2026-07-26T09:41:22.000Z',
			updatedAt: null,
			timezone: null,
			targets: [
				{
					accountId: null,
					platform: 'x',
					status: 'published',
					url: 'https://x.com/acme/1',
					platformPostId: '1',
					publishedAt: '2026-07-26T09:41:25.000Z',
					error: null,
					attempts: null,
				},
				expect.objectContaining({
					platform: 'facebook',
					url: 'https://facebook.com/123_987',
					platformPostId: '123_987',
				}),
			],
			media: [],
			warnings: [],
		});
	});

	it('names the account where it was the only one of its network', () => {
		const sentTo = [X, FACEBOOK, SECOND_FACEBOOK];

		expect(readPost(PUBLISHED, sentTo)?.targets.map(({ accountId }) => accountId)).toEqual(['124', null]);
	});

	it('has a target for each address of a network', () => {
		const change = {
			post_urls: { facebook: ['https://f/1', 'https://f/2'] },
			post_ids: { facebook: ['1', '2'] },
		};

		expect(targetsOf({ platforms: ['facebook'], ...change })).toMatchObject([
			{ platform: 'facebook', status: 'published', url: 'https://f/1', platformPostId: '1' },
			{ platform: 'facebook', status: 'published', url: 'https://f/2', platformPostId: '2' },
		]);
	});

	it('has a failed target beside the others of its network', () => {
		const change = {
			status: 'partially_published',
			platforms: ['facebook'],
			post_ids: {},
			post_urls: {
				facebook: ['https://f/1'],
				_errors: { facebook: 'Refused' },
				_transcodes: { facebook: ['shrunk'] },
			},
		};

		expect(targetsOf(change)).toMatchObject([
			{ status: 'published', url: 'https://f/1', error: null },
			{ status: 'failed', url: null, error: 'Refused' },
		]);
	});

	it.each([
		['scheduled', 'scheduled'],
		['processing', 'publishing'],
		['published', 'published'],
		['failed', 'failed'],
		['unpublished', 'unpublished'],
		['partially_published', 'unknown'],
		['new_word', 'unknown'],
	])('that is %s gives a network without any result the status %s', (word, status) => {
		expect(targetsOf({ status: word, platforms: ['twitter'], post_urls: {}, post_ids: {} })).toMatchObject([
			{ accountId: '124', platform: 'x', status, url: null },
		]);
	});

	it('that was taken down keeps its addresses, as unpublished', () => {
		expect(targetsOf({ status: 'unpublished' })).toMatchObject([
			{ status: 'unpublished' },
			{ status: 'unpublished' },
		]);
	});

	it('keeps a target whose address has ended', () => {
		expect(
			targetsOf({ platforms: ['facebook'], post_urls: { facebook: [null] }, post_ids: {} }),
		).toMatchObject([{ platform: 'facebook', status: 'published', url: null }]);
	});

	it('that failed as a whole gives the reason to its targets', () => {
		const change = {
			status: 'failed',
			platforms: ['twitter'],
			post_ids: {},
			post_urls: { _errors: { _post: 'Paused' } },
		};

		expect(targetsOf(change)).toMatchObject([{ status: 'failed', error: 'Paused' }]);
		expect(readPost({ ...PUBLISHED, ...change })?.warnings).toEqual(['Paused']);
	});

	it('gives a reason for the whole post as a warning when it went out', () => {
		const post = readPost({
			...PUBLISHED,
			post_urls: { _errors: { _post: 'Skipped' } },
			warnings: ['Ratio', 7, null],
		});

		expect(post?.warnings).toEqual(['Ratio', '7', 'Skipped']);
		expect(post?.targets).toHaveLength(2);
	});

	it('says when it was there already, and when it was not made here', () => {
		expect(readPost({ post_id: 8841, status: 'published', idempotent_replay: true })).toMatchObject({
			id: '8841',
			warnings: [expect.stringContaining('already')],
		});
		expect(readPost({ ...PUBLISHED, status: 'external' })).toMatchObject({
			status: 'unknown',
			warnings: [expect.stringContaining('imported')],
		});
	});

	it('is read whatever it looks like', () => {
		for (const hostile of HOSTILE) expect(readPost(hostile)).toBeNull();
		const fields = Object.keys(PUBLISHED).filter((field) => field !== 'id');
		for (const field of fields) {
			for (const value of [null, [], {}, 'text', 7, true, [null, {}], { __proto__: null, constructor: 1 }]) {
				expect(readPost({ ...PUBLISHED, [field]: value })).toMatchObject({ id: '8841' });
			}
		}
		expect(readPost({ id: 1, status: 'scheduled', platforms: ['constructor'] })?.targets).toMatchObject([
			{ platform: 'constructor', status: 'scheduled' },
		]);
	});
});

describe('the body of a create call', () => {
	it('names text, networks and accounts', () => {
		const accounts = [X, FACEBOOK, SECOND_FACEBOOK, account(132, 'googleBusiness')];

		expect(createBody({ ...DRAFT, accounts })).toEqual({
			content: 'Hello',
			platforms: ['twitter', 'facebook', 'gmb'],
			account_ids: [124, 123, 133, 132],
		});
	});

	it('gives the time in UTC beside the zone UTC, whatever the zone of the draft', () => {
		expect(createBody({ ...DRAFT, mode: 'schedule', scheduledAt: '2027-03-01T08:30:00.000Z' })).toMatchObject(
			{
				scheduled_time: '2027-03-01T08:30:00Z',
				timezone: 'UTC',
			},
		);
	});

	it('puts captions, settings and an alternative text into the options of their network', () => {
		const pinterest = account(130, 'pinterest');
		const draft = {
			...DRAFT,
			accounts: [X, pinterest],
			media: [{ url: 'https://cdn.example.com/a.jpg', type: 'image', altText: 'A cup' } as const],
			overrides: [
				{ platform: 'x', text: 'Short', settings: { first_comments: ['More'] } },
				{ platform: 'pinterest', text: null, settings: { board_id: '7' } },
				{ platform: 'tiktok', text: 'Not chosen', settings: {} },
			],
		};

		expect(createBody(draft)).toMatchObject({
			media_urls: ['https://cdn.example.com/a.jpg'],
			platform_options: {
				twitter: { content: 'Short', first_comments: ['More'] },
				pinterest: { board_id: '7', alt_text: 'A cup' },
			},
		});
		expect(Object.keys(createBody(draft).platform_options ?? {})).toEqual(['twitter', 'pinterest']);
		expect(leftOut(draft)).toEqual([expect.stringContaining('Pinterest')]);
	});

	it('merges additional fields last', () => {
		const additionalFields = { allow_duplicates: true, content: 'Other' };

		expect(createBody({ ...DRAFT, additionalFields })).toMatchObject({
			allow_duplicates: true,
			content: 'Other',
		});
	});

	it('has no place for tags, and says so', () => {
		expect(createBody({ ...DRAFT, tags: ['spring'] })).not.toHaveProperty('tags');
		expect(leftOut({ ...DRAFT, tags: ['spring'] })).toEqual([expect.stringContaining('tags')]);
		expect(leftOut(DRAFT)).toEqual([]);
	});

	it('sends an ID that is no number as it is, for the vendor to refuse', () => {
		expect(createBody({ ...DRAFT, accounts: [{ ...X, providerAccountId: 'acc_1' }] })).toMatchObject({
			account_ids: ['acc_1'],
		});
	});
});

describe('errors', () => {
	const failure = (status: number, code: string, details: JsonObject = {}) =>
		rules.readFailure(status, {
			success: false,
			error: { code, message: 'No.', details },
			meta: { request_id: 'req_1', timestamp: '2026-07-26T09:41:22Z' },
		});

	it.each([
		[400, 'BAD_REQUEST', 'invalid'],
		[401, 'INVALID_API_KEY', 'authentication'],
		[401, 'UNAUTHORIZED', 'authentication'],
		[402, 'INSUFFICIENT_BALANCE', 'quota'],
		[402, 'INSUFFICIENT_CREDITS', 'quota'],
		[402, 'LIMIT_REACHED', 'quota'],
		[403, 'INSUFFICIENT_SCOPE', 'permission'],
		[403, 'FORBIDDEN', 'permission'],
		[403, 'CONNECTION_SCOPE_MISSING', 'permission'],
		[404, 'RESOURCE_NOT_FOUND', 'notFound'],
		[404, 'PROFILE_NOT_FOUND', 'notFound'],
		[404, 'PROFILES_NOT_ENABLED', 'permission'],
		[404, 'NOT_ENABLED', 'permission'],
		[409, 'CONFLICT', 'conflict'],
		[409, 'IDEMPOTENCY_CONFLICT', 'conflict'],
		[409, 'DUPLICATE_CONTENT', 'conflict'],
		[409, 'PROFILE_PAUSED', 'conflict'],
		[422, 'VALIDATION_ERROR', 'invalid'],
		[422, 'UNSUPPORTED_PLATFORM', 'invalid'],
		[422, 'POST_TYPE_UNSUPPORTED', 'invalid'],
		[422, 'CONTENT_POLICY_VIOLATION', 'invalid'],
		[422, 'PLATFORM_DAILY_LIMIT_REACHED', 'quota'],
		[429, 'PLATFORM_RATE_LIMITED', 'rateLimited'],
		[429, 'RATE_LIMIT_EXCEEDED', 'rateLimited'],
		[429, 'RATE_LIMITED', 'rateLimited'],
		[500, 'SERVER_ERROR', 'unavailable'],
		[500, 'INTERNAL_ERROR', 'unavailable'],
	])('reads %d %s as %s', (status, code, cause) => {
		expect(failure(status, code)).toMatchObject({ message: 'No.', code, requestId: 'req_1', cause });
	});

	it.each<[string, JsonObject, string]>([
		['DUPLICATE_CONTENT', { existing_post_id: 8841 }, 'post 8841'],
		['DUPLICATE_CONTENT', {}, 'allow_duplicates'],
		['INSUFFICIENT_SCOPE', { required_scope: 'social:write' }, 'scope social:write'],
		['INSUFFICIENT_BALANCE', { required: '0.0250', balance: '0.0100' }, '0.0250'],
		['VALIDATION_ERROR', { fields: ['content', 'platforms'] }, 'content, platforms'],
		[
			'PLATFORM_DAILY_LIMIT_REACHED',
			{ account_id: 128, next_available_at: '2026-07-27T00:00:00Z' },
			'2026-07-27',
		],
		['CONNECTION_SCOPE_MISSING', { reconnect_required: true }, 'Reconnect'],
		['PROFILE_NOT_FOUND', {}, 'Profile ID'],
		['INVALID_API_KEY', {}, 'sqk_live_'],
	])('advises on %s %j', (code, details, advice) => {
		expect(failure(422, code, details).advice).toContain(advice);
	});

	it('leaves the rest to the status when the body says nothing', () => {
		for (const body of [...HOSTILE, { error: 'text' }, { error: { details: { fields: 7 } } }]) {
			expect(rules.readFailure(502, body)).toEqual({ message: null, code: null, requestId: null });
		}
	});
});
