import { PLATFORMS } from '../../../nodes/shared/domain/platform';
import { POST_STATUSES } from '../../../nodes/shared/domain/post';
import { socialSyncer as provider } from '../../../nodes/shared/providers/socialSyncer';
import {
	normaliseAccountId,
	platformFilter,
	platformFromVendor,
	readAccount,
	readPost,
	statusFilter,
} from '../../../nodes/shared/providers/socialSyncer/mapping';
import { createBody } from '../../../nodes/shared/providers/socialSyncer/postBody';
import { failureOfAnswer } from '../../../nodes/shared/transport/failure';
import { DRAFT, HOSTILE } from './fixtures/socialSyncer';

const NOT_CHECKED = {
	status: 'unknown',
	canPost: null,
	reasons: [],
	tokenExpiresAt: null,
	checkedAt: null,
} as const;

describe('words', () => {
	it.each([
		['twitter', 'x'],
		['TWITTER', 'x'],
		['instagram', 'instagram'],
		['facebook', 'facebook'],
		['threads', 'threads'],
		['tiktok', 'tiktok'],
		['Mastodon', 'mastodon'],
	])('reads the network %s as %s', (word, platform) => {
		expect(platformFromVendor(word)).toBe(platform);
	});

	it('filters by a single network that the vendor has, and by no other', () => {
		expect(platformFilter(['x'])).toBe('twitter');
		expect(PLATFORMS.filter((platform) => platformFilter([platform]) !== undefined).sort()).toEqual(
			[...provider.platforms].sort(),
		);
		expect(platformFilter(['linkedin'])).toBeUndefined();
		expect(platformFilter(['x', 'facebook'])).toBeUndefined();
		expect(platformFilter()).toBeUndefined();
	});

	it.each([
		['draft', 'draft'],
		['scheduled', 'scheduled'],
		['publishing', 'publishing'],
		['published', 'published'],
		['partial', 'partiallyPublished'],
		['failed', 'failed'],
		['on_hold', 'unknown'],
		[null, 'unknown'],
	])('reads the post status %s as %s', (word, status) => {
		expect(readPost({ id: 'post_1', status: word })?.status).toBe(status);
	});

	it('filters by a single status that the vendor has', () => {
		expect(POST_STATUSES.map((status) => statusFilter([status]))).toEqual([
			'draft',
			'scheduled',
			'publishing',
			'published',
			'partial',
			'failed',
			undefined,
			undefined,
			undefined,
			undefined,
		]);
		expect(statusFilter(['draft', 'failed'])).toBeUndefined();
	});

	it.each([
		['draft', 'pending', 'draft'],
		['scheduled', 'pending', 'scheduled'],
		['scheduled', 'scheduled', 'scheduled'],
		['publishing', 'pending', 'publishing'],
		['publishing', 'publishing', 'publishing'],
		['partial', 'failed', 'failed'],
		['published', 'published', 'published'],
		['published', 'on_hold', 'unknown'],
	])('in a %s post, reads the target status %s as %s', (postStatus, word, status) => {
		const post = readPost({
			id: 'post_1',
			status: postStatus,
			platforms: [{ platform: 'twitter', status: word }],
		});

		expect(post?.targets[0]?.status).toBe(status);
	});

	it.each([
		['x:900000001', 'x:900000001'],
		['twitter:900000001', 'x:900000001'],
		['facebook:1:2', 'facebook:1:2'],
		['900000001', '900000001'],
	])('takes the account ID %s for %s', (written, id) => {
		expect(normaliseAccountId(written)).toBe(id);
	});
});

