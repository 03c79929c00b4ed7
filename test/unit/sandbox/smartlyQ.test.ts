import { readFileSync } from 'node:fs';
import path from 'node:path';

import { parse } from 'yaml';

import { READ_ONLY_KEY, scopesOf } from '../../../sandbox/vendors/smartlyQ/access';
import { smartlyQ } from '../../../sandbox/vendors/smartlyQ/vendor';
import { expectKeptContract, useSandbox } from '../fixtures/useSandbox';
import { clientOf, EXPIRED_LINKEDIN, FACEBOOK, PAUSED_TIKTOK, X } from './fixtures/smartlyQClient';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

const sandbox = useSandbox({ vendors: [smartlyQ] });
const { call, get, post } = clientOf(sandbox);

const world = () => sandbox.worlds.smartlyQ;

const keptContract = () => expectKeptContract(sandbox);

describe('the key', () => {
	it('is needed, and has to be known', async () => {
		for (const authorization of ['', 'sqk_live_x', 'Bearer sqk_live_x', 'Bearer nonsense']) {
			expect(await get('/me', { authorization })).toMatchObject({
				status: 401,
				body: {
					success: false,
					error: { code: 'INVALID_API_KEY', details: {} },
					meta: { request_id: expect.stringMatching(/^req_/) as string },
				},
			});
		}
	});

	it('may lack a scope', async () => {
		const authorization = `Bearer ${READ_ONLY_KEY}`;

		expect(await get('/social/accounts', { authorization })).toMatchObject({ status: 200 });
		expect(await post(`/social/accounts/${X}/pause`, undefined, { authorization })).toMatchObject({
			status: 403,
			body: { error: { code: 'INSUFFICIENT_SCOPE', details: { required_scope: 'social:write' } } },
		});
	});

	it('needs for each operation the scopes that the contract names', () => {
		const file = path.join(__dirname, '../../../sandbox/contracts/smartlyq.openapi.yaml');
		const { paths } = parse(readFileSync(file, 'utf8')) as {
			paths: Record<string, Record<string, { operationId?: string; 'x-scopes'?: string[] }>>;
		};
		const operations = Object.values(paths).flatMap((methods) => Object.values(methods));
		const declared = operations.flatMap(({ operationId, 'x-scopes': scopes }) =>
			operationId === undefined ? [] : [[operationId, scopes] as const],
		);

		expect(declared.length).toBeGreaterThan(50);
		for (const [operationId, scopes] of declared)
			expect([operationId, scopesOf(operationId)]).toEqual([operationId, scopes]);
	});
});

describe('a request that breaks the contract', () => {
	it('is refused for a wrong field, and listed as a violation', async () => {
		const answer = await post('/social/posts', { text: 'Hello', platforms: ['twitter'], account_ids: [X] });

		expect(answer).toMatchObject({
			status: 422,
			body: { error: { code: 'VALIDATION_ERROR', details: { fields: ['content'] } } },
		});
		expect(sandbox.violations('smartlyQ')).toEqual([
			expect.objectContaining({
				operationId: 'createSocialPost',
				issues: expect.arrayContaining([
					expect.objectContaining({ where: 'body/text', keyword: 'additionalProperties' }),
				]) as unknown,
			}),
		]);
	});

	it('is told which required fields are missing', async () => {
		expect(await post('/social/posts', { account_ids: [X] })).toMatchObject({
			status: 422,
			body: {
				error: {
					message: 'Missing required fields: content, platforms.',
					details: { fields: ['content', 'platforms'] },
				},
			},
		});
	});

	it('is refused as no JSON, as an unknown path, and as an unknown ID', async () => {
		const { baseUrl, apiKey } = sandbox.access.smartlyQ;
		const broken = await fetch(`${baseUrl}/social/posts`, {
			method: 'POST',
			headers: { authorization: `Bearer ${String(apiKey)}`, 'content-type': 'application/json' },
			body: '{"content"',
		});

		expect([broken.status, await broken.json()]).toMatchObject([400, { error: { code: 'BAD_REQUEST' } }]);
		for (const address of [
			'/webhooks',
			'/social/posts/1',
			'/social/posts/abc',
			'/social/accounts/9/health',
		]) {
			expect(await get(address)).toMatchObject({
				status: 404,
				body: { error: { code: 'RESOURCE_NOT_FOUND' } },
			});
		}
	});

	it('is refused for a page that is too large', async () => {
		expect(await get('/social/posts?per_page=101')).toMatchObject({ status: 422 });
	});
});

