import type { JsonObject } from '../../../nodes/shared/domain/json';
import {
	connectionStatusFromVendor,
	LINK_PLATFORMS,
	platformFromVendor,
	platformToVendor,
	postStatusFromVendor,
	readAccount,
	SMARTLYQ_PLATFORMS,
	statusFilterToVendor,
} from '../../../nodes/shared/providers/smartlyQ/mapping';
import { rules } from '../../../nodes/shared/providers/smartlyQ/rules';
import { HOSTILE } from './fixtures/smartlyQ';

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

describe('a connection', () => {
	it.each([
		['pending', 'pending'],
		['connected', 'connected'],
		['expired', 'expired'],
		['waiting', null],
		['constructor', null],
		[null, null],
	])('that is %s counts as %s', (word, status) => {
		expect(connectionStatusFromVendor(word)).toBe(status);
	});

	it('is made with a link for all networks but those that take credentials only', () => {
		expect(LINK_PLATFORMS).toEqual(SMARTLYQ_PLATFORMS.filter((platform) => platform !== 'telegram'));
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
		[422, 'PROVIDER_NOT_CONFIGURED', 'permission'],
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
		['UNSUPPORTED_PLATFORM', { supported: ['twitter', 'gmb', 7, null] }, ': X, Google Business, 7.'],
		['UNSUPPORTED_PLATFORM', {}, 'WhatsApp'],
		['UNSUPPORTED_PLATFORM', { supported: 'all' }, 'Telegram'],
		['PROVIDER_NOT_CONFIGURED', {}, 'another network'],
		['NOT_ENABLED', {}, 'enable'],
		['LIMIT_REACHED', {}, 'larger plan'],
		['VALIDATION_ERROR', { fields: ['bot_token', 'chat', 'return_url'] }, 'Bot Token, Channel, Return URL'],
	])('advises on %s %j', (code, details, advice) => {
		expect(failure(422, code, details).advice).toContain(advice);
	});

	it('leaves the rest to the status when the body says nothing', () => {
		for (const body of [...HOSTILE, { error: 'text' }, { error: { details: { fields: 7 } } }]) {
			expect(rules.readFailure(502, body)).toEqual({ message: null, code: null, requestId: null });
		}
	});
});
