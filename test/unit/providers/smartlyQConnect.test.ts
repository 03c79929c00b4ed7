import { formatConnectionId, parseConnectionId } from '../../../nodes/shared/domain/connectionId';
import { smartlyQ as provider } from '../../../nodes/shared/providers/smartlyQ';
import { READ_ONLY_KEY } from '../../../sandbox/vendors/smartlyQ/access';
import { stateOf } from '../../../sandbox/vendors/smartlyQ/state';
import { smartlyQ as vendor } from '../../../sandbox/vendors/smartlyQ/vendor';
import { answerConsent } from '../../engine/browser';
import { injectFault } from '../fixtures/control';
import { expectKeptContract, useSandbox } from '../fixtures/useSandbox';
import { sandboxWire } from './fixtures/smartlyQ';

const { createLink, getStatus, reconnect, connectWithCredentials } = provider.connect;
if (!connectWithCredentials) throw new Error('SmartlyQ lacks an operation');

const MINUTE_MS = 60_000;
const RETURN_URL = 'https://acme.example/done';

const sandbox = useSandbox({ vendors: [vendor] });
const wire = sandboxWire(sandbox);

const keptContract = () => expectKeptContract(sandbox);
const link = async (platform: string, returnUrl: string | null = null) =>
	(await createLink(wire, platform, returnUrl)).item;
const statusOf = async (connectionId: string) => (await getStatus(wire, connectionId)).item;
const fault = async (wish: object) => injectFault(sandbox, 'smartlyQ', wish);

