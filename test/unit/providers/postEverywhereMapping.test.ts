import type { JsonObject } from '../../../nodes/shared/domain/json';
import type { PostStatus } from '../../../nodes/shared/domain/post';
import {
	askablePlatforms,
	POST_EVERYWHERE_PLATFORMS,
	postStatusWords,
	readAccount,
	readDestinationStatus,
	readFullHealth,
	readMediaType,
	readPlatform,
	readPostStatus,
	readShortHealth,
} from '../../../nodes/shared/providers/postEverywhere/mapping';
import { readPost } from '../../../nodes/shared/providers/postEverywhere/postReading';
import { HOSTILE } from './fixtures/postEverywhere';

const NOW = '2026-10-05T10:00:00.000Z';

describe('networks', () => {
	it.each([
		...POST_EVERYWHERE_PLATFORMS.map((word): [string, string] => [word, word]),
		['twitter', 'x'],
		['Mastodon', 'mastodon'],
	])('reads %s as %s', (word, platform) => {
		expect(readPlatform(word)).toBe(platform);
	});

	it('asks for networks that the vendor has or that are new to us', () => {
		expect(askablePlatforms(['x', 'reddit', 'googleBusiness', 'mastodon'])).toEqual(['x', 'mastodon']);
	});
});

describe('statuses', () => {
	const POST_WORDS: ReadonlyArray<[string, PostStatus]> = [
		['draft', 'draft'],
		['scheduled', 'scheduled'],
		['publishing', 'publishing'],
		['published', 'published'],
		['partially_failed', 'partiallyPublished'],
		['failed', 'failed'],
	];

	it.each(POST_WORDS)('reads a post that is %s as %s, and asks for it so', (word, status) => {
		expect(readPostStatus(word)).toBe(status);
		expect(postStatusWords([status])).toEqual([word]);
	});

	it('has no word for what the vendor does not know, and no status for a new word', () => {
		expect(postStatusWords(['cancelled', 'unpublished', 'deleted', 'unknown'])).toEqual([]);
		expect(readPostStatus('approval_pending')).toBe('unknown');
		expect(readPostStatus(7)).toBe('unknown');
	});

	it.each<[string, PostStatus, PostStatus]>([
		['queued', 'draft', 'draft'],
		['queued', 'scheduled', 'scheduled'],
		['queued', 'publishing', 'publishing'],
		['queued', 'partiallyPublished', 'publishing'],
		['publishing', 'publishing', 'publishing'],
		['published', 'partiallyPublished', 'published'],
		['failed', 'partiallyPublished', 'failed'],
		['Preparing', 'publishing', 'publishing'],
		['Uploading', 'publishing', 'publishing'],
		['Verifying', 'publishing', 'publishing'],
		['Retry Scheduled', 'publishing', 'publishing'],
		['paused', 'publishing', 'unknown'],
	])('reads a destination that is %s in a post that is %s as %s', (word, post, status) => {
		expect(readDestinationStatus(word, post)).toBe(status);
	});

	it.each([
		['image', 'image'],
		['video', 'video'],
		['document', 'document'],
		['sticker', null],
		[null, null],
	])('reads media of the type %s as %s', (word, type) => {
		expect(readMediaType(word)).toBe(type);
	});
});

describe('health in the list', () => {
	it.each<[JsonObject, string, boolean | null, string[]]>([
		[{ health: { status: 'healthy', can_post: true } }, 'healthy', true, []],
		[{ health: { status: 'expired', can_post: false } }, 'expired', false, []],
		[
			{ health: { status: 'unhealthy', can_post: false }, is_active: false },
			'unhealthy',
			false,
			['account_inactive'],
		],
		[{ health: { status: 'healthy', can_post: false } }, 'unhealthy', false, []],
		[{ health: { status: 'rate_limited', can_post: false } }, 'unhealthy', false, []],
		[{ health: { status: 'rate_limited', can_post: true } }, 'unknown', true, []],
		[{ health: null }, 'unknown', null, []],
		[{}, 'unknown', null, []],
	])('reads %j as %s', (raw, status, canPost, reasons) => {
		expect(readShortHealth(raw, NOW)).toEqual({
			status,
			canPost,
			reasons,
			tokenExpiresAt: null,
			checkedAt: NOW,
		});
	});
});

describe('health in full', () => {
	const EXPIRES = '2026-10-08T10:00:00.000Z';

	it.each<[string, JsonObject, string, boolean | null]>([
		['healthy', { status: 'healthy', can_post: true, reasons: [] }, 'healthy', true],
		[
			'near its expiry',
			{ status: 'warning', can_post: true, reasons: ['token_expiring_soon'] },
			'expiring',
			true,
		],
		[
			'near its expiry by the token',
			{ status: 'warning', can_post: true, token: { expiring_soon: true } },
			'expiring',
			true,
		],
		[
			'failing again and again',
			{ status: 'warning', can_post: true, reasons: ['recent_permanent_failures'] },
			'unhealthy',
			true,
		],
		[
			'expired',
			{ status: 'broken', can_post: false, reasons: ['needs_reconnection', 'token_expired'] },
			'expired',
			false,
		],
		[
			'expired by the token',
			{ status: 'broken', can_post: false, token: { expired: true } },
			'expired',
			false,
		],
		['withdrawn', { status: 'broken', can_post: false, reasons: ['needs_reconnection'] }, 'unhealthy', false],
		['inactive', { status: 'broken', can_post: false, reasons: ['account_inactive'] }, 'unhealthy', false],
		['of a new word', { status: 'asleep', can_post: true }, 'unknown', true],
		['of a new word and dead', { status: 'asleep', can_post: false }, 'unhealthy', false],
	])('reads an account that is %s', (_what, raw, status, canPost) => {
		expect(readFullHealth(raw, NOW)).toMatchObject({ status, canPost, checkedAt: NOW });
	});

	it("keeps the reasons in the vendor's words, and the expiry", () => {
		const raw = {
			status: 'warning',
			can_post: true,
			reasons: ['token_expiring_soon', 7, null],
			token: { expires_at: EXPIRES },
		};

		expect(readFullHealth(raw, NOW)).toMatchObject({
			reasons: ['token_expiring_soon', '7'],
			tokenExpiresAt: EXPIRES,
		});
	});
});

describe('accounts', () => {
	it('reads the canonical ID, or the older one', () => {
		const health = readShortHealth({}, NOW);

		expect(
			readAccount({ account_id: 4101, id: 1, platform: 'instagram', account_name: '@acme' }, health),
		).toMatchObject({
			id: '4101',
			providerAccountId: '4101',
			name: '@acme',
			username: null,
			isDefault: null,
		});
		expect(readAccount({ id: '4101' }, health)).toMatchObject({
			id: '4101',
			name: '4101',
			platform: 'unknown',
		});
		expect(readAccount({ platform: 'x' }, health)).toBeNull();
	});

	it('survives hostile answers', () => {
		for (const raw of HOSTILE) {
			expect(readAccount(raw, readFullHealth(raw, NOW))).toBeNull();
			expect(readShortHealth(raw, NOW).status).toBe('unknown');
			expect(readPost(raw)).toBeNull();
		}
	});
});
