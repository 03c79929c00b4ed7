import { fetch } from 'undici';

import { NO_AI_KEY, READ_ONLY_KEY } from '../../../sandbox/vendors/postEverywhere/keys';
import { decide } from '../fixtures/decide';
import {
	X,
	INSTAGRAM,
	EXPIRED_LINKEDIN,
	EXPIRING_TIKTOK,
	BLUESKY,
	PINTEREST,
	REVOKED_THREADS,
	INACTIVE_TELEGRAM,
	type Json,
	usePostEverywhere,
} from './fixtures/postEverywhere';

const { call, get, post, patch, remove, letSettle, repair, expectKeptContract, sandbox } =
	usePostEverywhere();

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
		repair(REVOKED_THREADS);

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

describe('connecting accounts', () => {
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

	it('lets a link work once, and not after its time', async () => {
		const open = async () =>
			String((await post('/accounts/connect-link', { platform: 'x' })).data.authorize_url);
		const [used, late] = [await open(), await open()];
		const first = await decide(used, 'approve');
		sandbox.forward(11 * 60_000);

		expect(first.address).toBeNull();
		expect(first.text).toContain('close this page');
		const again = await decide(used, 'approve');
		const tooLate = await decide(late, 'approve');
		expect([again.status, again.text]).toEqual([410, expect.stringContaining('used already')]);
		expect([tooLate.status, tooLate.text]).toEqual([410, expect.stringContaining('has expired')]);
		expect((await get('/accounts')).data.accounts).toHaveLength(12);
		expectKeptContract();
	});

	it('has no room for more accounts than the plan allows, but repairs those that are there', async () => {
		const telegram = { platform: 'telegram', bot_token: '1:a' };
		const connect = async (channel: string) =>
			await post('/accounts/connect-credential', { ...telegram, channel });
		for (let number = 12; number <= 25; number++) expect((await connect(`@c${number}`)).status).toBe(200);
		const refused = await connect('@c26');

		expect(refused.status).toBe(403);
		expect(refused.error).toMatchObject({ code: 'forbidden', details: { limit: 25 } });
		expect((await post('/accounts/connect-link', { platform: 'x' })).status).toBe(403);
		expect((await post('/auth/social-connect/start', { platform: 'x' })).status).toBe(403);
		expect((await connect('@c25')).status).toBe(200);
		expect((await post(`/accounts/${EXPIRED_LINKEDIN}/reconnect`)).status).toBe(200);
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
