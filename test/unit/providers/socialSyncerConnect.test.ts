import { formatConnectionId, parseConnectionId } from '../../../nodes/shared/domain/connectionId';
import { InputError } from '../../../nodes/shared/domain/inputError';
import type { JsonValue } from '../../../nodes/shared/domain/json';
import { socialSyncer as provider } from '../../../nodes/shared/providers/socialSyncer';
import { socialSyncer as vendor } from '../../../sandbox/vendors/socialSyncer/vendor';
import { answerConsent } from '../../engine/browser';
import { injectFault, setHealth } from '../fixtures/control';
import { expectKeptContract, useSandbox } from '../fixtures/useSandbox';
import { HOSTILE, sandboxWire } from './fixtures/socialSyncer';
import { wireWith } from './fixtures/wireWith';

const RETURN_URL = 'https://app.example.com/back?from=mail';
const HOUR_MS = 3_600_000;

const { connect } = provider;
const { complete } = connect;
if (!complete) throw new Error('The provider lacks an operation that it must have');

const sandbox = useSandbox({ vendors: [vendor] });
const wire = sandboxWire(sandbox);

const calls = () => sandbox.log().map(({ method, path }) => `${method} ${path}`);
const inject = (fault: object) => injectFault(sandbox, 'socialSyncer', fault);
const statusOf = async (connectionId: string) => (await connect.getStatus(wire, connectionId)).item;
const idsOf = async () =>
	(await provider.accounts.getMany(wire, { withHealth: false })).found.map(({ item }) => item.id);

/** Makes a link that returns to us, lets its owner approve, and gives the code that came back. */
async function codeFor(connectUrl: string): Promise<string> {
	const { address } = await answerConsent(connectUrl, 'approve');
	return new URL(address ?? '').searchParams.get('code') ?? '';
}

it('offers what the vendor has', () => {
	expect(connect.linkPlatforms).toEqual(provider.platforms);
	expect(connect.takesReturnUrl).toBe(true);
	expect(connect.credentialPlatforms).toEqual([]);
	expect(connect.connectWithCredentials).toBeUndefined();
});