describe('a connect link', () => {
	it('connects a new account, whose owner lands on the return URL', async () => {
		const { connectUrl, connectionId, ...rest } = await link('x', RETURN_URL);
		expect(rest).toEqual({
			provider: 'smartlyQ',
			platform: 'x',
			expiresAt: expect.stringMatching(/\.000Z$/) as string,
			accountId: null,
		});
		expect(Date.parse(rest.expiresAt ?? '') - Date.now()).toBeLessThanOrEqual(15 * MINUTE_MS);
		expect(await statusOf(connectionId)).toEqual({
			connectionId,
			provider: 'smartlyQ',
			platform: 'x',
			status: 'pending',
			expiresAt: rest.expiresAt,
			account: null,
			note: null,
		});

		expect((await answerConsent(connectUrl, 'approve')).address).toBe(
			`${RETURN_URL}?connected=1&platform=twitter`,
		);
		const { account, ...connection } = await statusOf(connectionId);
		expect(connection).toMatchObject({ status: 'connected', note: null });
		expect(account).toEqual({
			...(await provider.accounts.get(wire, '150')).item,
			username: 'new_twitter_150',
			health: expect.objectContaining({ status: 'healthy', canPost: true }) as unknown,
		});
		keptContract();
	});

	it('can be made for every network that it names', async () => {
		for (const platform of provider.connect.linkPlatforms) {
			expect(await link(platform)).toMatchObject({ platform, connectUrl: expect.any(String) as string });
		}
		expect(provider.connect.linkPlatforms).toHaveLength(14);
		expect(provider.connect.takesReturnUrl).toBe(true);
		keptContract();
	});

	it('connects once', async () => {
		const { connectUrl, connectionId } = await link('threads');
		await answerConsent(connectUrl, 'approve');

		expect((await answerConsent(connectUrl, 'approve')).status).toBe(410);
		expect(await statusOf(connectionId)).toMatchObject({ status: 'connected', account: { id: '150' } });
	});

	it('that is refused, or used too late, is expired', async () => {
		const [refused, late] = [await link('threads'), await link('threads')];
		await answerConsent(refused.connectUrl, 'refuse');
		expect(await statusOf(refused.connectionId)).toMatchObject({ status: 'expired', account: null });

		sandbox.forward(15 * MINUTE_MS);
		expect((await answerConsent(late.connectUrl, 'approve')).status).toBe(410);
		expect(await statusOf(late.connectionId)).toMatchObject({ status: 'expired', account: null });
		keptContract();
	});

	it('says that a network connects all that its owner has at once', async () => {
		const { connectUrl, connectionId } = await link('youtube');
		await answerConsent(connectUrl, 'approve');

		expect(await statusOf(connectionId)).toMatchObject({
			status: 'connected',
			note: expect.stringContaining('at once') as string,
		});
	});

	it('tells of an account that has gone again', async () => {
		const { connectUrl, connectionId } = await link('threads');
		await answerConsent(connectUrl, 'approve');
		await provider.accounts.disconnect?.(wire, '150');

		expect(await statusOf(connectionId)).toMatchObject({
			status: 'connected',
			account: { id: '150', username: 'new_threads_150', health: { status: 'unknown', canPost: null } },
			note: expect.stringContaining('not in the list') as string,
		});
		keptContract();
	});

	it('is made although asking about it fails just then', async () => {
		await fault({ operationId: 'connectSocialAccountStatus', kind: 'serverError' });
		const { connectUrl, connectionId } = await link('threads');
		await answerConsent(connectUrl, 'approve');

		expect((await statusOf(connectionId)).status).toBe('connected');
	});

	it('belongs to the profile it was made in', async () => {
		const inProfile = sandboxWire(sandbox, { profileId: '301' });
		const { item } = await createLink(inProfile, 'threads', null);
		await answerConsent(item.connectUrl, 'approve');

		expect((await getStatus(inProfile, item.connectionId)).item).toMatchObject({
			status: 'connected',
			account: { health: { canPost: true } },
		});
		await expect(getStatus(wire, item.connectionId)).rejects.toMatchObject({
			facts: { cause: 'notFound', advice: expect.stringContaining('profile') as string },
		});
		keptContract();
	});

	it('is refused with a way out', async () => {
		const { connecting } = stateOf(sandbox.worlds.smartlyQ);
		const refusal = async (platform: string, key?: string) =>
			createLink(sandboxWire(sandbox, { apiKey: key }), platform, null).then(
				() => null,
				(error: { facts: object }) => error.facts,
			);

		expect(await refusal('x', 'sqk_live_wrong')).toMatchObject({ cause: 'authentication', httpCode: 401 });
		expect(await refusal('x', READ_ONLY_KEY)).toMatchObject({
			cause: 'permission',
			httpCode: 403,
			advice: expect.stringContaining('scope social:write') as string,
		});
		connecting.unconfigured.add('tumblr');
		expect(await refusal('tumblr')).toMatchObject({ cause: 'permission', code: 'PROVIDER_NOT_CONFIGURED' });
		connecting.accountLimit = 1;
		expect(await refusal('x')).toMatchObject({
			cause: 'quota',
			httpCode: 402,
			advice: expect.stringContaining('Disconnect') as string,
		});
		connecting.enabled = false;
		expect(await refusal('x')).toMatchObject({ cause: 'permission', code: 'NOT_ENABLED', httpCode: 404 });
		connecting.enabled = true;

		expect(await refusal('myspace')).toMatchObject({
			cause: 'invalid',
			code: 'UNSUPPORTED_PLATFORM',
			advice: expect.stringMatching(/X, .*Google Business.*WhatsApp/s) as string,
		});
		expect(sandbox.violations().map(({ kind }) => kind)).toEqual(['auth', 'auth', 'request']);
	});

	it('is not asked about with the ID of something else', async () => {
		for (const id of ['', 'nonsense', formatConnectionId({ ...OF_ANOTHER, provider: 'wix' })]) {
			await expect(statusOf(id)).rejects.toMatchObject({ name: 'InputError', parameter: 'Connection ID' });
		}
		await expect(statusOf(formatConnectionId({ ...OF_ANOTHER, provider: 'smartlyQ' }))).rejects.toMatchObject(
			{ parameter: 'Connection ID' },
		);
		expect(sandbox.log('smartlyQ')).toEqual([]);
	});
});

const OF_ANOTHER = { platform: 'x', expiresAt: null, accountId: null, facts: {} } as const;

