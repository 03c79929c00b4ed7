import { fetch } from 'undici';

import { stateOf } from '../../../sandbox/vendors/smartlyQ/state';
import { smartlyQ } from '../../../sandbox/vendors/smartlyQ/vendor';
import { answerConsent } from '../../engine/browser';
import { useSandbox } from '../fixtures/useSandbox';
import { clientOf, dataOf, EXPIRED_LINKEDIN } from './fixtures/smartlyQClient';

const MINUTE_MS = 60_000;

const sandbox = useSandbox({ vendors: [smartlyQ] });
const { get, post } = clientOf(sandbox);

const linkTo = async (platform: string, body?: unknown) =>
	dataOf<{ connect_url: string }>(await post(`/social/connect/${platform}`, body)).connect_url;
const tokenOf = (link: string) => new URL(link).searchParams.get('state') ?? '';
const stateOfLink = async (link: string) => (await get(`/social/connect/${tokenOf(link)}`)).body.data;
const accountIds = async () =>
	dataOf<Array<{ id: number }>>(await get('/social/accounts')).map(({ id }) => id);

afterEach(() => {
	const broken = sandbox.violations().filter(({ operationId }) => operationId !== 'connectSocialAccount');
	expect(broken).toEqual([]);
});

describe('a connect link', () => {
	it('brings a new account and leads to the return URL', async () => {
		const link = await linkTo('instagram', { return_url: 'https://acme.example/done' });
		expect(await stateOfLink(link)).toMatchObject({ status: 'pending', account: null });

		expect(await answerConsent(link, 'approve')).toMatchObject({
			status: 303,
			address: 'https://acme.example/done?connected=1&platform=instagram',
		});
		expect(await stateOfLink(link)).toMatchObject({
			status: 'connected',
			account: { account_id: 150, platform: 'instagram' },
		});
		expect((await get('/social/accounts/150/health')).body.data).toMatchObject({ status: 'connected' });
	});

	it.each([
		['https://acme.example/done?client=7', 'https://acme.example/done?client=7&connected=1&platform=twitter'],
		['https://acme.example/#/done', 'https://acme.example/?connected=1&platform=twitter#/done'],
	])('keeps what %s has already', async (returnUrl, landing) => {
		const link = await linkTo('twitter', { return_url: returnUrl });

		expect((await answerConsent(link, 'approve')).address).toBe(landing);
	});

	it('ends on a page of its own without a return URL', async () => {
		const { status, address, text } = await answerConsent(await linkTo('threads'), 'approve');

		expect([status, address]).toEqual([200, null]);
		expect(text).toContain('You can close this page');
		expect(await accountIds()).toContain(150);
	});

	it('brings nothing when its reader refuses', async () => {
		const before = await accountIds();
		const link = await linkTo('twitter', { return_url: 'https://acme.example/done' });

		expect((await answerConsent(link, 'refuse')).address).toBe(
			'https://acme.example/done?error=access_denied&platform=twitter',
		);
		expect(await stateOfLink(link)).toMatchObject({ status: 'expired', account: null });
		expect(await accountIds()).toEqual(before);
	});

	it('works once', async () => {
		const link = await linkTo('twitter');
		await answerConsent(link, 'approve');
		const again = await answerConsent(link, 'approve');

		expect([again.status, again.text]).toEqual([410, expect.stringContaining('used already')]);
		expect(await accountIds()).toHaveLength(12);
	});

	it('lives for 15 minutes', async () => {
		const link = await linkTo('twitter');
		sandbox.forward(15 * MINUTE_MS);
		const late = await answerConsent(link, 'approve');

		expect([late.status, late.text]).toEqual([410, expect.stringContaining('expired')]);
		expect(await stateOfLink(link)).toMatchObject({ status: 'expired' });
		expect((await get('/social/connect/nonsense')).status).toBe(404);
		expect(await accountIds()).toHaveLength(11);
	});
});

describe('a reconnect link', () => {
	const reconnect = async (id: number) =>
		dataOf<{ reconnect_url: string }>(await get(`/social/accounts/${id}/reconnect-url`)).reconnect_url;

	it.each([EXPIRED_LINKEDIN, 134])('repairs account %d under the same ID', async (id) => {
		const before = await accountIds();
		const link = await reconnect(id);
		await answerConsent(link, 'approve');

		expect((await get(`/social/accounts/${id}/health`)).body.data).toMatchObject({ status: 'connected' });
		expect(await accountIds()).toEqual(before);
		expect((await fetch(link)).status).toBe(410);
	});

	it('repairs nothing when its reader refuses', async () => {
		await answerConsent(await reconnect(EXPIRED_LINKEDIN), 'refuse');

		expect((await get(`/social/accounts/${EXPIRED_LINKEDIN}/health`)).body.data).toMatchObject({
			status: 'expired',
		});
	});
});

describe('connecting', () => {
	it('needs no link where credentials are enough', async () => {
		const telegram = await post('/social/connect/telegram', { bot_token: '1:a', chat: '@acme' });
		expect(telegram).toMatchObject({
			status: 201,
			body: { data: { platform: 'telegram', account: { name: '@acme' } } },
		});
		expect((await post('/social/connect/telegram', { bot_token: '1:a', chat: '77' })).status).toBe(422);
		expect((await post('/social/connect/telegram')).status).toBe(422);
		const bluesky = { identifier: 'acme.example', app_password: 'aaaa-bbbb-cccc-dddd' };
		expect((await post('/social/connect/bluesky', bluesky)).body.data).toHaveProperty('account');
		expect((await post('/social/connect/bluesky')).body.data).toHaveProperty('connect_url');
	});

	it('is refused for an unknown network, with the list of the known ones', async () => {
		expect(await post('/social/connect/myspace')).toMatchObject({
			status: 422,
			body: {
				error: {
					code: 'UNSUPPORTED_PLATFORM',
					details: { supported: expect.arrayContaining(['gmb']) as unknown },
				},
			},
		});
		expect(sandbox.violations()).toMatchObject([{ operationId: 'connectSocialAccount' }]);
	});

	it('is refused when the plan, the vendor or the key does not allow it', async () => {
		const { connecting } = stateOf(sandbox.worlds.smartlyQ);
		const refusal = async (platform: string) => {
			const { status, body } = await post(`/social/connect/${platform}`);
			return [status, (body.error as { code?: string } | undefined)?.code];
		};

		connecting.unconfigured.add('tumblr');
		expect(await refusal('tumblr')).toEqual([422, 'PROVIDER_NOT_CONFIGURED']);
		expect(await refusal('twitter')).toEqual([201, undefined]);
		connecting.accountLimit = sandbox.worlds.smartlyQ.accounts.size;
		expect(await refusal('twitter')).toEqual([402, 'LIMIT_REACHED']);
		connecting.enabled = false;
		expect(await refusal('twitter')).toEqual([404, 'NOT_ENABLED']);
		expect(sandbox.violations()).toEqual([]);
	});
});