describe('a link for a new account', () => {
	afterEach(() => expectKeptContract(sandbox));

	it.each(connect.linkPlatforms)('is made for %s, with an ID that holds no secret', async (platform) => {
		const { item, raw } = await connect.createLink(wire, platform, null);

		expect(item).toMatchObject({ provider: 'socialSyncer', platform, expiresAt: null, accountId: null });
		expect(item.connectUrl).toMatch(/^http/);
		expect(raw).toMatchObject({ authUrl: item.connectUrl });
		const token = new URL(item.connectUrl).pathname.split('/').at(-1) ?? '';
		expect(Buffer.from(item.connectionId, 'base64url').toString()).not.toContain(token);
		expect(await statusOf(item.connectionId)).toMatchObject({
			connectionId: item.connectionId,
			provider: 'socialSyncer',
			platform,
			status: 'pending',
			expiresAt: null,
			account: null,
			note: expect.stringContaining('no call for the state of a link') as unknown,
		});
	});

	it('stays short, and keeps the accounts of its network only', async () => {
		const { item } = await connect.createLink(wire, 'threads', null);

		expect(item.connectionId.length).toBeLessThan(250);
		expect(parseConnectionId(item.connectionId, 'socialSyncer').facts).toEqual({
			before: [['25000000000000042', expect.any(Number), 3]],
			needsCode: false,
		});
	});

	it('gives the new account, with its health, once its owner has approved', async () => {
		const before = await idsOf();
		const { item } = await connect.createLink(wire, 'threads', null);
		await answerConsent(item.connectUrl, 'approve');
		const { status, account, note } = await statusOf(item.connectionId);

		expect(status).toBe('connected');
		expect(account).toMatchObject({
			platform: 'threads',
			connectedAt: expect.any(String) as unknown,
			health: { status: 'healthy', canPost: true },
		});
		expect(before).not.toContain(account?.id);
		expect(await idsOf()).toEqual([...before, account?.id]);
		expect(note).toContain('also one from another link');
		expect((await connect.getStatus(wire, item.connectionId)).raw).toMatchObject({
			accountId: account?.providerAccountId,
			tokenValid: true,
		});
	});

	it('keeps naming the first account when a second one comes', async () => {
		const { item: link } = await connect.createLink(wire, 'threads', null);
		const { item: second } = await connect.createLink(wire, 'threads', null);
		await answerConsent(link.connectUrl, 'approve');
		const first = await statusOf(link.connectionId);
		sandbox.forward(1_000);
		await answerConsent(second.connectUrl, 'approve');
		const again = await statusOf(link.connectionId);

		expect(again.account?.id).toBe(first.account?.id);
		expect(again.note).toContain('There are 2; this is the first.');
	});

	it('is not connected by an account of another network', async () => {
		const { item } = await connect.createLink(wire, 'threads', null);
		const { item: other } = await connect.createLink(wire, 'facebook', null);
		await answerConsent(other.connectUrl, 'approve');

		expect((await statusOf(item.connectionId)).status).toBe('pending');
	});

	it('is connected too when its reader signs in with an account that was there before', async () => {
		const { item } = await connect.createLink(wire, 'tiktok', null);
		await answerConsent(item.connectUrl, 'approve');

		expect(await statusOf(item.connectionId)).toMatchObject({
			status: 'connected',
			account: { id: 'tiktok:0a7fQ2x9R4tK8mW1', health: { canPost: true } },
			note: expect.stringContaining('connected before already') as unknown,
		});
	});

	it('finds an account that was disconnected and came back under its old ID', async () => {
		await provider.accounts.disconnect?.(wire, 'instagram:17841400000000001');
		const { item } = await connect.createLink(wire, 'instagram', null);
		await answerConsent(item.connectUrl, 'approve');

		expect((await statusOf(item.connectionId)).account?.id).toBe('instagram:17841400000000001');
	});

	it('stays pending when its reader refuses, and when it has expired', async () => {
		const { item: refused } = await connect.createLink(wire, 'threads', null);
		const { item: late } = await connect.createLink(wire, 'threads', null);
		await answerConsent(refused.connectUrl, 'refuse');
		sandbox.forward(2 * HOUR_MS);

		expect((await answerConsent(late.connectUrl, 'approve')).status).toBe(410);
		for (const { connectionId } of [refused, late]) {
			expect(await statusOf(connectionId)).toMatchObject({
				status: 'pending',
				note: expect.stringContaining('How long the link works is not known.') as unknown,
			});
		}
	});

	it('works once', async () => {
		for (const returnUrl of [null, RETURN_URL]) {
			const { item } = await connect.createLink(wire, 'threads', returnUrl);
			expect((await answerConsent(item.connectUrl, 'approve')).status).toBeLessThan(400);
			expect((await answerConsent(item.connectUrl, 'approve')).status).toBe(410);
		}
	});
});

