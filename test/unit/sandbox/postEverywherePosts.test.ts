import { inFuture } from '../fixtures/inFuture';
import {
	X,
	INSTAGRAM,
	FACEBOOK,
	EXPIRED_LINKEDIN,
	YOUTUBE,
	BLUESKY,
	TOKEN_EXPIRED,
	HOUR_MS,
	DAY_MS,
	type Json,
	usePostEverywhere,
} from './fixtures/postEverywhere';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

const {
	get,
	post,
	patch,
	remove,
	letSettle,
	repair,
	destinationsOf,
	expectKeptContract,
	expectOnlyRequestViolations,
	sandbox,
} = usePostEverywhere();

describe('creating a post', () => {
	it('publishes now and gives each destination its result a moment later', async () => {
		const created = await post('/posts', {
			content: 'Hello',
			account_ids: [X, FACEBOOK],
			timezone: 'Europe/Berlin',
		});

		expect(created.status).toBe(201);
		expect(created.data).toMatchObject({
			id: created.data.post_id,
			post_id: expect.stringMatching(UUID) as string,
			status: 'publishing',
			accounts_count: 2,
			scheduled_for: null,
			timezone: 'Europe/Berlin',
		});
		expect((await destinationsOf(created.data.id)).map(({ status }) => status)).toEqual([
			'publishing',
			'publishing',
		]);

		letSettle();
		const { data } = await get(`/posts/${String(created.data.id)}/results`);
		expect(data).toMatchObject({
			post_status: 'published',
			results: [
				{ account_id: X, status: 'published', attempts: 1, error: null, next_retry_at: null },
				{
					account_id: FACEBOOK,
					platform_post_url: expect.stringMatching(/^https:\/\/www\.facebook\.com\//) as string,
				},
			],
		});
		expectKeptContract();
	});

	it('keeps a scheduled post until its time', async () => {
		const at = inFuture(2 * HOUR_MS);
		const { data } = await post('/posts', { content: 'Later', account_ids: [BLUESKY], scheduled_for: at });
		expect(data).toMatchObject({ status: 'scheduled', scheduled_for: at, results: [] });

		sandbox.forward(HOUR_MS);
		expect((await get(`/posts/${String(data.id)}`)).data).toMatchObject({
			status: 'scheduled',
			destinations: [{ status: 'queued', scheduled_for: at, attempts: 0 }],
		});
		sandbox.forward(HOUR_MS + 60_000);
		expect((await get(`/posts/${String(data.id)}`)).data).toMatchObject({
			status: 'published',
			destinations: [
				{ status: 'published', platform_post_url: expect.stringContaining('bsky.app') as string },
			],
		});
		expectKeptContract();
	});

	it('takes a post for an expired account and fails only that destination, at once', async () => {
		const { status, data } = await post('/posts', { content: 'Half', account_ids: [X, EXPIRED_LINKEDIN] });

		expect(status).toBe(201);
		expect(await destinationsOf(data.id)).toMatchObject([
			{ status: 'publishing' },
			{ status: 'failed', error: TOKEN_EXPIRED },
		]);
		letSettle();
		expect((await get(`/posts/${String(data.id)}`)).data.status).toBe('partially_failed');

		const alone = await post('/posts', { content: 'Alone', account_ids: [EXPIRED_LINKEDIN] });
		expect(alone.data).toMatchObject({
			status: 'publishing',
			post_status: 'failed',
			results: [{ error: TOKEN_EXPIRED }],
		});
		expectKeptContract();
	});

	it('reads a time without offset as UTC, under its old name too, whatever the time zone', async () => {
		const at = inFuture(DAY_MS).slice(0, 19);
		const body = { content: 'Zone', account_ids: [X], timezone: 'America/New_York' };

		expect((await post('/posts', { ...body, scheduled_for: at })).data.scheduled_for).toBe(`${at}.000Z`);
		expect((await post('/posts', { ...body, scheduled_at: at })).data.scheduled_for).toBe(`${at}.000Z`);
		expectKeptContract();
	});

	it('saves a draft without accounts, and turns it into a live post', async () => {
		const draft = await post('/posts', { content: 'Draft', draft: true });
		expect(draft.data).toMatchObject({
			status: 'draft',
			account_ids: [],
			next_steps: expect.any(Object) as object,
		});
		const path = `/posts/${String(draft.data.id)}/schedule`;

		expect((await post(path, { publish_now: true })).error).toMatchObject({ code: 'validation_error' });
		expect((await post(path, { scheduled_for: inFuture(30_000), account_ids: [X] })).error).toMatchObject({
			code: 'validation_error',
		});
		const live = await post(path, { scheduled_for: inFuture(HOUR_MS), account_ids: [X] });
		expect(live.data).toMatchObject({
			status: 'scheduled',
			publish_now: false,
			destinations: [{ account_id: X, status: 'queued' }],
		});
		expect((await post(path, { publish_now: true })).status).toBe(409);
		expectKeptContract();
	});

	it('takes the next free slot of the queue', async () => {
		const { data: preview } = await get('/queue?preview=2');
		const slots = (preview.queue as Json).next_slots as unknown as string[];

		expect(
			(await post('/posts', { content: 'One', account_ids: [X], use_queue: true })).data.scheduled_for,
		).toBe(slots[0]);
		expect(
			(await post('/posts', { content: 'Two', account_ids: [X], use_queue: true })).data.scheduled_for,
		).toBe(slots[1]);
		const both = await post('/posts', {
			content: 'Three',
			account_ids: [X],
			use_queue: true,
			scheduled_for: inFuture(HOUR_MS),
		});
		expect(both.error).toMatchObject({ code: 'validation_error' });
		expectKeptContract();
	});

	it.each([
		['a past time', { scheduled_for: '2020-01-01T00:00:00Z' }, 'past_schedule_time'],
		['a zone that does not exist', { timezone: 'Mars/Olympus' }, 'invalid_timezone'],
		['an unknown account', { account_ids: [1] }, 'invalid_accounts'],
		['an unknown file', { media_ids: ['00000000-0000-4000-8000-000000000000'] }, 'validation_error'],
		['an unknown campaign', { campaign_id: 99 }, 'validation_error'],
		['a caption that is too long', { content: 'x'.repeat(281) }, 'content_too_long'],
		['a network that needs media', { account_ids: [INSTAGRAM] }, 'post_creation_failed'],
		['a network that needs a title', { account_ids: [YOUTUBE] }, 'post_creation_failed'],
	])('refuses %s', async (_what, wrong, code) => {
		const { status, error } = await post('/posts', { content: 'Hello', account_ids: [X], ...wrong });

		expect([status, error.code, error.retryable]).toEqual([400, code, false]);
		expectKeptContract();
	});

	it('refuses wrong field names and lists them as violations', async () => {
		const media = await post('/posts', { content: 'Hi', account_ids: [X], media: [] });
		const typo = await post('/posts', { content: 'Hi', account_ids: [X], scheduledFor: inFuture(HOUR_MS) });

		expect(media.error).toMatchObject({
			code: 'invalid_field_name',
			message: expect.stringContaining('media_ids') as string,
		});
		expect(typo.error).toMatchObject({ code: 'validation_error', details: { field: 'scheduledFor' } });
		expectOnlyRequestViolations(2);
	});

	it('uses the caption of a network and its settings, also under its old name', async () => {
		const { data } = await post('/posts', {
			content: 'x'.repeat(300),
			account_ids: [X, FACEBOOK],
			platform_content: { twitter: { content: 'Short' }, facebook: { contentType: 'Post' } },
		});

		expect(data.platform_content).toEqual({ x: { content: 'Short' }, facebook: { contentType: 'Post' } });
		expectKeptContract();
	});

	it('stops a post whose content has failed five times', async () => {
		for (let count = 0; count < 5; count++)
			await post('/posts', { content: 'Again', account_ids: [EXPIRED_LINKEDIN] });
		const { status, error } = await post('/posts', { content: 'Again', account_ids: [X] });

		expect([status, error.code]).toEqual([422, 'permanent_failure_circuit_breaker']);
		expectKeptContract();
	});
});

describe('many posts at once', () => {
	it('makes each by itself: 201, 207 or 422', async () => {
		const good = { content: 'Good', account_ids: [X] };
		const past = { ...good, scheduled_for: '2020-01-01T00:00:00Z' };
		const wrong = { content: 'No account' };
		const [all, some, none] = [
			await post('/posts/bulk', { posts: [good, good] }),
			await post('/posts/bulk', { posts: [good, past, wrong] }),
			await post('/posts/bulk', { posts: [past] }),
		];

		expect([all.status, some.status, none.status]).toEqual([201, 207, 422]);
		expect(some.data).toMatchObject({
			summary: { total: 3, succeeded: 1, failed: 2 },
			results: [
				{ index: 0, ok: true },
				{ index: 1, ok: false, error: { code: 'validation_error' } },
				{ index: 2, ok: false },
			],
		});
		expect(none.body).toMatchObject({ error: null, data: { summary: { failed: 1 } } });
		expectKeptContract();
	});

	it('takes at most fifty', async () => {
		const { status, error } = await post('/posts/bulk', {
			posts: Array(51).fill({ content: 'Hi', account_ids: [X] }),
		});

		expect([status, error.code]).toEqual([400, 'bulk_limit_exceeded']);
	});
});

describe('listing posts', () => {
	it('shows the seeded posts, newest first, page by page', async () => {
		const first = await get('/posts?limit=2');
		const last = await get('/posts?limit=2&offset=4');

		expect(first.data.pagination).toEqual({ limit: 2, offset: 0, total: 5, has_more: true });
		expect(last.data).toMatchObject({ posts: [{ status: 'draft' }], pagination: { has_more: false } });
		expect((await get('/posts?limit=101')).status).toBe(400);
	});

	it.each([
		['status=failed,partially_failed', 2],
		['status=done', 1],
		['platform=twitter,bluesky', 2],
		[`account_id=${EXPIRED_LINKEDIN}`, 2],
		['campaign_id=1', 1],
		['search=ROASTER', 1],
		[`scheduled_after=${inFuture(0)}`, 1],
		[`published_before=${inFuture(0)}`, 2],
		[`created_after=${inFuture(-3.5 * DAY_MS)}`, 3],
		[`updated_after=${inFuture(-1.5 * DAY_MS)}`, 1],
	])('filters by %s', async (query, count) => {
		expect((await get(`/posts?${query}`)).data.posts).toHaveLength(count);
		expectKeptContract();
	});

	it('sorts by a time, posts without it last', async () => {
		const { data } = await get('/posts?sort=published_at&order=asc');
		const statuses = (data.posts as unknown as Json[]).map(({ status }) => status);

		expect(statuses.slice(0, 2)).toEqual(['published', 'partially_failed']);
	});
});

describe('changing posts', () => {
	const scheduled = async () =>
		String(((await get('/posts?status=scheduled')).data.posts as unknown as Json[])[0]?.id);

	it('changes a scheduled post and merges its settings', async () => {
		const id = await scheduled();
		const at = inFuture(HOUR_MS);
		await patch(`/posts/${id}`, { platform_content: { bluesky: { settings: { one: 1 } } } });
		const { data } = await patch(`/posts/${id}`, {
			content: 'New hours',
			scheduled_for: at,
			account_ids: [BLUESKY],
			platform_content: { bluesky: { settings: { two: 2 } } },
		});

		expect(data).toMatchObject({
			content: 'New hours',
			status: 'scheduled',
			scheduled_for: at,
			account_ids: [BLUESKY],
			platform_content: { bluesky: { settings: { one: 1, two: 2 } } },
		});
		sandbox.forward(HOUR_MS + 60_000);
		expect((await get(`/posts/${id}`)).data.status).toBe('published');
		expect((await patch(`/posts/${id}`, { content: 'Too late' })).error).toMatchObject({ code: 'conflict' });
		expectKeptContract();
	});

	it('puts failed destinations back in the queue until they succeed', async () => {
		const { data } = await post('/posts', { content: 'Retry', account_ids: [X, EXPIRED_LINKEDIN] });
		letSettle();
		const path = `/posts/${String(data.id)}`;
		const dead = await post(`${path}/retry`);
		expect(dead.data).toMatchObject({
			retried_count: 1,
			destinations: [{ account_id: EXPIRED_LINKEDIN, status: 'queued', attempts: 1 }],
		});
		letSettle();
		expect((await destinationsOf(data.id))[1]).toMatchObject({ status: 'failed', attempts: 2 });

		repair(EXPIRED_LINKEDIN);
		await post('/posts/retry-failed', { account_id: EXPIRED_LINKEDIN, post_ids: [data.id] });
		letSettle();
		expect((await get(path)).data.status).toBe('published');
		expect((await post(`${path}/retry`)).data.retried_count).toBe(0);
		expectKeptContract();
	});

	it('refuses to retry everything', async () => {
		expect((await post('/posts/retry-failed', {})).error).toMatchObject({ code: 'validation_error' });
		expectOnlyRequestViolations(1);
	});

	it('deletes the record of a post, and its copy on X when asked', async () => {
		const { data } = await post('/posts', { content: 'Bye', account_ids: [X] });
		letSettle();
		const path = `/posts/${String(data.id)}`;

		expect((await remove(`${path}?delete_on_platforms=x`)).data).toEqual({
			post_id: data.id,
			id: data.id,
			deleted: true,
			x_deletion: [{ deleted: true }],
		});
		expect((await get(path)).status).toBe(404);
		expectKeptContract();
	});
});
