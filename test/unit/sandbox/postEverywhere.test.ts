import { fetch, FormData } from 'undici';

import { startSandbox, type Sandbox } from '../../../sandbox/core/server';
import { NO_AI_KEY, READ_ONLY_KEY } from '../../../sandbox/vendors/postEverywhere/keys';
import { postEverywhere } from '../../../sandbox/vendors/postEverywhere/vendor';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

const X = 2280;
const INSTAGRAM = 4101;
const FACEBOOK = 4102;
const EXPIRED_LINKEDIN = 4103;
const EXPIRING_TIKTOK = 4104;
const YOUTUBE = 4105;
const BLUESKY = 4106;
const PINTEREST = 4107;
const REVOKED_THREADS = 4108;
const INACTIVE_TELEGRAM = 4110;
const TOKEN_EXPIRED = 'Token expired. Reconnect the account.';
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox({ vendors: [postEverywhere] });
});

beforeEach(() => {
	sandbox.reset();
});

afterAll(async () => {
	await sandbox.close();
});

type Json = Record<string, never> & Record<string, unknown>;

interface Answer {
	readonly status: number;
	readonly headers: { get(name: string): string | null };
	readonly body: Json;
	/** Content of the envelope; `{}` for an error. */
	readonly data: Json;
	readonly error: Json;
}

async function call(method: string, path: string, body?: unknown, key?: string): Promise<Answer> {
	const { baseUrl, apiKey } = sandbox.access.postEverywhere;
	const response = await fetch(`${baseUrl}${path}`, {
		method,
		headers: {
			authorization: `Bearer ${key ?? apiKey}`,
			...(body === undefined ? {} : { 'content-type': 'application/json' }),
		},
		body: body === undefined ? undefined : JSON.stringify(body),
	});
	const answer = (await response.json()) as Json;
	return {
		status: response.status,
		headers: response.headers,
		body: answer,
		data: (answer.data ?? {}) as Json,
		error: (answer.error ?? {}) as Json,
	};
}

const get = (path: string) => call('GET', path);
const post = (path: string, body?: unknown) => call('POST', path, body);
const patch = (path: string, body: unknown) => call('PATCH', path, body);
const remove = (path: string) => call('DELETE', path);

/** Lets everything that is being published or imported reach its end. */
const letSettle = () => sandbox.forward(1000);
const inFuture = (ms: number) => new Date(Date.now() + ms).toISOString();

function expectKeptContract(): void {
	expect(sandbox.violations()).toEqual([]);
}

/** What the vendor sends is right, even where the request was wrong on purpose. */
function expectOnlyRequestViolations(count: number): void {
	expect(sandbox.violations().map(({ kind }) => kind)).toEqual(Array<string>(count).fill('request'));
}

async function destinationsOf(id: unknown): Promise<ReadonlyArray<Json>> {
	return (await get(`/posts/${String(id)}`)).data.destinations as unknown as Json[];
}

describe('the envelope', () => {
	it('wraps every answer, with a request ID and the time, and counts calls in headers', async () => {
		const { status, body, headers } = await get('/me');

		expect(status).toBe(200);
		expect(body).toMatchObject({
			error: null,
			meta: { request_id: expect.stringMatching(/^[0-9a-f]{8}$/) as string },
		});
		expect(headers.get('x-ratelimit-limit')).toBe('60');
		expect(headers.get('x-ratelimit-remaining')).toBe('59');
		expect(Number(headers.get('x-ratelimit-reset'))).toBeGreaterThan(Date.now() / 1000 - 1);
		expectKeptContract();
	});

	it('refuses a missing or unknown key', async () => {
		const { status, body } = await call('GET', '/accounts', undefined, 'pe_live_unknown');

		expect(status).toBe(401);
		expect(body).toMatchObject({ data: null, error: { code: 'unauthorized', retryable: false } });
		expect(sandbox.violations().map(({ kind }) => kind)).toEqual(['auth']);
	});

	it('refuses what the scopes of the key do not allow', async () => {
		const write = await call('POST', '/posts', { content: 'Hi', account_ids: [X] }, READ_ONLY_KEY.key);
		const ai = await call('POST', '/ai/generate-caption', { topic: 'coffee' }, NO_AI_KEY.key);
		const read = await call('GET', '/posts', undefined, READ_ONLY_KEY.key);

		expect([write.status, ai.status, read.status]).toEqual([403, 403, 200]);
		expect(ai.error).toMatchObject({ code: 'forbidden', details: { required_scope: 'ai' } });
	});

	it('answers too many calls with 429 and the time to wait', async () => {
		for (let calls = 0; calls < 60; calls++) await get('/me');
		const { status, error, headers } = await get('/me');

		expect(status).toBe(429);
		expect(error).toMatchObject({ code: 'rate_limit_exceeded', retryable: true });
		expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
		sandbox.forward(61_000);
		expect((await get('/me')).status).toBe(200);
		expectKeptContract();
	});

	it('says 404 for an unknown path and 400 for broken JSON', async () => {
		const { baseUrl, apiKey } = sandbox.access.postEverywhere;
		const broken = await fetch(`${baseUrl}/posts`, {
			method: 'POST',
			headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
			body: '{"content":',
		});

		expect((await get('/publish')).error).toMatchObject({ code: 'not_found' });
		expect(broken.status).toBe(400);
		expect(((await broken.json()) as Json).error).toMatchObject({ code: 'invalid_json' });
	});
});