describe('a link that repairs an account', () => {
	const EXPIRED = 'tiktok:0a7fQ2x9R4tK8mW1';

	afterEach(() => expectKeptContract(sandbox));

	it('gives the same account back, under the same ID and healthy', async () => {
		const before = await idsOf();
		const { item } = await connect.reconnect(wire, EXPIRED, null);
		expect(item).toMatchObject({ platform: 'tiktok', accountId: EXPIRED, expiresAt: null });
		expect(await statusOf(item.connectionId)).toMatchObject({ status: 'pending', account: null });

		await answerConsent(item.connectUrl, 'approve');
		expect(await statusOf(item.connectionId)).toMatchObject({
			status: 'connected',
			account: { id: EXPIRED, health: { status: 'healthy', canPost: true } },
			note: expect.stringContaining('the same account, under the same ID') as unknown,
		});
		expect(await idsOf()).toEqual(before);
	});

	it('does so too through a return URL and the code that comes back', async () => {
		const { item } = await connect.reconnect(wire, 'tiktok:0a7fQ2x9R4tK8mW1', RETURN_URL);
		const code = await codeFor(item.connectUrl);
		expect(await statusOf(item.connectionId)).toMatchObject({
			status: 'pending',
			note: expect.stringContaining('once Complete has exchanged it') as unknown,
		});

		expect((await complete(wire, 'tiktok', code, RETURN_URL)).item.id).toBe(EXPIRED);
		expect(await statusOf(item.connectionId)).toMatchObject({
			status: 'connected',
			account: { id: EXPIRED },
		});
	});

	it('sees a warning go, also under the vendor’s word for the network', async () => {
		const { item } = await connect.reconnect(wire, 'twitter:900000001', null);
		expect((await statusOf(item.connectionId)).status).toBe('pending');

		await answerConsent(item.connectUrl, 'approve');
		expect(await statusOf(item.connectionId)).toMatchObject({
			status: 'connected',
			account: { id: 'x:900000001', health: { status: 'healthy' } },
		});
	});

	it('is not taken for done when an account comes under another ID', async () => {
		const { item } = await connect.reconnect(wire, 'threads:25000000000000042', null);
		// Nobody needs to sign in at the moment of the approval, so that somebody new does.
		await answerConsent(item.connectUrl, 'approve');
		await setHealth(sandbox, 'socialSyncer', '25000000000000042', 'revoked');
		const { status, account, note } = await statusOf(item.connectionId);

		expect([status, account]).toEqual(['pending', null]);
		expect(note).toContain('Meanwhile other accounts were connected to Threads: new_account_1 (threads:');
		expect(note).toContain('open it as the owner of threads:25000000000000042');
	});

	it('says what cannot be told of an account that could post before', async () => {
		const { item } = await connect.reconnect(wire, 'threads:25000000000000042', null);

		expect(await statusOf(item.connectionId)).toMatchObject({
			status: 'pending',
			note: expect.stringContaining('only a later date of its connection') as unknown,
		});
	});

	it('says so when the account was disconnected meanwhile', async () => {
		const { item } = await connect.reconnect(wire, EXPIRED, null);
		await provider.accounts.disconnect?.(wire, EXPIRED);

		expect(await statusOf(item.connectionId)).toMatchObject({
			status: 'pending',
			note: expect.stringContaining(`${EXPIRED} is not connected any more`) as unknown,
		});
	});

	it.each(['tiktok:nobody', '900000001', ''])(
		'is not made for "%s", which is no account',
		async (accountId) => {
			await expect(connect.reconnect(wire, accountId, null)).rejects.toMatchObject({
				facts: { cause: 'notFound', outcome: 'none' },
			});
			expect(calls().filter((call) => call.includes('/connect'))).toEqual([]);
		},
	);
});

describe('completing', () => {
	it('exchanges the code of the redirect for the account with its health', async () => {
		const { item: link } = await connect.createLink(wire, 'x', RETURN_URL);
		await setHealth(sandbox, 'socialSyncer', '900000001', 'healthy');
		const { address } = await answerConsent(link.connectUrl, 'approve');
		const back = new URL(address ?? '');
		expect([...back.searchParams.keys()]).toEqual(['from', 'code', 'state']);
		expect(back.searchParams.get('state')).toBe('owner1:twitter');
		const code = back.searchParams.get('code') ?? '';
		const { item, raw } = await complete(wire, 'x', code, RETURN_URL);

		expect(item).toMatchObject({ platform: 'x', health: { status: 'healthy', canPost: true } });
		expect(item.connectedAt).not.toBeNull();
		expect(raw).toMatchObject({ platform: 'twitter', tokenValid: true });
		expect(await statusOf(link.connectionId)).toMatchObject({
			status: 'connected',
			account: { id: item.id },
		});
		expect(sandbox.violations()).toEqual([]);
	});

	it('brings no code when the owner refuses', async () => {
		const { item: link } = await connect.createLink(wire, 'threads', RETURN_URL);
		const { address } = await answerConsent(link.connectUrl, 'refuse');
		const { searchParams } = new URL(address ?? '');

		expect([searchParams.get('code'), searchParams.get('error')]).toEqual([null, 'access_denied']);
	});

	it.each([
		['that was used', RETURN_URL, true],
		['for another redirect URL', 'https://app.example.com/other', false],
	])('explains how to go on with a code %s', async (_what, redirectUrl, useBefore) => {
		const { item: link } = await connect.createLink(wire, 'threads', RETURN_URL);
		const code = await codeFor(link.connectUrl);
		if (useBefore) await complete(wire, 'threads', code, RETURN_URL);

		await expect(complete(wire, 'threads', code, redirectUrl)).rejects.toMatchObject({
			facts: {
				cause: 'invalid',
				code: 'VALIDATION_ERROR',
				outcome: 'none',
				advice: expect.stringContaining('make a new link') as unknown,
			},
		});
		expect(sandbox.violations()).toEqual([]);
	});

	it('sends the code once, and says that it may have worked when the answer breaks off', async () => {
		await inject({ kind: 'serverError', operationId: 'completeConnect' });

		await expect(complete(wire, 'threads', 'code', RETURN_URL)).rejects.toMatchObject({
			facts: { outcome: 'unknown', advice: expect.stringContaining('Get Many') as unknown },
		});
		expect(calls()).toEqual(['POST /v1/connect/threads']);
	});

	it('gives the account also when its health cannot be read, since the code is used up', async () => {
		const { item: link } = await connect.createLink(wire, 'threads', RETURN_URL);
		const code = await codeFor(link.connectUrl);
		await inject({ kind: 'serverError', operationId: 'getAccountsHealth' });
		const { item, raw } = await complete(wire, 'threads', code, RETURN_URL);

		expect(item).toMatchObject({ platform: 'threads', health: { status: 'unknown', canPost: null } });
		expect(await idsOf()).toContain(item.id);
		expect(Object.keys(raw ?? {})).toEqual(['platform', 'accountId', 'username']);
	});

	it.each([
		[{ account: { platform: 'twitter', accountId: '7', username: '@new', accessToken: 'hush' } }],
		[{ accountId: '7', username: '@new', accessToken: 'hush' }],
	])('reads an answer of another shape, and keeps no token of it', async (answer) => {
		const found = await complete(
			wireWith(({ method }) => (method === 'POST' ? answer : { accounts: [] })),
			'x',
			'code',
			RETURN_URL,
		);

		expect(found.item).toMatchObject({ id: 'x:7', platform: 'x', username: 'new' });
		expect(JSON.stringify(found)).not.toContain('hush');
	});

	it('says that an account may be connected when the answer names none', async () => {
		for (const answer of HOSTILE) {
			await expect(
				complete(
					wireWith(() => answer),
					'threads',
					'code',
					RETURN_URL,
				),
			).rejects.toMatchObject({ facts: { outcome: 'unknown' } });
		}
	});
});