describe('reading', () => {
	it('reads an account, with null for what the vendor does not tell', () => {
		const entry = {
			platform: 'twitter',
			accountId: '900000001',
			username: '@acme',
			connectedAt: '2026-02-01T09:05:00Z',
		};

		expect(readAccount(entry, NOT_CHECKED)).toEqual({
			id: 'x:900000001',
			providerAccountId: '900000001',
			provider: 'socialSyncer',
			platform: 'x',
			name: '@acme',
			username: 'acme',
			avatarUrl: null,
			connectedAt: '2026-02-01T09:05:00.000Z',
			isActive: null,
			isDefault: null,
			health: NOT_CHECKED,
		});
	});

	it("takes the name of a Facebook Page for a name, not for a user's", () => {
		const entry = { platform: 'facebook', accountId: '1', username: 'Acme Coffee' };

		expect(readAccount(entry, NOT_CHECKED)).toMatchObject({
			name: 'Acme Coffee',
			username: null,
			connectedAt: null,
		});
	});

	it('reads a number where an ID should be text, and passes over an entry that names no account', () => {
		expect(readAccount({ platform: 'threads', accountId: 42 }, NOT_CHECKED)?.id).toBe('threads:42');
		expect(readAccount({ platform: 'threads' }, NOT_CHECKED)).toBeNull();
		expect(readAccount({ accountId: '1' }, NOT_CHECKED)).toBeNull();
		for (const entry of HOSTILE) expect(readAccount(entry, NOT_CHECKED)).toBeNull();
	});

	it('reads the documented post', () => {
		const post = readPost({
			id: 'post_9x2k1',
			status: 'partial',
			platforms: [
				{
					platform: 'instagram',
					status: 'published',
					platformPostId: '17841400123',
					platformPostUrl: 'https://instagram.com/p/XYZ',
				},
				{ platform: 'tiktok', status: 'failed', error: 'Video processing failed' },
			],
		});

		expect(post).toEqual({
			id: 'post_9x2k1',
			provider: 'socialSyncer',
			status: 'partiallyPublished',
			text: null,
			scheduledAt: null,
			publishedAt: null,
			createdAt: null,
			updatedAt: null,
			timezone: null,
			targets: [
				{
					accountId: null,
					platform: 'instagram',
					status: 'published',
					url: 'https://instagram.com/p/XYZ',
					platformPostId: '17841400123',
					publishedAt: null,
					error: null,
					attempts: null,
				},
				{
					accountId: null,
					platform: 'tiktok',
					status: 'failed',
					url: null,
					platformPostId: null,
					publishedAt: null,
					error: 'Video processing failed',
					attempts: null,
				},
			],
			media: [],
			warnings: [],
		});
	});

	it('reads the echoed fields where they are there', () => {
		const post = readPost({
			id: 'post_1',
			status: 'scheduled',
			content: 'Hello',
			scheduledFor: '2026-12-01T09:30:00-05:00',
			timezone: 'America/New_York',
			createdAt: '2026-02-01T10:00:00Z',
			updatedAt: 'yesterday',
			mediaItems: [{ type: 'gif', url: 'https://cdn.example.com/a.gif' }, { type: 'hologram' }],
			platforms: [{ platform: 'twitter', accountId: '900000001', status: 'scheduled' }],
		});

		expect(post).toMatchObject({
			text: 'Hello',
			scheduledAt: '2026-12-01T14:30:00.000Z',
			createdAt: '2026-02-01T10:00:00.000Z',
			updatedAt: null,
			media: [
				{ type: 'gif', url: 'https://cdn.example.com/a.gif' },
				{ type: null, url: null },
			],
			targets: [{ accountId: 'x:900000001', platform: 'x' }],
		});
	});

	it('does not stumble over hostile posts', () => {
		for (const entry of HOSTILE) expect(readPost(entry)).toBeNull();
		expect(readPost({ id: 'post_1', platforms: HOSTILE, mediaItems: 'none' })?.targets).toHaveLength(
			HOSTILE.length,
		);
	});

	it.each([
		['VALIDATION_ERROR', 400, 'invalid'],
		['AUTH_MISSING_KEY', 401, 'authentication'],
		['AUTH_INVALID_KEY', 401, 'authentication'],
		['NOT_FOUND', 404, 'notFound'],
		['RATE_LIMIT_EXCEEDED', 429, 'rateLimited'],
		['INTERNAL_ERROR', 500, 'unavailable'],
	])('reads the error code %s', (code, status, cause) => {
		expect(provider.rules.readFailure(status, { error: 'Said so', code })).toMatchObject({
			message: 'Said so',
			code,
			requestId: null,
			cause,
		});
	});

	it.each([
		[401, 'authentication'],
		[402, 'quota'],
		[403, 'permission'],
		[404, 'notFound'],
		[409, 'conflict'],
		[422, 'invalid'],
		[503, 'unavailable'],
	])('has a cause and a way out for status %s, for which no code is documented', (status, cause) => {
		const { facts } = failureOfAnswer(
			{
				provider: provider.id,
				displayName: provider.displayName,
				rules: provider.rules,
				secrets: [],
				repeatable: 'safe',
			},
			{ status, body: { error: 'Said so', code: 'NOVELTY' }, location: null, resetsAt: null },
		);

		expect(facts).toMatchObject({ message: 'Said so', code: 'NOVELTY', cause, outcome: 'none' });
		expect(facts.advice).toMatch(/\w/);
	});

	it('leaves an error it cannot read to the status', () => {
		for (const body of HOSTILE) {
			expect(provider.rules.readFailure(502, body)).toEqual({ message: null, code: null, requestId: null });
		}
	});
});

describe('writing', () => {
	it.each([
		['now', null, { publishNow: true }],
		['schedule', '2026-12-01T14:30:00.000Z', { scheduledFor: '2026-12-01T14:30:00Z' }],
		['draft', null, { isDraft: true }],
	] as const)('says exactly one thing about the time of a post: %s', (mode, scheduledAt, timing) => {
		expect(createBody({ ...DRAFT, mode, scheduledAt })).toEqual({
			content: 'Hello',
			platforms: [
				{ platform: 'facebook', accountId: '104857600000001' },
				{ platform: 'twitter', accountId: '900000001' },
			],
			timezone: 'Europe/Berlin',
			...timing,
		});
	});

	it('puts captions, settings, tags and additional fields where they belong', () => {
		const body = createBody({
			...DRAFT,
			accounts: [
				...DRAFT.accounts,
				{ id: 'tiktok:0b3k', providerAccountId: '0b3k', platform: 'tiktok', name: 'acme.outlet' },
			],
			text: '',
			overrides: [
				{ platform: 'x', text: 'Short hello', settings: { reply: 'nobody' } },
				{ platform: 'facebook', text: null, settings: { firstComment: 'First!' } },
				{ platform: 'tiktok', text: 'For you', settings: { privacy_level: 'PUBLIC_TO_EVERYONE' } },
				{ platform: 'threads', text: 'Nobody there', settings: { a: 1 } },
			],
			tags: ['launch'],
			additionalFields: { timezone: 'UTC', novelty: true },
		});

		expect(body).toEqual({
			platforms: [
				{ platform: 'facebook', accountId: '104857600000001' },
				{
					platform: 'twitter',
					accountId: '900000001',
					customContent: 'Short hello',
					platformSpecificData: { reply: 'nobody' },
				},
				{ platform: 'tiktok', accountId: '0b3k', customContent: 'For you' },
			],
			timezone: 'UTC',
			publishNow: true,
			tags: ['launch'],
			facebookSettings: { firstComment: 'First!' },
			tiktokSettings: { privacy_level: 'PUBLIC_TO_EVERYONE' },
			novelty: true,
		});
	});
});
