import type { Account } from '../../nodes/shared/domain/account';
import {
	type Connection,
	CREDENTIAL_FORMS,
	type ConnectLink,
	type CredentialField,
} from '../../nodes/shared/domain/connection';
import type { ProviderId } from '../../nodes/shared/domain/provider';
import { findProvider } from '../../nodes/shared/providers/registry';
import { answerConsent } from './browser';
import { outputOf, seededAccounts } from './seed';
import { expectAccount, expectConnection, expectConnectLink } from './shapes';
import type { TestWorld } from './world';

/** Where people land; nobody listens there, the tests only read the address. */
export const RETURN_URL = 'http://127.0.0.1:9/back';

/** A network that a fresh account can be connected to at each provider. */
export const FRESH_NETWORK: Readonly<Record<ProviderId, string>> = {
	postEverywhere: 'threads',
	smartlyQ: 'youtube',
	socialSyncer: 'threads',
	wix: 'youtube',
};

const connectOf = (provider: ProviderId) => {
	const found = findProvider(provider);
	if (!found) throw new Error(`There is no provider ${provider}`);
	return found.connect;
};

async function run<T>(
	world: TestWorld,
	provider: ProviderId,
	parameters: Record<string, unknown>,
): Promise<T> {
	const [item] = outputOf<T>(
		await world.engine.run(world.node('socialConnect', provider, parameters as never)),
	);
	if (!item) throw new Error('Nothing came back');
	return item;
}

/** With a code to exchange the receiver's page has work to do; the plain flow ends on the provider's own page then. */
const returnUrlFor = (provider: ProviderId) => {
	const { takesReturnUrl, complete: exchanges } = connectOf(provider);
	return takesReturnUrl && !exchanges ? RETURN_URL : '';
};

const makeLink = async (world: TestWorld, provider: ProviderId, platform = FRESH_NETWORK[provider]) =>
	await run<ConnectLink>(world, provider, {
		operation: 'createLink',
		platform,
		returnUrl: returnUrlFor(provider),
	});

const statusOf = async (world: TestWorld, provider: ProviderId, connectionId: string) =>
	await run<Connection>(world, provider, { operation: 'getStatus', connectionId });

const accountsOf = async (world: TestWorld, provider: ProviderId) =>
	(await seededAccounts(world, provider)).all;

export async function createLink(world: TestWorld, provider: ProviderId) {
	for (const platform of connectOf(provider).linkPlatforms) {
		const link = await makeLink(world, provider, platform);
		expectConnectLink(link, provider);
		expect(link).toMatchObject({
			platform,
			accountId: null,
			connectUrl: expect.stringMatching(/^http/) as unknown,
		});
		if (provider !== 'socialSyncer') {
			const lifetimeMs = Date.parse(link.expiresAt ?? '') - Date.now();
			expect(lifetimeMs).toBeGreaterThan(5 * 60_000);
			expect(lifetimeMs).toBeLessThanOrEqual(2 * 3_600_000 + 60_000);
		}
	}
}

export async function getStatus(world: TestWorld, provider: ProviderId) {
	const before = await accountsOf(world, provider);
	const link = await makeLink(world, provider);
	const pending = await statusOf(world, provider, link.connectionId);
	expectConnection(pending, provider);
	expect(pending).toMatchObject({ status: 'pending', account: null, platform: link.platform });

	const { address } = await answerConsent(link.connectUrl, 'approve');
	if (returnUrlFor(provider) !== '')
		expect(address).toBe(`${RETURN_URL}?connected=1&platform=${link.platform}`);
	const connected = await statusOf(world, provider, link.connectionId);
	expectConnection(connected, provider);
	expect(connected.status).toBe('connected');
	expect(connected.account?.platform).toBe(link.platform);
	expect(connected.account?.health.canPost).toBe(true);
	expect(before.map(({ id }) => id)).not.toContain(connected.account?.id);
	expect((await accountsOf(world, provider)).map(({ id }) => id)).toContain(connected.account?.id);

	expect((await answerConsent(link.connectUrl, 'approve')).status).toBe(410);

	const refused = await makeLink(world, provider);
	await answerConsent(refused.connectUrl, 'refuse');
	expect((await statusOf(world, provider, refused.connectionId)).status).not.toBe('connected');

	const late = await makeLink(world, provider);
	world.sandbox.forward(3 * 3_600_000);
	expect((await answerConsent(late.connectUrl, 'approve')).status).toBe(410);
	expect((await statusOf(world, provider, late.connectionId)).status).not.toBe('connected');
}

export async function waitUntilConnected(world: TestWorld, provider: ProviderId) {
	const wait = async (connectionId: string, timeout: number) =>
		await run<Connection & { timedOut: boolean }>(world, provider, {
			operation: 'waitUntilConnected',
			connectionId,
			timeout,
		});
	const link = await makeLink(world, provider);
	expect(await wait(link.connectionId, 1)).toMatchObject({
		status: 'pending',
		timedOut: true,
		account: null,
	});

	const waiting = wait(link.connectionId, 60);
	setTimeout(() => void answerConsent(link.connectUrl, 'approve'), 500);
	expect(await waiting).toMatchObject({
		status: 'connected',
		timedOut: false,
		account: { platform: link.platform },
	});
}

