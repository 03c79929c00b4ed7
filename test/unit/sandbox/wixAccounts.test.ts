import { fetch } from 'undici';

import { wix } from '../../../sandbox/vendors/wix/vendor';
import { decide } from '../fixtures/decide';
import { expectKeptContract, useSandbox } from '../fixtures/useSandbox';
import { clientOf, codeOf, FACEBOOK_PAGE, LINKEDIN_PERSON, TIKTOK, UNKNOWN_ID } from './fixtures/wixClient';

const HOUR_MS = 3_600_000;

const sandbox = useSandbox({ vendors: [wix] });
const client = clientOf(sandbox);

const keptContract = () => expectKeptContract(sandbox);

describe('authentication', () => {
	const test = (headers: Record<string, string>) =>
		client.send('GET', '/social-publisher/v1/features/PUBLISH_POST', undefined, headers);

	it('takes the raw key together with the site', async () => {
		expect((await test(client.keys)).status).toBe(200);
		keptContract();
	});

	it.each([
		['a Bearer prefix', () => ({ ...client.keys, authorization: `Bearer ${client.keys.authorization}` })],
		['a missing site ID', () => ({ authorization: client.keys.authorization })],
		['another site', () => ({ ...client.keys, 'wix-site-id': UNKNOWN_ID })],
		['a wrong key', () => ({ ...client.keys, authorization: 'IST.wrong' })],
		['no key', () => ({})],
	])('refuses %s with 403', async (_what, headers) => {
		const answer = await test(headers());

		expect(answer.status).toBe(403);
		expect(answer.body).toHaveProperty('message');
		expect(sandbox.violations()).toMatchObject([{ kind: 'auth' }]);
	});

	const exchange = (secret?: string) => {
		const { appId, appSecret, instanceId } = sandbox.access.wix;
		return client.send(
			'POST',
			'/oauth2/token',
			{
				grant_type: 'client_credentials',
				client_id: appId,
				client_secret: secret ?? appSecret,
				instance_id: instanceId,
			},
			{},
		);
	};

	it("gives an app a token that carries the site and lives four hours of the sandbox's clock", async () => {
		const { body } = await exchange();
		expect(body).toMatchObject({ token_type: 'Bearer', expires_in: 14_400 });
		const headers = { authorization: String(body.access_token) };

		expect((await test(headers)).status).toBe(200);
		sandbox.forward(4 * HOUR_MS - 60_000);
		expect((await test(headers)).status).toBe(200);
		sandbox.forward(2 * 60_000);
		expect((await test(headers)).status).toBe(401);
		keptContract();
	});

	it('gives no token for a wrong secret', async () => {
		expect((await exchange('wrong')).status).toBe(401);
	});
});

describe('accounts', () => {
	it.each([
		['INSTAGRAM', 'VALID'],
		['FACEBOOK', 'VALID'],
		['TIKTOK', 'INVALID'],
		['GBP', 'DISCONNECTED'],
		['YOUTUBE', 'NEVER_CREATED'],
	])('tells the token status of %s as %s', async (channel, status) => {
		expect((await client.get(`/${channel}/long-lived-token-status`)).body).toEqual({ status });
		keptContract();
	});

	it('lists one entry per page, though pages share the ID of their user', async () => {
		const { body } = await client.get('/accounts?channelName=FACEBOOK');

		expect(body.accounts).toMatchObject([
			{
				channelName: 'FACEBOOK',
				facebook: { id: '1022334455667788', page: { id: FACEBOOK_PAGE }, settings: { default: true } },
			},
			{
				channelName: 'FACEBOOK',
				facebook: { id: '1022334455667788', page: { id: '102938475610447' }, settings: { default: false } },
			},
		]);
		keptContract();
	});

	it.each([
		['LINKEDIN', 'linkedin', { id: LINKEDIN_PERSON }],
		['PINTEREST', 'pinterest', { board: { id: '549755813599283', displayName: 'Glazes we love' } }],
	])('lists %s in its own shape', async (channel, key, expected) => {
		const { body } = await client.get(`/accounts?channelName=${channel}`);

		expect((body.accounts as object[])[0]).toMatchObject({ channelName: channel, [key]: expected });
		keptContract();
	});

	it.each([
		['a channel that was never connected', '?channelName=YOUTUBE', 400, 'USER_NOT_EXIST_FOR_CHANNEL'],
		['a disconnected channel', '?channelName=GBP', 400, 'USER_IS_DISCONNECTED'],
		['a channel whose token lapsed', '?channelName=TIKTOK', 400, 'USER_IS_DISCONNECTED'],
		['no channel at all', '', 428, 'UNSUPPORTED_CHANNEL'],
		['the dead channel', '?channelName=TWITTER', 428, 'UNSUPPORTED_CHANNEL'],
	])('answers for %s with %s %i %s', async (_what, query, status, expected) => {
		const answer = await client.get(`/accounts${query}`);

		expect([answer.status, codeOf(answer)]).toEqual([status, expected]);
		keptContract();
	});

	it('makes another page the default', async () => {
		const answer = await client.call('PATCH', '/FACEBOOK/settings', {
			facebook: { defaultPageId: '102938475610447' },
		});

		expect([answer.status, answer.body]).toEqual([200, {}]);
		const { body } = await client.get('/accounts?channelName=FACEBOOK');
		expect(body.accounts).toMatchObject([
			{ facebook: { settings: { default: false } } },
			{ facebook: { settings: { default: true } } },
		]);
		expect(
			(await client.call('PATCH', '/FACEBOOK/settings', { facebook: { defaultPageId: '1' } })).status,
		).toBe(400);
		expect(
			(await client.call('PATCH', '/FACEBOOK/settings', { tiktok: { defaultAccountId: TIKTOK } })).status,
		).toBe(400);
		keptContract();
	});

	it('disconnects a whole channel', async () => {
		expect((await client.call('DELETE', '/FACEBOOK/account')).body).toEqual({});

		expect((await client.get('/FACEBOOK/long-lived-token-status')).body).toEqual({ status: 'DISCONNECTED' });
	});
});

