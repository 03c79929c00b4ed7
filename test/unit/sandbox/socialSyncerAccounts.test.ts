import { fetch } from 'undici';

import { socialSyncer } from '../../../sandbox/vendors/socialSyncer/vendor';
import { setHealth } from '../fixtures/control';
import { decide } from '../fixtures/decide';
import { expectKeptContract, useSandbox } from '../fixtures/useSandbox';
import { clientOf, EXPIRED_TIKTOK, FACEBOOK, INSTAGRAM, TWITTER } from './fixtures/socialSyncerClient';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

const sandbox = useSandbox({ vendors: [socialSyncer] });
const { call, get, post } = clientOf(sandbox);

const keptContract = () => expectKeptContract(sandbox);

describe('accounts', () => {
	it('lists the connected accounts without their health', async () => {
		const { status, body } = await get('/accounts');

		expect(status).toBe(200);
		expect(body.accounts).toHaveLength(7);
		expect(body.accounts).toContainEqual({
			platform: 'twitter',
			accountId: '900000001',
			username: '@acme',
			connectedAt: expect.stringMatching(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/) as string,
		});
		expect(body.accounts).toContainEqual(expect.objectContaining({ ...FACEBOOK, username: 'Acme Coffee' }));
		keptContract();
	});

	it('lists the accounts of one platform', async () => {
		const { body } = await get('/accounts?platform=twitter');

		expect((body.accounts as Array<{ platform: string }>).map(({ platform }) => platform)).toEqual([
			'twitter',
			'twitter',
		]);
	});

	it('refuses a platform that the vendor does not know, such as x', async () => {
		expect(await get('/accounts?platform=x')).toMatchObject({
			status: 400,
			body: { code: 'VALIDATION_ERROR' },
		});
	});

	it('tells the health of all accounts in one call', async () => {
		const { body } = await get('/accounts/health');

		expect(body.accounts).toContainEqual(
			expect.objectContaining({ ...INSTAGRAM, health: 'healthy', tokenValid: true, recommendations: [] }),
		);
		expect(body.accounts).toContainEqual({
			...TWITTER,
			username: '@acme',
			health: 'warning',
			tokenValid: true,
			permissions: ['tweet.read', 'tweet.write'],
			recommendations: ['The token expires soon. Reconnect this account.'],
		});
		expect(body.accounts).toContainEqual(
			expect.objectContaining({ ...EXPIRED_TIKTOK, health: 'error', tokenValid: false }),
		);
		keptContract();
	});

	it('lets a token expire as time passes', async () => {
		sandbox.forward(4 * DAY_MS);
		const { body } = await get('/accounts/health');

		expect(body.accounts).toContainEqual(expect.objectContaining({ ...TWITTER, tokenValid: false }));
	});

	it('disconnects an account, which then is gone', async () => {
		expect(await call('DELETE', '/accounts/twitter/900000001')).toMatchObject({
			status: 200,
			body: { deleted: true },
		});
		expect(await call('DELETE', '/accounts/twitter/900000001')).toMatchObject({
			status: 404,
			body: { code: 'NOT_FOUND' },
		});
		expect((await get('/accounts')).body.accounts).toHaveLength(6);
		keptContract();
	});

	it('finds an account only under its own platform', async () => {
		expect((await call('DELETE', '/accounts/facebook/900000001')).status).toBe(404);
	});
});

describe('media', () => {
	it('takes the bytes at an address of its own, which a post can then use', async () => {
		const { body } = await post('/media/presign', { filename: 'a.jpg', contentType: 'image/jpeg' });
		const upload = await fetch(String(body.uploadUrl), {
			method: 'PUT',
			headers: { 'content-type': 'image/jpeg' },
			body: Buffer.from('not really a picture'),
		});

		expect(upload.status).toBe(200);
		expect(new URL(String(body.uploadUrl)).origin).toBe(sandbox.storageOrigin);
		expect(String(body.publicUrl)).toMatch(/\/a\.jpg$/);
		const mediaItems = [{ type: 'image', url: body.publicUrl }];
		expect((await post('/posts', { mediaItems, platforms: [INSTAGRAM], publishNow: true })).status).toBe(201);
		keptContract();
	});

	it('refuses bytes of another type than the address was made for', async () => {
		const { body } = await post('/media/presign', { filename: 'a.jpg', contentType: 'image/jpeg' });
		const upload = await fetch(String(body.uploadUrl), {
			method: 'PUT',
			headers: { 'content-type': 'image/png' },
			body: Buffer.from('x'),
		});

		expect(upload.status).toBe(403);
	});

	it('gives no address for a document', async () => {
		const answer = await post('/media/presign', { filename: 'a.pdf', contentType: 'application/pdf' });

		expect(answer).toMatchObject({ status: 400, body: { code: 'VALIDATION_ERROR' } });
	});
});