describe('accounts', () => {
	it('lists all accounts with a short health, the ID twice', async () => {
		const { data } = await get('/accounts');

		expect(data.accounts).toHaveLength(11);
		expect(data.account_ids).toContain(X);
		expect(data.accounts).toContainEqual({
			account_id: INSTAGRAM,
			id: INSTAGRAM,
			platform: 'instagram',
			account_name: '@acme',
			avatar_url: 'https://images.acme.example/avatar.jpg',
			is_active: true,
			created_at: expect.stringMatching(/Z$/) as string,
			health: { status: 'healthy', can_post: true },
		});
		expectKeptContract();
	});

	it.each([
		[X, 'healthy', 'healthy', true, []],
		[EXPIRING_TIKTOK, 'healthy', 'warning', true, ['token_expiring_soon']],
		[EXPIRED_LINKEDIN, 'expired', 'broken', false, ['needs_reconnection', 'token_expired']],
		[REVOKED_THREADS, 'unhealthy', 'broken', false, ['needs_reconnection']],
		[INACTIVE_TELEGRAM, 'unhealthy', 'broken', false, ['account_inactive']],
	])('tells the health of account %i: %s in short, %s in full', async (id, short, full, canPost, reasons) => {
		const account = await get(`/accounts/${id}`);
		const health = await get(`/accounts/${id}/health`);

		expect(account.data.health).toEqual({ status: short, can_post: canPost });
		expect(health.data).toMatchObject({ account_id: id, status: full, can_post: canPost, reasons });
		expectKeptContract();
	});

	it('warns after three permanent failures in a week', async () => {
		for (let count = 0; count < 3; count++)
			await post('/posts', { content: `No ${count}`, account_ids: [REVOKED_THREADS] });
		letSettle();
		sandbox.worlds.postEverywhere.repair(
			sandbox.worlds.postEverywhere.accounts.get(String(REVOKED_THREADS)) as never,
		);

		expect((await get(`/accounts/${REVOKED_THREADS}/health`)).data).toMatchObject({
			status: 'warning',
			can_post: true,
			reasons: ['recent_permanent_failures'],
			activity: { failures_last_7d: 3, permanent_failures_last_7d: 3 },
		});
	});

	it('shows boards of Pinterest and the site of WordPress on a single account', async () => {
		expect((await get(`/accounts/${PINTEREST}`)).data.boards).toHaveLength(2);
		expect((await get('/accounts/4109')).data.site_url).toBe('https://blog.acme.example');
		expect((await get('/accounts/99')).error).toMatchObject({ code: 'not_found' });
		expectKeptContract();
	});
});

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
		sandbox.forward(HOUR_MS + 1000);
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
		sandbox.forward(HOUR_MS + 1000);
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

		const world = sandbox.worlds.postEverywhere;
		world.repair(world.accounts.get(String(EXPIRED_LINKEDIN)) as never);
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