describe('a reconnect link', () => {
	const repair = async (id: string) => (await reconnect(wire, id, null)).item;

	it.each([
		['126', 'linkedin'],
		['134', 'threads'],
	])('repairs account %s, which keeps its ID', async (id, platform) => {
		const { connectUrl, connectionId, ...rest } = await repair(id);
		expect(rest).toEqual({ provider: 'smartlyQ', platform, expiresAt: null, accountId: id });
		expect(await statusOf(connectionId)).toMatchObject({
			status: 'pending',
			account: null,
			note: expect.stringContaining('health of the account') as string,
		});

		await answerConsent(connectUrl, 'approve');
		expect(await statusOf(connectionId)).toMatchObject({
			status: 'connected',
			account: { id, platform, health: { status: 'healthy', canPost: true } },
			note: expect.any(String) as string,
		});
		expect((await answerConsent(connectUrl, 'approve')).status).toBe(410);
		keptContract();
	});

	it('that is refused stays pending', async () => {
		const { connectUrl, connectionId } = await repair('126');
		await answerConsent(connectUrl, 'refuse');

		expect((await statusOf(connectionId)).status).toBe('pending');
	});

	it('of an account that worked is seen by its new token, where that ends', async () => {
		const [expiring, endless] = [await repair('125'), await repair('123')];
		for (const { connectionId } of [expiring, endless]) {
			expect(await statusOf(connectionId)).toMatchObject({
				status: 'pending',
				note: expect.stringContaining('worked already') as string,
			});
		}
		for (const { connectUrl } of [expiring, endless]) await answerConsent(connectUrl, 'approve');

		expect((await statusOf(expiring.connectionId)).status).toBe('connected');
		expect((await statusOf(endless.connectionId)).status).toBe('pending');
		keptContract();
	});

	it('of an account that is gone is expired, and cannot be made', async () => {
		const { connectionId } = await repair('126');
		await provider.accounts.disconnect?.(wire, '126');

		expect(await statusOf(connectionId)).toMatchObject({
			status: 'expired',
			account: null,
			note: expect.stringContaining('no longer') as string,
		});
		await expect(repair('126')).rejects.toMatchObject({ facts: { cause: 'notFound', httpCode: 404 } });
		keptContract();
	});

	it('leads to no return URL, and says so before anything is sent', async () => {
		await expect(reconnect(wire, '126', RETURN_URL)).rejects.toMatchObject({
			name: 'InputError',
			parameter: 'Return URL',
			advice: expect.stringContaining('Leave it empty') as string,
		});
		expect(sandbox.log('smartlyQ')).toEqual([]);
	});
});

describe('connecting with credentials', () => {
	const FORMS = {
		bluesky: { handle: 'fresh.bsky.social', appPassword: 'aaaa-bbbb-cccc-dddd' },
		telegram: { botToken: '123456:AAsecretpart', channel: '@fresh_channel' },
		whatsapp: { businessAccountId: '1022', phoneNumberId: '1065', accessToken: 'EAAGsecretpart' },
	} as const;

	it.each(Object.keys(FORMS) as Array<keyof typeof FORMS>)(
		'connects %s, and keeps its secrets',
		async (platform) => {
			const values = FORMS[platform];
			const found = await connectWithCredentials(wire, platform, values);

			expect(found.item).toMatchObject({
				id: '150',
				platform,
				username: `new_${platform}_150`,
				health: { status: 'healthy', canPost: true },
			});
			expect(found.raw).toMatchObject({ platform, account: { account_id: 150 } });
			expect(JSON.stringify(found)).not.toMatch(/secretpart|aaaa-bbbb/);
			keptContract();
		},
	);

	it('names the networks that it takes', () => {
		expect([...provider.connect.credentialPlatforms].sort()).toEqual(Object.keys(FORMS));
	});

	it('names the field that was refused', async () => {
		await expect(
			connectWithCredentials(wire, 'bluesky', { ...FORMS.bluesky, appPassword: 'main password' }),
		).rejects.toMatchObject({
			facts: { cause: 'invalid', advice: expect.stringContaining('App Password') as string },
		});
		await expect(
			connectWithCredentials(wire, 'telegram', { ...FORMS.telegram, channel: '77' }),
		).rejects.toMatchObject({ facts: { advice: expect.stringContaining('Channel') as string } });
		keptContract();
	});

	it('is not offered for other networks', async () => {
		await expect(connectWithCredentials(wire, 'discord', { webhookUrl: 'x' })).rejects.toMatchObject({
			name: 'InputError',
			parameter: 'Network',
		});
		expect(sandbox.log('smartlyQ')).toEqual([]);
	});

	it('has connected the account although its health cannot be read just then', async () => {
		await fault({ operationId: 'bulkAccountHealth', kind: 'serverError' });

		expect((await connectWithCredentials(wire, 'telegram', FORMS.telegram)).item).toMatchObject({
			id: '150',
			name: '@fresh_channel',
			health: { status: 'unknown', canPost: null, checkedAt: null },
		});
	});
});

it('keeps nothing in a connection ID but where to look', async () => {
	const { connectionId, connectUrl } = await link('x');
	const token = new URL(connectUrl).searchParams.get('state');
	expect(parseConnectionId(connectionId, 'smartlyQ').facts).toEqual({ token });

	const { item } = await reconnect(wire, '126', null);
	expect(parseConnectionId(item.connectionId, 'smartlyQ').facts).toEqual({ sound: false, days: 0 });
});
