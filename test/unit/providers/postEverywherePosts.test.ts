import type { JsonObject, JsonValue } from '../../../nodes/shared/domain/json';
import type { PostDraft, PostStatus } from '../../../nodes/shared/domain/post';
import { readMedia } from '../../../nodes/shared/providers/postEverywhere/mediaReading';
import { createRequest } from '../../../nodes/shared/providers/postEverywhere/postBody';
import { readCreatedPost, readPost } from '../../../nodes/shared/providers/postEverywhere/postReading';
import { rules } from '../../../nodes/shared/providers/postEverywhere/rules';
import { DRAFT, EXPIRED_LINKEDIN, FACEBOOK, HOSTILE, INSTAGRAM, X } from './fixtures/postEverywhere';

const POST: JsonObject = {
	id: '0d1f7a52-5a0c-4c1e-8a39-6d2c6a1f0b11',
	post_id: '0d1f7a52-5a0c-4c1e-8a39-6d2c6a1f0b11',
	content: 'Hello',
	status: 'partially_failed',
	scheduled_for: '2026-10-05T09:00:00Z',
	timezone: 'UTC',
	media_ids: ['m1'],
	media: [{ media_id: 'm1', type: 'image', width: 10, height: 20, duration: null }],
	destinations: [
		{
			id: 'd1',
			platform: 'instagram',
			status: 'published',
			account_id: 4101,
			published_at: '2026-10-05T09:00:04.000Z',
			platform_post_id: '178954',
			platform_post_url: 'https://www.instagram.com/p/XYZ/',
			error: null,
			attempts: 1,
		},
		{
			id: 'd2',
			platform: 'linkedin',
			status: 'failed',
			account_id: 4103,
			error: 'Token expired.',
			attempts: 3,
		},
	],
	created_at: '2026-10-05T08:55:00.000Z',
	updated_at: '2026-10-05T09:00:10.000Z',
};

describe('posts', () => {
	it('reads a post with the result of each destination', () => {
		expect(readPost(POST)).toEqual({
			id: '0d1f7a52-5a0c-4c1e-8a39-6d2c6a1f0b11',
			provider: 'postEverywhere',
			status: 'partiallyPublished',
			text: 'Hello',
			scheduledAt: '2026-10-05T09:00:00.000Z',
			publishedAt: '2026-10-05T09:00:04.000Z',
			createdAt: '2026-10-05T08:55:00.000Z',
			updatedAt: '2026-10-05T09:00:10.000Z',
			timezone: 'UTC',
			targets: [
				{
					accountId: '4101',
					platform: 'instagram',
					status: 'published',
					url: 'https://www.instagram.com/p/XYZ/',
					platformPostId: '178954',
					publishedAt: '2026-10-05T09:00:04.000Z',
					error: null,
					attempts: 1,
				},
				{
					accountId: '4103',
					platform: 'linkedin',
					status: 'failed',
					url: null,
					platformPostId: null,
					publishedAt: null,
					error: 'Token expired.',
					attempts: 3,
				},
			],
			media: [
				expect.objectContaining({ id: 'm1', type: 'image', width: 10, height: 20, durationSeconds: null }),
			],
			warnings: [],
		});
	});

	it.each<[string, JsonObject, JsonObject]>([
		['the older ID alone', { post_id: undefined }, { id: POST.id }],
		[
			'no media but IDs',
			{ media: null },
			{ media: [expect.objectContaining({ id: 'm1', type: null })] as never },
		],
		[
			'the older form of media',
			{ media: [{ id: 'm2', type: 'video', url: 'https://cdn.example/m2' }] },
			{ media: [expect.objectContaining({ id: 'm2', url: 'https://cdn.example/m2' })] as never },
		],
		['no status', { status: undefined }, { status: 'partiallyPublished' }],
		['a new status', { status: 'approval_pending' }, { status: 'unknown' }],
		[
			'an error that is an object',
			{ destinations: [{ status: 'failed', error: { message: 'No' } }] },
			{ targets: [expect.objectContaining({ error: 'No', accountId: null })] as never },
		],
		[
			'wrong types everywhere',
			{ content: {}, destinations: 'x', media: 7, media_ids: {}, created_at: 'soon' },
			{ text: null, targets: [], media: [], createdAt: null },
		],
	])('reads a post with %s', (_what, change, expected) => {
		expect(readPost({ ...POST, ...change })).toMatchObject(expected);
	});

	it('reads media under the words of documentation and clients', () => {
		expect(
			readMedia({ media_id: 'm', status: 'processing', media_status: 'uploading', size: '12' }),
		).toMatchObject({
			id: 'm',
			status: 'uploading',
			sizeBytes: 12,
		});
		expect(readMedia({ id: 'm', status: 'ready' })).toMatchObject({ id: 'm', status: 'ready' });
	});
});