describe('media', () => {
	it('takes an image as a form and a video as it is, at addresses without the key', async () => {
		const image = await post('/media/upload', { filename: 'a.png', content_type: 'image/png', size: 5 });
		expect(image.data.upload_method).toEqual({
			method: 'POST',
			content_type: 'multipart/form-data',
			field_name: 'file',
		});
		const early = await post(`/media/${String(image.data.media_id)}/complete`);
		expect(early.error.message).toMatch(/make sure you uploaded/);

		const form = new FormData();
		form.set('file', new Blob(['12345'], { type: 'image/png' }), 'a.png');
		await fetch(String(image.data.upload_url), { method: 'POST', body: form });
		expect((await post(`/media/${String(image.data.media_id)}/complete`)).data).toMatchObject({
			status: 'ready',
			size: 5,
		});

		const video = await post('/media/upload', { filename: 'a.mp4', content_type: 'video/mp4', file_size: 3 });
		expect(video.data.upload_method).toMatchObject({ method: 'PUT', content_type: 'video/mp4' });
		await fetch(String(video.data.upload_url), {
			method: 'PUT',
			headers: { 'content-type': 'video/mp4' },
			body: 'abc',
		});
		expect((await post(`/media/${String(video.data.media_id)}/complete`)).data.status).toBe('processing');
		letSettle();
		expect((await get(`/media/${String(video.data.media_id)}`)).data).toMatchObject({
			status: 'ready',
			media_status: 'ready',
		});
		expectKeptContract();
	});

	it('imports an image at once and a video after a while', async () => {
		const image = await post('/media/upload-from-url', { url: 'https://cdn.acme.example/a.jpg' });
		const video = await post('/media/upload-from-url', { url: 'https://cdn.acme.example/a.mp4' });
		expect([image.data.media_status, video.data.media_status]).toEqual(['ready', 'uploading']);
		const body = { content: 'Clip', account_ids: [FACEBOOK], media_ids: [video.data.media_id] };

		expect((await post('/posts', body)).error.message).toMatch(/not ready/);
		letSettle();
		expect((await post('/posts', body)).status).toBe(201);
		expectKeptContract();
	});

	it.each([
		['http://localhost/a.jpg'],
		['http://127.0.0.1:9/a.jpg'],
		['https://10.1.2.3/a.jpg'],
		['http://169.254.169.254/latest/meta-data'],
		['http://[::1]/a.jpg'],
		['http://[::ffff:127.0.0.1]/a.jpg'],
		['http://nas.local/a.jpg'],
	])('does not fetch from %s', async (url) => {
		expect((await post('/media/upload-from-url', { url })).error).toMatchObject({ code: 'validation_error' });
	});

	it('fetches from its own storage, which stands for the public net', async () => {
		const url = `${sandbox.storageOrigin}/samples/photo.jpg`;

		expect((await post('/media/upload-from-url', { url })).data).toMatchObject({
			media_status: 'ready',
			source_url: url,
		});
	});

	it('refuses other kinds of files, and says why a video could not be imported', async () => {
		expect((await post('/media/upload-from-url', { url: 'https://cdn.acme.example/a.txt' })).status).toBe(
			415,
		);
		const { data } = await post('/media/upload-from-url', { url: 'https://cdn.acme.example/broken.mp4' });
		letSettle();
		expect((await get(`/media/${String(data.media_id)}`)).data).toMatchObject({
			media_status: 'failed',
			error_message: 'The video could not be downloaded',
		});
		expectKeptContract();
	});

	it('lists files under both names, and keeps those that a scheduled post uses', async () => {
		const { data } = await post('/media/upload-from-url', { url: 'https://cdn.acme.example/a.jpg' });
		await post('/posts', {
			content: 'Pic',
			account_ids: [X],
			media_ids: data.media_ids,
			scheduled_for: inFuture(HOUR_MS),
		});
		const list = await get('/media?type=image');

		expect(list.data.items).toEqual(list.data.media);
		expect(list.data.media_ids).toHaveLength(2);
		const path = `/media/${String(data.media_id)}`;
		expect((await remove(path)).error).toMatchObject({ code: 'conflict' });
		expect((await remove(`${path}?force=true`)).data).toMatchObject({ deleted: true });
		expectKeptContract();
	});
});

