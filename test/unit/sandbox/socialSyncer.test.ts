import { socialSyncer } from '../../../sandbox/vendors/socialSyncer/vendor';
import { postControl } from '../fixtures/control';
import { inFuture } from '../fixtures/inFuture';
import { expectKeptContract, useSandbox } from '../fixtures/useSandbox';
import { clientOf, EXPIRED_TIKTOK, FACEBOOK, INSTAGRAM, TWITTER } from './fixtures/socialSyncerClient';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const IMAGE = { type: 'image', url: 'https://cdn.acme.example/a.jpg' };
const CONSENT = { content_preview_confirmed: true, express_consent_given: true };

const sandbox = useSandbox({ vendors: [socialSyncer] });
const { call, get, post } = clientOf(sandbox);

/** Lets everything that is being published reach its end. */
const letPublish = () => sandbox.forward(60_000);

const keptContract = () => expectKeptContract(sandbox);

describe('errors', () => {
	it('refuses a call without a key, and one with a wrong key', async () => {
		expect(await call('GET', '/accounts', undefined, { authorization: '' })).toMatchObject({
			status: 401,
			body: { error: expect.any(String) as string, code: 'AUTH_MISSING_KEY' },
		});
		expect(await call('GET', '/accounts', undefined, { authorization: 'Bearer sk_wrong' })).toMatchObject({
			status: 401,
			body: { code: 'AUTH_INVALID_KEY' },
		});
	});

	it('refuses a field it does not know and lists it as a violation', async () => {
		const answer = await post('/posts', {
			content: 'Hello',
			platforms: [FACEBOOK],
			publishNow: true,
			accountIds: ['1'],
		});

		expect(answer).toMatchObject({
			status: 400,
			body: { error: 'Unknown field: accountIds', code: 'VALIDATION_ERROR' },
		});
		expect(sandbox.violations('socialSyncer')).toEqual([
			expect.objectContaining({
				operationId: 'createPost',
				issues: [expect.objectContaining({ where: 'body/accountIds', keyword: 'additionalProperties' })],
			}),
		]);
	});

	it('answers 404 for a path it does not have', async () => {
		expect(await get('/profiles')).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } });
	});

	it('answers 429 with the seconds to wait when there are too many calls', async () => {
		await postControl(sandbox, '/settings', { vendor: 'socialSyncer', rateLimit: 1 });
		await get('/accounts');
		const { status, body, headers } = await get('/accounts');

		expect({ status, code: body.code }).toEqual({ status: 429, code: 'RATE_LIMIT_EXCEEDED' });
		expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
		keptContract();
	});
});