describe('the post that a create answers', () => {
	const CREATED = { id: 'p1', post_id: 'p1', status: 'publishing', content: 'Hello', results: [] };

	it('has the accounts of the draft as targets', () => {
		expect(readCreatedPost(CREATED, DRAFT, [])).toMatchObject({
			id: 'p1',
			status: 'publishing',
			targets: [
				{ accountId: X.id, platform: 'x', status: 'publishing', error: null },
				{ accountId: FACEBOOK.id, platform: 'facebook', status: 'publishing' },
			],
		});
	});

	it.each<[JsonObject, PostStatus, PostStatus]>([
		[{ status: 'scheduled' }, 'scheduled', 'scheduled'],
		[{ status: 'draft' }, 'draft', 'draft'],
		[{ status: 'publishing', post_status: 'published' }, 'published', 'publishing'],
		[{ status: 'thinking' }, 'unknown', 'publishing'],
	])('reads %j', (change, status, target) => {
		const post = readCreatedPost({ ...CREATED, ...change }, DRAFT, []);

		expect([post?.status, post?.targets[0]?.status]).toEqual([status, target]);
	});

	it('takes the results that are there already', () => {
		const draft: PostDraft = { ...DRAFT, accounts: [X, EXPIRED_LINKEDIN] };
		const results = [
			{ account_id: 4103, platform: 'linkedin', status: 'failed', error: 'Token expired.', attempts: 1 },
		];

		expect(readCreatedPost({ ...CREATED, results }, draft, [])?.targets).toMatchObject([
			{ accountId: '2280', status: 'publishing' },
			{ accountId: '4103', status: 'failed', error: 'Token expired.', attempts: 1 },
		]);
	});

	it('is no post without an ID', () => {
		expect(readCreatedPost({ status: 'publishing' }, DRAFT, [])).toBeNull();
	});
});

describe('the body of a create', () => {
	const bodyOf = (change: Partial<PostDraft>) => createRequest({ ...DRAFT, ...change }).body;

	it.each<[string, Partial<PostDraft>, JsonObject]>([
		['now', {}, {}],
		[
			'schedule',
			{ mode: 'schedule', scheduledAt: '2026-12-01T14:30:00.000Z' },
			{ scheduled_for: '2026-12-01T14:30:00.000Z' },
		],
		['draft', { mode: 'draft' }, { draft: true }],
		['queue', { mode: 'queue' }, { use_queue: true }],
	])('says %s', (_mode, change, expected) => {
		expect(bodyOf(change)).toEqual({
			content: 'Hello',
			account_ids: [2280, 4102],
			timezone: 'Europe/Berlin',
			...expected,
		});
	});

	it('leaves out what is empty, and merges additional fields last', () => {
		expect(
			bodyOf({
				text: '',
				accounts: [],
				mode: 'draft',
				additionalFields: { campaign_id: 1, timezone: 'UTC' },
			}),
		).toEqual({
			draft: true,
			timezone: 'UTC',
			campaign_id: 1,
		});
	});

	it('puts overrides where the vendor has them', () => {
		const { platform_content: content } = bodyOf({
			overrides: [
				{ platform: 'x', text: 'Short', settings: {} },
				{ platform: 'facebook', text: null, settings: { contentType: 'Reels' } },
				{ platform: 'youtube', text: 'Long', settings: { title: 'T', contentType: 'Short' } },
				{ platform: 'threads', text: null, settings: {} },
			],
		});

		expect(content).toEqual({
			x: { content: 'Short' },
			facebook: { contentType: 'Reels' },
			youtube: { content: 'Long', contentType: 'Short', settings: { title: 'T' } },
		});
	});

	it('gives Instagram its alternative text unless the settings have one', () => {
		const media = [
			{ source: 'url', url: 'https://cdn.example/a.jpg', type: 'image', altText: 'A cup' },
		] as const;
		const accounts = [INSTAGRAM];
		const overrides = [{ platform: 'instagram', text: null, settings: { altText: 'Another cup' } }];

		expect(bodyOf({ media, accounts }).platform_content).toEqual({
			instagram: { settings: { altText: 'A cup' } },
		});
		expect(bodyOf({ media, accounts, overrides }).platform_content).toEqual({
			instagram: { settings: { altText: 'Another cup' } },
		});
		expect(bodyOf({ media }).platform_content).toBeUndefined();
	});

	it('warns about what has no place', () => {
		const warnings = (change: Partial<PostDraft>) => createRequest({ ...DRAFT, ...change }).warnings;
		const media = [
			{ source: 'url', url: 'https://cdn.example/a.jpg', type: 'image', altText: 'A cup' },
		] as const;

		expect(warnings({})).toEqual([]);
		expect(warnings({ media })).toEqual([expect.stringContaining('alternative text')]);
		expect(warnings({ media, accounts: [INSTAGRAM] })).toEqual([]);
		expect(warnings({ media: [...media, ...media], accounts: [INSTAGRAM] })).toHaveLength(1);
	});
});