describe('trouble', () => {
	it('never takes an outage for a state of the link', async () => {
		const { item } = await connect.createLink(wire, 'threads', null);
		for (const operationId of ['listAccounts', 'getAccountsHealth']) {
			await inject({ kind: 'serverError', operationId });
			await expect(statusOf(item.connectionId)).rejects.toMatchObject({ facts: { cause: 'unavailable' } });
		}
	});

	it('takes no old account for a new one when the list was cut off while the link was made', async () => {
		await inject({ kind: 'truncatedList', operationId: 'listAccounts' });
		const { item } = await connect.createLink(wire, 'tiktok', null);

		expect((await statusOf(item.connectionId)).status).toBe('pending');
	});

	it('makes no link of an answer without an address', async () => {
		const answers: JsonValue[] = [...HOSTILE, { authUrl: 'soon' }];
		for (const answer of answers) {
			const link = connect.createLink(
				wireWith(({ path }) => (path.startsWith('/accounts') ? { accounts: [] } : answer)),
				'threads',
				null,
			);
			await expect(link).rejects.toMatchObject({ facts: { cause: 'unavailable', outcome: 'none' } });
		}
	});

	it.each(['', 'nonsense', Buffer.from('[]').toString('base64url')])(
		'refuses "%s", which is no connection ID',
		async (connectionId) => {
			await expect(connect.getStatus(wire, connectionId)).rejects.toThrow(InputError);
			expect(calls()).toEqual([]);
		},
	);

	it("refuses another provider's connection ID", async () => {
		const ref = { platform: 'x', expiresAt: null, accountId: null, facts: {} };
		const foreign = formatConnectionId({ provider: 'wix', ...ref });

		await expect(connect.getStatus(wire, foreign)).rejects.toThrow('belongs to another provider');
	});

	it('does not stumble over facts that it did not write', async () => {
		for (const before of HOSTILE) {
			const ref = { provider: 'socialSyncer', platform: 'threads', expiresAt: null } as const;
			const facts = { before: [before, [null], ['1', 'soon', 9]], needsCode: 'yes' };
			for (const accountId of [null, 'threads:25000000000000042']) {
				const connectionId = formatConnectionId({ ...ref, accountId, facts });
				expect((await statusOf(connectionId)).status).toBe('connected');
			}
		}
	});
});