describe('posts', () => {
	it('publishes now, with a result for each target', async () => {
		const created = await post('/posts', {
			content: 'Hello',
			platforms: [FACEBOOK, TWITTER],
			publishNow: true,
			tags: ['launch'],
		});
		expect(created).toMatchObject({
			status: 201,
			body: { status: 'publishing', content: 'Hello', tags: ['launch'] },
		});
		expect(created.body.id).toBe('post_9x2k2');

		letPublish();
		expect((await get(`/posts/${String(created.body.id)}`)).body).toMatchObject({
			status: 'published',
			platforms: [
				{ ...FACEBOOK, status: 'published', platformPostId: expect.any(String) as string },
				{
					...TWITTER,
					status: 'published',
					platformPostUrl: expect.stringContaining('https://x.com/acme/') as string,
				},
			],
		});
		keptContract();
	});

	it('answers with the results at once when publishing takes no time', async () => {
		sandbox.worlds.socialSyncer.settings.publishMs = 0;
		const { body } = await post('/posts', { content: 'Hello', platforms: [FACEBOOK], publishNow: true });

		expect(body.status).toBe('published');
	});

	it('publishes a scheduled post when its time has come', async () => {
		const scheduledFor = inFuture(2 * HOUR_MS);
		const { body } = await post('/posts', { content: 'Later', platforms: [FACEBOOK], scheduledFor });
		expect(body).toMatchObject({ status: 'scheduled', platforms: [{ status: 'scheduled' }] });

		sandbox.forward(HOUR_MS);
		expect((await get(`/posts/${String(body.id)}`)).body.status).toBe('scheduled');
		sandbox.forward(HOUR_MS + 60_000);
		expect((await get(`/posts/${String(body.id)}`)).body.status).toBe('published');
		keptContract();
	});

	it('publishes to the living and fails for the expired account, in words', async () => {
		const { body } = await post('/posts', {
			content: 'Hello',
			mediaItems: [IMAGE],
			platforms: [INSTAGRAM, EXPIRED_TIKTOK],
			publishNow: true,
			tiktokSettings: CONSENT,
		});
		letPublish();

		expect((await get(`/posts/${String(body.id)}`)).body).toMatchObject({
			status: 'partial',
			platforms: [
				{ ...INSTAGRAM, status: 'published' },
				{ ...EXPIRED_TIKTOK, status: 'failed', error: 'The token has expired. Reconnect this account.' },
			],
		});
		keptContract();
	});

	it('sends only the failed targets again on retry', async () => {
		sandbox.worlds.socialSyncer.settings.publishMs = 0;
		const before = (await get('/posts/post_9x2k1')).body.platforms as unknown as object[];
		await postControl(sandbox, `/accounts/socialSyncer/${EXPIRED_TIKTOK.accountId}/repair`);
		const { status, body } = await post('/posts/post_9x2k1/retry');

		expect(status).toBe(200);
		expect(body).toMatchObject({
			status: 'published',
			platforms: [before[0], { ...EXPIRED_TIKTOK, status: 'published' }],
		});
		expect(await post('/posts/post_9x2k1/retry')).toMatchObject({
			status: 400,
			body: { code: 'VALIDATION_ERROR' },
		});
		keptContract();
	});

	it('makes two posts of the same body sent twice', async () => {
		const body = { content: 'Twice', platforms: [FACEBOOK], publishNow: true };
		const [first, second] = [await post('/posts', body), await post('/posts', body)];

		expect(first.body.id).not.toBe(second.body.id);
	});

	it.each([
		['no platforms', { content: 'Hello', publishNow: true }, 'Platforms required for non-draft posts'],
		['no text and no media', { platforms: [FACEBOOK], publishNow: true }, 'Content required'],
		['no timing', { content: 'Hello', platforms: [FACEBOOK] }, 'exactly one'],
		[
			'two timings',
			{ content: 'Hello', platforms: [FACEBOOK], publishNow: true, isDraft: true },
			'exactly one',
		],
		[
			'a past time',
			{ content: 'Hello', platforms: [FACEBOOK], scheduledFor: '2020-01-01T00:00:00Z' },
			'in the future',
		],
		[
			'a time without an offset',
			{ content: 'Hello', platforms: [FACEBOOK], scheduledFor: '2099-01-01T00:00:00' },
			'scheduledFor',
		],
		[
			'an unknown time zone',
			{ content: 'Hello', platforms: [FACEBOOK], publishNow: true, timezone: 'Mars/Base' },
			'timezone',
		],
		[
			'an unknown account',
			{ content: 'Hello', platforms: [{ ...FACEBOOK, accountId: '1' }], publishNow: true },
			'Account 1 ',
		],
		[
			'an account under another platform',
			{ content: 'Hello', platforms: [{ ...FACEBOOK, platform: 'threads' }], publishNow: true },
			'Account 104857600000001 ',
		],
		['Instagram without media', { content: 'Hello', platforms: [INSTAGRAM], publishNow: true }, 'media'],
		[
			'a caption that is too long',
			{ content: 'x'.repeat(2201), mediaItems: [IMAGE], platforms: [INSTAGRAM], publishNow: true },
			'2200',
		],
		[
			'TikTok without consent',
			{ content: 'Hello', mediaItems: [IMAGE], platforms: [EXPIRED_TIKTOK], publishNow: true },
			'content_preview_confirmed',
		],
		[
			'a share link',
			{
				content: 'Hello',
				mediaItems: [{ type: 'image', url: 'https://drive.google.com/file/d/1/view' }],
				platforms: [FACEBOOK],
				publishNow: true,
			},
			'direct',
		],
	])('refuses a post with %s', async (_what, body, text) => {
		const answer = await post('/posts', body);

		expect(answer).toMatchObject({ status: 400, body: { code: 'VALIDATION_ERROR' } });
		expect(answer.body.error).toContain(text);
	});

	it('takes a post without text when every target has its own', async () => {
		const platforms = [{ ...FACEBOOK, customContent: 'For the page' }];

		expect((await post('/posts', { platforms, publishNow: true })).status).toBe(201);
	});

	it('keeps a draft, changes it, and publishes it', async () => {
		const draft = await post('/posts', { content: 'Idea', isDraft: true });
		const path = `/posts/${String(draft.body.id)}`;
		expect(draft.body).toMatchObject({ status: 'draft', platforms: [] });

		const changed = await call('PUT', path, { content: 'Better idea', platforms: [FACEBOOK] });
		expect(changed.body).toMatchObject({
			status: 'draft',
			content: 'Better idea',
			createdAt: draft.body.createdAt,
		});
		expect((await call('PATCH', path, { publishNow: true })).body.status).toBe('publishing');
		letPublish();
		expect((await get(path)).body).toMatchObject({ status: 'published', content: 'Better idea' });
		expect((await call('PUT', path, { content: 'Too late' })).status).toBe(400);
		keptContract();
	});

	it('moves a scheduled post, and takes it back to a draft', async () => {
		const { body } = await post('/posts', {
			content: 'Later',
			platforms: [FACEBOOK],
			scheduledFor: inFuture(HOUR_MS),
		});
		const path = `/posts/${String(body.id)}`;
		expect((await call('PUT', path, { scheduledFor: inFuture(3 * HOUR_MS) })).body.status).toBe('scheduled');
		sandbox.forward(2 * HOUR_MS);
		expect((await get(path)).body.status).toBe('scheduled');

		expect((await call('PUT', path, { isDraft: true })).body).toMatchObject({
			status: 'draft',
			scheduledFor: null,
		});
		sandbox.forward(2 * HOUR_MS);
		expect((await get(path)).body.status).toBe('draft');
	});

	it('deletes a post, which then is gone', async () => {
		expect(await call('DELETE', '/posts/post_9w0q7')).toMatchObject({ status: 200, body: { deleted: true } });
		expect(await get('/posts/post_9w0q7')).toMatchObject({
			status: 404,
			body: { error: 'Post not found', code: 'NOT_FOUND' },
		});
		sandbox.forward(31 * DAY_MS);
		expect((await get('/posts/post_9w0q7')).status).toBe(404);
	});

	it('lists the posts page by page, newest first', async () => {
		const first = await get('/posts?limit=2');
		const second = await get('/posts?limit=2&page=2');
		const last = await get('/posts?limit=2&page=3');

		expect(first.body.pagination).toEqual({ page: 1, limit: 2, total: 5, pages: 3 });
		const ids = [first, second, last].flatMap(({ body }) =>
			(body.posts as Array<{ id: string }>).map(({ id }) => id),
		);
		expect(ids).toEqual(['post_9w3dr', 'post_9w0q7', 'post_9x2k1', 'post_8m1lk', 'post_7c0ff']);
		keptContract();
	});

	it('filters the list by status and by platform', async () => {
		const idsOf = async (query: string) =>
			((await get(`/posts?${query}`)).body.posts as Array<{ id: string }>).map(({ id }) => id);

		expect(await idsOf('status=partial')).toEqual(['post_9x2k1']);
		expect(await idsOf('platform=twitter')).toEqual(['post_8m1lk']);
		expect(await idsOf('platform=threads&status=failed')).toEqual([]);
	});

	it('shows generated posts with their own text', async () => {
		await postControl(sandbox, '/populate/socialSyncer', { posts: 40, accounts: 10 });
		const { body } = await get('/posts?limit=100');

		expect(
			(body.posts as Array<{ content: string }>).filter(({ content }) => content.startsWith('Generated')),
		).toHaveLength(40);
		expect((await get('/accounts/health')).body.accounts).toHaveLength(17);
		keptContract();
	});
});