describe('errors', () => {
	const failure = (error: JsonValue): JsonValue => ({ data: null, error, meta: { request_id: '9f31c2ab' } });

	it.each([
		['past_schedule_time', /in the future/],
		['invalid_timezone', /IANA/],
		['invalid_accounts', /another workspace/],
		['content_too_long', /Shorten the caption/],
		['invalid_field_name', /media_ids/],
		['unsupported_media_type', /MP4/],
		['permanent_failure_circuit_breaker', /several times/],
		['post_already_published', /live already/],
		['bulk_limit_exceeded', /50/],
		['insufficient_credits', /credits/],
	])('knows a way out of %s', (code, advice) => {
		expect(rules.readFailure(400, failure({ code, message: 'No' }))).toMatchObject({
			code,
			message: 'No',
			requestId: '9f31c2ab',
			advice: expect.stringMatching(advice) as string,
		});
	});

	it.each([
		[401, /pe_live_/],
		[402, /subscription/],
		[403, /scope/],
	])('knows a way out of HTTP status %i whatever the code', (status, advice) => {
		expect(rules.readFailure(status, failure({ code: 'new', message: 'No' })).advice).toMatch(advice);
	});

	it.each<[string, JsonObject, string | undefined, RegExp]>([
		['names the scope of the details', { details: { required_scope: 'ai' } }, undefined, /scope "ai"/],
		['names the scope of the text', { message: 'Missing "Write" scope' }, undefined, /scope "write"/],
		['takes a used-up plan for one', { message: 'Account limit reached' }, 'quota', /Get Quota/],
		['leaves both open', { message: 'Forbidden' }, undefined, /scope.*Get Quota/],
	])('%s of a 403', (_what, error, cause, advice) => {
		const read = rules.readFailure(403, failure({ code: 'forbidden', ...error }));

		expect(read.cause).toBe(cause);
		expect(read.advice).toMatch(advice);
	});

	it('adds the broken rules of networks, and says by how much a caption is too long', () => {
		const details = {
			validation_errors: [
				{ platform: 'x', message: 'Too long', limit: 280, length: 300 },
				'Media required',
				{ message: 'Too long' },
			],
		};

		expect(
			rules.readFailure(400, failure({ code: 'content_too_long', message: 'Refused', details })),
		).toMatchObject({
			message: 'Refused; Too long; Media required',
			advice: expect.stringContaining('x by 20 characters') as string,
		});
	});

	it('survives bodies of any kind', () => {
		for (const body of [...HOSTILE, { error: 'text' }, { error: { details: { validation_errors: 'x' } } }]) {
			expect(rules.readFailure(500, body)).toEqual({ message: null, code: null, requestId: null });
		}
	});
});