describe('accounts', () => {
	it('are listed by ID, network and name only', async () => {
		const { body } = await get('/social/accounts');

		expect(body.data).toContainEqual({ id: FACEBOOK, platform: 'facebook', name: 'Acme Coffee' });
		expect(body.data).toHaveLength(11);
		keptContract();
	});

	it('tell their health in one call', async () => {
		const { body } = await get('/social/accounts/health');
		const data = body.data as unknown as { accounts: Array<{ id: number }> };
		const row = (id: number) => data.accounts.find((account) => account.id === id);

		expect(data).toMatchObject({ healthy: 7, expiring: 1, expired: 2, paused: 1 });
		expect(row(FACEBOOK)).toMatchObject({ is_active: true, status: 'connected', validity_days: null });
		expect(row(125)).toMatchObject({ status: 'connected', token_expired: false, validity_days: 5 });
		expect(row(EXPIRED_LINKEDIN)).toMatchObject({ status: 'expired', token_expired: true, validity_days: 0 });
		expect(row(PAUSED_TIKTOK)).toMatchObject({ is_active: false, status: 'connected' });
		expect(row(134)).toMatchObject({ status: 'error', token_expired: false });
		keptContract();
	});

	it('tell the health of one, which ages with the clock', async () => {
		sandbox.forward(40 * DAY_MS);

		expect((await get(`/social/accounts/${X}/health`)).body.data).toEqual({
			id: X,
			platform: 'twitter',
			account_name: '@acme',
			status: 'connected',
			token_expired: false,
			validity_days: 5,
		});
	});

	it('are renamed, paused, resumed and disconnected', async () => {
		expect((await call('PATCH', `/social/accounts/${X}`, { account_name: 'Acme' })).body.data).toEqual({
			id: X,
			platform: 'twitter',
			account_name: 'Acme',
		});
		expect((await post(`/social/accounts/${X}/pause`)).body.data).toEqual({ id: X, paused: true });
		expect((await post(`/social/accounts/${X}/resume`)).body.data).toEqual({ id: X, paused: false });
		expect(await call('DELETE', `/social/accounts/${X}`)).toMatchObject({
			status: 200,
			body: { data: null },
		});
		expect(await call('DELETE', `/social/accounts/${X}`)).toMatchObject({ status: 404 });
		keptContract();
	});

	it('are moved to a profile, unless posts are waiting', async () => {
		expect(await post(`/social/accounts/${X}/move`, { profile_id: 301 })).toMatchObject({ status: 409 });
		expect(await post(`/social/accounts/${FACEBOOK}/move`, { profile_id: 9 })).toMatchObject({
			status: 404,
			body: { error: { code: 'PROFILE_NOT_FOUND' } },
		});
		expect(await post(`/social/accounts/${FACEBOOK}/move`, { profile_id: 301 })).toMatchObject({
			status: 200,
		});
		const inProfile = await get('/social/accounts', { 'x-profile-id': '301' });
		expect(inProfile.body.data).toMatchObject([{ id: FACEBOOK }, { id: 141 }]);
		keptContract();
	});

	it('stand in a profile of their own when X-Profile-Id names it', async () => {
		expect((await get('/social/accounts', { 'x-profile-id': '301' })).body.data).toEqual([
			{ id: 141, platform: 'bluesky', name: 'tea.example' },
		]);
		expect(await get('/social/accounts', { 'x-profile-id': '302' })).toMatchObject({
			status: 404,
			body: { error: { code: 'PROFILE_NOT_FOUND' } },
		});
	});

	it('tell what posting to their network needs', async () => {
		expect(await get('/social/accounts/130/pinterest/boards')).toMatchObject({
			body: { data: { boards: [{ name: 'Latte art' }, { name: 'Shop corners' }], sandbox: false } },
		});
		expect((await get('/social/accounts/131/youtube/playlists')).status).toBe(200);
		expect((await get('/social/accounts/125/instagram/publishing-limit')).body.data).toMatchObject({
			quota_total: 100,
			can_publish: true,
		});
		expect((await get(`/social/accounts/${PAUSED_TIKTOK}/tiktok/creator-info`)).status).toBe(200);
		expect(await get(`/social/accounts/${X}/pinterest/boards`)).toMatchObject({ status: 422 });
		expect(await get(`/social/accounts/${EXPIRED_LINKEDIN}/insights`)).toMatchObject({
			status: 422,
			body: { error: { code: 'PLATFORM_ERROR' } },
		});
		keptContract();
	});

	it('tell followers, and where Google Business posts go', async () => {
		const { body } = await get(`/social/accounts/follower-stats?days=7&account_id=${X}`);
		expect(body.data).toMatchObject({ days: 7, accounts: [{ account_id: X, history: { length: 7 } }] });
		expect((await get('/social/accounts/132/connect-options')).body.data).toMatchObject({
			supported: true,
			current: 'locations/5501',
		});
		await post('/social/accounts/132/connect-select', { target_id: 'locations/5502' });
		expect((await get('/social/accounts/132/connect-options')).body.data).toMatchObject({
			current: 'locations/5502',
		});
		expect((await get(`/social/accounts/${X}/connect-options`)).body.data).toMatchObject({
			supported: false,
		});
		keptContract();
	});
});

describe('the plan', () => {
	it('tells who the key belongs to, what is left and what was used', async () => {
		expect((await get('/me')).body.data).toMatchObject({ plan: 'pro', workspaces: [{ id: 42 }] });
		expect((await get('/me/balance')).body.data).toMatchObject({ balance: '100.0000', currency: 'USD' });
		expect((await get('/me/usage?period=today')).body.data).toEqual({
			total_requests: 3,
			total_credits_used: '0.0000',
		});
		keptContract();
	});

	it('refuses posts that the wallet does not cover', async () => {
		(world().extra.smartlyQ as { wallet: object }).wallet = { purchased: 100, monthly: 0 };

		expect(
			await post('/social/posts', { content: 'a', platforms: ['twitter'], account_ids: [X] }),
		).toMatchObject({
			status: 402,
			body: { error: { code: 'INSUFFICIENT_BALANCE', details: { required: '0.0150', balance: '0.0100' } } },
		});
		expect(world().posts.size).toBe(4);
	});

	it('allows as many calls as the number of accounts gives', async () => {
		expect((await get('/me')).headers.get('x-ratelimit-limit')).toBe('600');

		for (const account of world().accounts.values()) account.connected = false;
		const { headers } = await get('/me');
		expect(headers.get('x-ratelimit-limit')).toBe('60');
		expect(headers.get('x-ratelimit-remaining')).toBe('58');
		for (let index = 0; index < 58; index++) await get('/me');

		const refused = await get('/me');
		expect(refused).toMatchObject({ status: 429, body: { error: { code: 'RATE_LIMIT_EXCEEDED' } } });
		expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
		keptContract();

		sandbox.forward(MINUTE_MS);
		expect((await get('/me')).status).toBe(200);
	});
});