describe('connecting accounts', () => {
	const decide = async (url: unknown, decision: 'approve' | 'refuse') =>
		fetch(String(url), {
			method: 'POST',
			redirect: 'manual',
			headers: { 'content-type': 'application/x-www-form-urlencoded' },
			body: `decision=${decision}`,
		});

	it('makes a new account when the owner approves', async () => {
		const { data } = await post('/accounts/connect-link', { platform: 'threads' });
		expect(data.expires_in).toBe(600);
		await decide(data.authorize_url, 'approve');

		expect((await get('/accounts')).data.accounts).toHaveLength(12);
		expectKeptContract();
	});

	it('repairs an account in place', async () => {
		const { data } = await post(`/accounts/${EXPIRED_LINKEDIN}/reconnect`);
		await decide(data.authorize_url, 'approve');

		expect((await get(`/accounts/${EXPIRED_LINKEDIN}`)).data.health).toEqual({
			status: 'healthy',
			can_post: true,
		});
		expect((await post(`/accounts/${BLUESKY}/reconnect`)).status).toBe(400);
		expectKeptContract();
	});

	it('tells what became of a sign-in', async () => {
		const start = async () => (await post('/auth/social-connect/start', { platform: 'x' })).data;
		const poll = async (session: Json) =>
			(await get(`/auth/social-connect/poll/${String(session.session_id)}`)).data;
		const [good, refused, late] = [await start(), await start(), await start()];
		expect(await poll(good)).toEqual({ status: 'pending' });

		await decide(good.authorize_url, 'approve');
		await decide(refused.authorize_url, 'refuse');
		sandbox.forward(11 * 60_000);
		expect(await poll(good)).toMatchObject({ status: 'completed', account: { platform: 'x' } });
		expect(await poll(refused)).toEqual({ status: 'cancelled' });
		expect(await poll(late)).toEqual({ status: 'expired' });
		expectKeptContract();
	});

	it('connects by credentials, or repairs the account that has them', async () => {
		const bluesky = { platform: 'bluesky', handle: 'new.bsky.social', app_password: 'aaaa-bbbb' };
		const first = await post('/accounts/connect-credential', bluesky);
		const again = await post('/auth/social-connect/bluesky', {
			handle: '@new.bsky.social',
			app_password: 'aaaa-bbbb',
		});
		const telegram = await post('/accounts/connect-credential', {
			platform: 'telegram',
			bot_token: '1:a',
			channel: '@acme_news',
		});

		expect(first.data.account).toMatchObject({ account_name: 'new.bsky.social', health: { can_post: true } });
		expect(again.data.account).toEqual(first.data.account);
		expect(telegram.data.account).toMatchObject({ account_id: INACTIVE_TELEGRAM, is_active: true });
		expect((await post('/accounts/connect-credential', { ...bluesky, app_password: 'wrong' })).status).toBe(
			400,
		);
		expectKeptContract();
	});
});

describe('campaigns, AI and figures', () => {
	it('groups posts in campaigns', async () => {
		const { status, data } = await post('/campaigns', { name: 'Winter' });
		const path = `/campaigns/${String(data.id)}`;
		const made = await post('/posts', { content: 'Snow', account_ids: [X], campaign_id: data.id });

		expect([status, data.color, data.status]).toEqual([201, '#3b82f6', 'active']);
		expect((await patch(path, { status: 'archived' })).data).toMatchObject({
			status: 'archived',
			post_count: 1,
		});
		expect((await get('/campaigns?status=archived')).data).toMatchObject({
			campaigns: [{ id: data.id }],
			pagination: { limit: 50 },
		});
		expect((await remove(path)).data).toEqual({ id: data.id, deleted: true });
		expect((await get(`/posts/${String(made.data.id)}`)).data.campaign_id).toBeNull();
		expect((await get(path)).status).toBe(404);
		expectKeptContract();
	});

	it('spends credits on images and captions until none are left', async () => {
		const image = await post('/ai/generate-image', {
			prompt: 'A cup',
			aspect_ratio: '16:9',
			model: 'nano-banana-pro',
		});
		const caption = await post('/ai/generate-caption', {
			topic: 'espresso',
			count: 2,
			include_hashtags: true,
		});
		expect(image.data).toMatchObject({ credits_used: 15, credits_remaining: 85 });
		expect(caption.data).toMatchObject({
			count_returned: 2,
			captions: [expect.stringContaining('#espresso'), expect.any(String)],
		});
		expect((await get(`/media/${String(image.data.media_id)}`)).data).toMatchObject({
			media_status: 'ready',
			height: 1024,
		});

		for (let count = 0; count < 5; count++)
			await post('/ai/generate-image', { prompt: 'A cup', model: 'nano-banana-pro' });
		expect((await post('/ai/generate-image', { prompt: 'A cup', model: 'nano-banana-pro' })).status).toBe(
			402,
		);
		expect((await get('/me')).data.quota).toMatchObject({ ai_credits: { used: 91, limit: 100 } });
		expectKeptContract();
	});

	it('sums up the workspace and tells the rules of the networks', async () => {
		const summary = await get('/analytics/summary?period=all');
		const rules = await get('/platform-rules');

		expect(summary.data.posts).toEqual({
			total: 5,
			draft: 1,
			scheduled: 1,
			publishing: 0,
			published: 1,
			partially_failed: 1,
			failed: 1,
		});
		expect((await get('/analytics/summary?period=custom')).status).toBe(400);
		expect((rules.data.platforms as Json).x).toMatchObject({ characterLimit: 280 });
		expect(Object.keys(rules.data.platforms as Json)).toHaveLength(12);
		expectKeptContract();
	});
});