describe('connect', () => {
	const RETURN_URL = 'https://app.example.com/back?from=mail';

	/** Where its owner is sent by an answer to the sign-in page. */
	async function landingOf(authUrl: unknown, decision: 'approve' | 'refuse'): Promise<URL | null> {
		const { address } = await decide(String(authUrl), decision);
		return address === null ? null : new URL(address);
	}

	const pageStatus = async (authUrl: unknown) => (await fetch(String(authUrl))).status;
	const linkOf = async (platform: string, returnUrl?: string): Promise<unknown> =>
		(
			await get(
				`/connect/${platform}${returnUrl === undefined ? '' : `?redirect_url=${encodeURIComponent(returnUrl)}`}`,
			)
		).body.authUrl;

	it('connects an account through its owner and the code that comes back', async () => {
		const start = await get(`/connect/threads?redirect_url=${encodeURIComponent(RETURN_URL)}`);
		expect(start.body.state).toBe('owner1:threads');

		const back = await landingOf(start.body.authUrl, 'approve');
		expect(back?.searchParams.get('from')).toBe('mail');
		expect(back?.searchParams.get('state')).toBe('owner1:threads');
		const code = back?.searchParams.get('code') ?? '';
		expect((await get('/accounts?platform=threads')).body.accounts).toHaveLength(1);

		const done = await post('/connect/threads', { code, redirect_url: RETURN_URL });
		expect(done).toMatchObject({ status: 200, body: { platform: 'threads' } });
		expect((await get('/accounts?platform=threads')).body.accounts).toContainEqual(
			expect.objectContaining(done.body),
		);
		expect((await post('/connect/threads', { code, redirect_url: RETURN_URL })).status).toBe(400);
		keptContract();
	});

	it("connects by itself when the owner returns to the dashboard's callback", async () => {
		const { body } = await get('/connect/facebook');
		await landingOf(body.authUrl, 'approve');

		expect((await get('/accounts?platform=facebook')).body.accounts).toHaveLength(2);
	});

	it('repairs the account that waits for its owner', async () => {
		const { body } = await get('/connect/tiktok');
		await landingOf(body.authUrl, 'approve');
		const { body: health } = await get('/accounts/health');

		expect(health.accounts).toHaveLength(7);
		expect(health.accounts).toContainEqual(
			expect.objectContaining({ ...EXPIRED_TIKTOK, health: 'healthy', tokenValid: true }),
		);
	});

	it('repairs the account that cannot post before one that soon cannot or is gone', async () => {
		await call('DELETE', '/accounts/twitter/900000001');
		await setHealth(sandbox, 'socialSyncer', '900000002', 'expiring');
		await landingOf(await linkOf('twitter'), 'approve');
		expect((await get('/accounts?platform=twitter')).body.accounts).toEqual([
			expect.objectContaining({ accountId: '900000002' }),
		]);

		await landingOf(await linkOf('twitter'), 'approve');
		await setHealth(sandbox, 'socialSyncer', '900000001', 'revoked');
		await setHealth(sandbox, 'socialSyncer', '900000002', 'expiring');
		await landingOf(await linkOf('twitter'), 'approve');
		const { body } = await get('/accounts/health');
		expect(body.accounts).toContainEqual(expect.objectContaining({ ...TWITTER, health: 'healthy' }));
		expect(body.accounts).toContainEqual(
			expect.objectContaining({ accountId: '900000002', health: 'warning' }),
		);
	});

	it.each([undefined, RETURN_URL])('takes one answer per page, with the return URL %s', async (returnUrl) => {
		for (const decision of ['approve', 'refuse'] as const) {
			const link = await linkOf('threads', returnUrl);
			expect(await pageStatus(link)).toBe(200);
			await landingOf(link, decision);
			expect(await pageStatus(link)).toBe(410);
			expect(await landingOf(link, 'approve')).toBeNull();
		}
		expect((await get('/accounts?platform=threads')).body.accounts).toHaveLength(
			returnUrl === undefined ? 2 : 1,
		);
	});

	it('closes the page of a link after its time', async () => {
		const link = await linkOf('threads', RETURN_URL);
		sandbox.forward(2 * HOUR_MS);

		expect(await pageStatus(link)).toBe(410);
	});

	it('brings an error back when the owner refuses', async () => {
		const { body } = await get(`/connect/threads?redirect_url=${encodeURIComponent(RETURN_URL)}`);
		const back = await landingOf(body.authUrl, 'refuse');

		expect(back?.searchParams.get('error')).toBe('access_denied');
		expect(back?.searchParams.get('code')).toBeNull();
	});

	it('refuses an invented code, an old one, and one for another address', async () => {
		const { body } = await get(`/connect/threads?redirect_url=${encodeURIComponent(RETURN_URL)}`);
		const code = (await landingOf(body.authUrl, 'approve'))?.searchParams.get('code') ?? '';

		expect((await post('/connect/threads', { code: 'invented' })).status).toBe(400);
		expect(
			(await post('/connect/threads', { code, redirect_url: 'https://other.example.com/' })).status,
		).toBe(400);
		sandbox.forward(2 * HOUR_MS);
		expect((await post('/connect/threads', { code, redirect_url: RETURN_URL })).status).toBe(400);
	});
});