describe('connecting', () => {
	const link = async (channel: string) =>
		String((await client.get(`/${channel}/connect-url`)).body.connectUrl);
	const approve = (url: string) => decide(url, 'approve');

	it('connects a new channel once the owner has approved', async () => {
		const url = await link('YOUTUBE');
		expect((await approve(url)).status).toBe(200);

		expect((await client.get('/YOUTUBE/long-lived-token-status')).body).toEqual({ status: 'VALID' });
		const { body } = await client.get('/accounts?channelName=YOUTUBE');
		expect(body.accounts).toMatchObject([{ youtube: { id: expect.stringMatching(/^UC/) as string } }]);
		expect((await approve(url)).status).toBe(410);
		keptContract();
	});

	it('repairs all pages of a channel at once', async () => {
		await client.call('DELETE', '/FACEBOOK/account');
		await approve(await link('FACEBOOK'));

		expect((await client.get('/accounts?channelName=FACEBOOK')).body.accounts).toHaveLength(2);
		await approve(await link('TIKTOK'));
		expect((await client.get('/TIKTOK/long-lived-token-status')).body).toEqual({ status: 'VALID' });
	});

	it('lets one account more into a channel that is fine', async () => {
		await approve(await link('FACEBOOK'));

		const { body } = await client.get('/accounts?channelName=FACEBOOK');
		expect(body.accounts).toMatchObject([
			{ facebook: { page: { id: FACEBOOK_PAGE }, settings: { default: true } } },
			{ facebook: { page: { id: '102938475610447' } } },
			{ facebook: { settings: { default: false } } },
		]);
		keptContract();
	});

	it('connects nothing when the owner refuses', async () => {
		const url = await link('YOUTUBE');
		const page = await decide(url, 'refuse');

		expect([page.status, page.text]).toEqual([
			200,
			expect.stringContaining('Nothing was connected. You can close this page.'),
		]);
		expect((await client.get('/YOUTUBE/long-lived-token-status')).body).toEqual({ status: 'NEVER_CREATED' });
		expect((await approve(url)).status).toBe(410);
	});

	it("dates its answers by the sandbox's clock", async () => {
		sandbox.forward(24 * HOUR_MS);
		const { headers } = await client.get('/YOUTUBE/connect-url');

		const aheadMs = Date.parse(headers.get('date') ?? '') - Date.now();
		expect(Math.abs(aheadMs - 24 * HOUR_MS)).toBeLessThan(5000);
	});

	it('ends a link after two hours', async () => {
		const url = await link('YOUTUBE');
		sandbox.forward(2 * HOUR_MS + 60_000);

		const page = await fetch(url);
		expect([page.status, await page.text()]).toEqual([410, expect.stringContaining('has expired')]);
		expect((await approve(url)).status).toBe(410);
		expect((await client.get('/YOUTUBE/long-lived-token-status')).body).toEqual({ status: 'NEVER_CREATED' });
	});
});