export async function reconnect(world: TestWorld, provider: ProviderId) {
	const { broken, all } = await seededAccounts(world, provider);
	const repairable = all.find(({ health }) => health.status === 'expired') ?? broken;
	const link = await run<ConnectLink>(world, provider, {
		operation: 'reconnect',
		accountId: { __rl: true, mode: 'id', value: repairable.id },
	});
	expectConnectLink(link, provider);
	expect(link).toMatchObject({ accountId: repairable.id, platform: repairable.platform });
	expect((await statusOf(world, provider, link.connectionId)).status).toBe('pending');

	await answerConsent(link.connectUrl, 'approve');
	const { status, account } = await statusOf(world, provider, link.connectionId);
	expect(status).toBe('connected');
	expect(account?.health.canPost).toBe(true);
	// A lapsed channel of Wix has one ID for whatever it holds; an account's own ID stays.
	if (!repairable.id.endsWith(':*')) expect(account?.id).toBe(repairable.id);
	const gone = await world.engine.run(
		world.node('socialConnect', provider, {
			operation: 'reconnect',
			accountId: { __rl: true, mode: 'id', value: '999000999' },
		}),
	);
	expect(gone.items).toEqual([]);
	expect(gone.error?.description).toMatch(/\w/);
}

export async function complete(world: TestWorld, provider: ProviderId) {
	const link = await run<ConnectLink>(world, provider, {
		operation: 'createLink',
		platform: FRESH_NETWORK[provider],
		returnUrl: RETURN_URL,
	});
	const { address } = await answerConsent(link.connectUrl, 'approve');
	const code = new URL(address ?? '').searchParams.get('code') ?? '';
	expect(code).not.toBe('');
	const parameters = {
		operation: 'complete',
		platform: FRESH_NETWORK[provider],
		code,
		redirectUrl: RETURN_URL,
	};
	const account = await run<Account>(world, provider, parameters);
	expectAccount(account, provider);
	expect(account.platform).toBe(FRESH_NETWORK[provider]);

	const again = await world.engine.run(world.node('socialConnect', provider, parameters));
	expect(again.items).toEqual([]);
	expect(again.error?.description).toMatch(/\w/);
	expect(JSON.stringify(again.run.data.resultData)).not.toContain(code);
}

/** Something that looks right for each field. */
export const CREDENTIAL_VALUES: Readonly<Record<string, string>> = {
	handle: 'fresh.bsky.social',
	appPassword: 'abcd-efgh-ijkl-mnop',
	webhookUrl: 'https://discord.com/api/webhooks/123456789012345678/secret-part-of-the-address',
	botToken: '123456789:AAsecretpartofthetoken_abcdefghijk',
	channel: '@fresh_channel',
	businessAccountId: '102290129340398',
	phoneNumberId: '106540352242922',
	accessToken: 'EAAGsecretpartofthetoken',
	siteUrl: 'https://blog.example.com',
	username: 'editor',
};

export async function connectWithCredentials(world: TestWorld, provider: ProviderId) {
	for (const platform of connectOf(provider).credentialPlatforms) {
		const fields: readonly CredentialField[] = CREDENTIAL_FORMS[platform];
		const values = Object.fromEntries(fields.map(({ name }) => [name, CREDENTIAL_VALUES[name]]));
		const node = world.node('socialConnect', provider, {
			operation: 'connectWithCredentials',
			platform,
			...values,
			options: { includeRaw: true },
		} as never);
		const result = await world.engine.run(node);
		const [account] = outputOf<Account & { raw?: unknown }>(result);
		const { raw, ...rest } = account ?? {};
		expect(raw).toBeDefined();
		expectAccount(rest, provider);
		expect(rest).toMatchObject({ platform });

		await world.control('POST', '/faults', {
			vendor: provider,
			kind: 'serverError',
			method: 'POST',
			times: 10,
		});
		const failed = await world.engine.run(node);
		expect(failed.items).toEqual([]);
		await world.control('DELETE', '/faults');
		for (const { name, secret } of fields) {
			if (!secret) continue;
			for (const { run } of [result, failed]) {
				expect(JSON.stringify(run.data.resultData)).not.toContain(CREDENTIAL_VALUES[name]);
			}
		}

		const [first] = fields;
		const empty = await world.engine.run(
			world.node('socialConnect', provider, {
				operation: 'connectWithCredentials',
				platform,
				...values,
				[first?.name ?? '']: '={{ "" }}',
			} as never),
		);
		expect(empty.error?.message).toBe(`${first?.displayName} is empty`);
	}
}
