import { asText, type JsonObject, type JsonValue } from '../../../nodes/shared/domain/json';
import { parseConnectionId } from '../../../nodes/shared/domain/connectionId';
import { smartlyQ as provider } from '../../../nodes/shared/providers/smartlyQ';
import { tokenCandidates } from '../../../nodes/shared/providers/smartlyQ/connectToken';
import { VendorError } from '../../../nodes/shared/transport/vendorError';
import type { VendorRequest, Wire } from '../../../nodes/shared/transport/wire';
import { HOSTILE } from './fixtures/smartlyQ';
import { wireWith } from './fixtures/wireWith';

const { createLink, getStatus, reconnect, connectWithCredentials } = provider.connect;
if (!connectWithCredentials) throw new Error('SmartlyQ lacks an operation');

const TOKEN = 'sc_4d1f0a9b7c2e4455aa';
const IN_AN_HOUR = new Date(Date.now() + 3_600_000).toISOString();
const AN_HOUR_AGO = new Date(Date.now() - 3_600_000).toISOString();

function failure(cause: 'notFound' | 'unavailable', message = 'No.'): VendorError {
	const provider = 'smartlyQ' as const;
	const facts = { advice: message, code: null, httpCode: 404, requestId: null, retryable: false } as const;
	return new VendorError({ provider, cause, message, outcome: 'none', ...facts });
}

/** A vendor that knows these tokens, with their state, and has these accounts. */
function vendorWith(
	link: JsonObject,
	states: Readonly<Record<string, JsonObject>>,
	accounts: () => readonly JsonObject[] = () => [],
): Wire & { readonly sent: VendorRequest[] } {
	return wireWith(({ method, path }): JsonValue => {
		if (path.startsWith('/social/accounts')) {
			return path.endsWith('health') ? { data: { accounts: accounts() } } : { data: accounts() };
		}
		if (method === 'POST') return { data: link };
		const state = states[decodeURIComponent(path.replace('/social/connect/', ''))];
		if (state === undefined) throw failure('notFound');
		return { data: state, meta: { timestamp: new Date().toISOString() } };
	});
}

const pending = { status: 'pending', expires_at: null, account: null };

describe('the token of a link', () => {
	it.each([
		['the parameter state', `https://network.example/oauth?client_id=7&state=${TOKEN}`],
		['another parameter', `https://app.example/connect/facebook?token=${TOKEN}`],
		['the fragment', `https://app.example/connect#state=${TOKEN}`],
		[
			'an address inside the address',
			`https://app.example/login?next=${encodeURIComponent(`https://n.example/o?state=${TOKEN}`)}`,
		],
		['the path', `https://app.example/connect/${TOKEN}`],
		['the path, beside a state of the network', `https://app.example/connect/${TOKEN}?state=other`],
	])('is found in %s, by asking the vendor', async (_where, connectUrl) => {
		const wire = vendorWith({ connect_url: connectUrl, expires_at: IN_AN_HOUR }, { [TOKEN]: pending });
		const { item } = await createLink(wire, 'facebook', null);

		expect(parseConnectionId(item.connectionId, 'smartlyQ').facts).toEqual({ token: TOKEN });
		expect((await getStatus(wire, item.connectionId)).item.status).toBe('pending');
	});

	it('is taken from a field of its own, should there be one', () => {
		expect(tokenCandidates({ state_token: 'a', connect_url: 'https://n.example/?state=b' })).toEqual([
			'a',
			'b',
		]);
		expect(tokenCandidates({ connect_url: 'no address' })).toEqual([]);
		expect(tokenCandidates({ connect_url: 'https://n.example/%E0%A4%A-not-decodable' })).toHaveLength(1);
	});

	it('costs one call where it is expected', async () => {
		const wire = vendorWith({ connect_url: `https://n.example/?state=${TOKEN}` }, { [TOKEN]: pending });
		await createLink(wire, 'facebook', 'https://acme.example/');

		expect(wire.sent).toMatchObject([
			{
				method: 'POST',
				path: '/social/connect/facebook',
				body: { return_url: 'https://acme.example/' },
				repeatable: 'safe',
			},
			{ method: 'GET', path: `/social/connect/${TOKEN}`, repeatable: 'safe' },
		]);
	});
});

describe('a link without a token', () => {
	const link = { connect_url: 'https://n.example/oauth?client_id=7', expires_at: IN_AN_HOUR };
	const row = (id: number, platform = 'facebook') => ({ id, platform, status: 'connected', is_active: true });

	it('is connected when its network has a new account', async () => {
		let accounts = [row(1), row(2, 'twitter')];
		const wire = vendorWith(link, {}, () => accounts);
		const { connectionId } = (await createLink(wire, 'facebook', null)).item;
		expect(parseConnectionId(connectionId, 'smartlyQ').facts).toEqual({ known: ['1'] });

		accounts = [...accounts, row(3, 'twitter')];
		expect((await getStatus(wire, connectionId)).item).toMatchObject({
			status: 'pending',
			account: null,
			note: expect.stringContaining('compared') as string,
		});
		accounts = [...accounts, row(4), row(5)];
		expect((await getStatus(wire, connectionId)).item).toMatchObject({
			status: 'connected',
			account: { id: '4', health: { status: 'healthy' } },
			note: expect.stringContaining('Also new: 5') as string,
		});
	});

	it('expires with its time', async () => {
		const wire = vendorWith({ ...link, expires_at: AN_HOUR_AGO }, {}, () => [row(1)]);
		const { connectionId } = (await createLink(wire, 'facebook', null)).item;

		expect((await getStatus(wire, connectionId)).item).toMatchObject({ status: 'expired', account: null });
	});
});

describe('the state of a link', () => {
	const ask = async (state: JsonObject, expiresAt = IN_AN_HOUR, accounts: readonly JsonObject[] = []) => {
		const states: Record<string, JsonObject> = { [TOKEN]: pending };
		const link = { connect_url: `https://n.example/?state=${TOKEN}`, expires_at: expiresAt };
		const wire = vendorWith(link, states, () => accounts);
		const { connectionId } = (await createLink(wire, 'facebook', null)).item;
		states[TOKEN] = state;
		return (await getStatus(wire, connectionId)).item;
	};

	it.each([
		[{ status: 'pending' }, IN_AN_HOUR, 'pending', null],
		[{ status: 'pending' }, AN_HOUR_AGO, 'expired', null],
		[{ status: 'pending', expires_at: AN_HOUR_AGO }, IN_AN_HOUR, 'expired', null],
		[{ status: 'expired' }, IN_AN_HOUR, 'expired', null],
		[{ status: 'waiting' }, IN_AN_HOUR, 'pending', expect.stringContaining('"waiting"')],
		[{ status: 'waiting' }, AN_HOUR_AGO, 'expired', expect.stringContaining('"waiting"')],
		[{}, IN_AN_HOUR, 'pending', expect.any(String)],
	])('%j, over at %s, is %s', async (state, expiresAt, status, note) => {
		expect(await ask(state as JsonObject, expiresAt)).toMatchObject({ status, note, account: null });
	});

	it('may leave out the account', async () => {
		expect(await ask({ status: 'connected', account: null })).toMatchObject({
			status: 'connected',
			account: null,
			note: expect.stringContaining('which account') as string,
		});
	});

	it('may name the account by another field', async () => {
		const account = { id: 7, name: 'Acme', username: 'acme' };
		const accounts = [{ id: 7, platform: 'facebook', account_name: 'Acme', status: 'connected' }];

		expect(await ask({ status: 'connected', account }, IN_AN_HOUR, accounts)).toMatchObject({
			status: 'connected',
			account: { id: '7', username: 'acme', health: { status: 'healthy' } },
			note: null,
		});
	});

	it('is expired when the vendor has forgotten a link whose time is over, and an error before', async () => {
		const states: Record<string, JsonObject> = { [TOKEN]: pending };
		const wireFor = (expiresAt: string) =>
			vendorWith({ connect_url: `https://n.example/?state=${TOKEN}`, expires_at: expiresAt }, states);
		const [old, young] = [wireFor(AN_HOUR_AGO), wireFor(IN_AN_HOUR)];
		const ids = await Promise.all(
			[old, young].map(async (wire) => (await createLink(wire, 'facebook', null)).item.connectionId),
		);
		Reflect.deleteProperty(states, TOKEN);

		expect((await getStatus(old, ids[0] ?? '')).item).toMatchObject({
			status: 'expired',
			note: expect.stringContaining('no longer knows') as string,
		});
		await expect(getStatus(young, ids[1] ?? '')).rejects.toMatchObject({
			facts: { cause: 'notFound', advice: expect.stringContaining('Create Link') as string },
		});
	});
});

it('counts fifteen minutes when the answer does not say when the link ends, by the vendor’s clock', async () => {
	const at = (headers: Record<string, string>, body: JsonObject): Wire => ({
		...wireWith(() => null),
		send: async ({ path }) =>
			path.endsWith(TOKEN)
				? { status: 200, headers: {}, body: { data: pending } }
				: { status: 201, headers, body },
	});
	const data = { connect_url: `https://n.example/?state=${TOKEN}` };
	const endOf = async (wire: Wire) => (await createLink(wire, 'x', null)).item.expiresAt;

	expect(await endOf(at({}, { data, meta: { timestamp: '2027-01-01T10:00:00Z' } }))).toBe(
		'2027-01-01T10:15:00.000Z',
	);
	expect(await endOf(at({ date: 'Fri, 01 Jan 2027 10:00:00 GMT' }, { data }))).toBe(
		'2027-01-01T10:15:00.000Z',
	);
	expect(Date.parse((await endOf(at({}, { data }))) ?? '') - Date.now()).toBeGreaterThan(14 * 60_000);
});

describe('answers that hold nothing', () => {
	it('are an error, and no link or account', async () => {
		const unreadable = { facts: { cause: 'unavailable' } };
		for (const body of HOSTILE) {
			const wire = wireWith(() => body);
			await expect(createLink(wire, 'x', null)).rejects.toMatchObject(unreadable);
			await expect(reconnect(wire, '1', null)).rejects.toMatchObject(unreadable);
			await expect(connectWithCredentials(wire, 'telegram', {})).rejects.toMatchObject({
				facts: { cause: 'unavailable', outcome: 'unknown' },
			});
		}
	});
});

describe('credentials', () => {
	const values = { botToken: ' 123:AB/secret ', channel: ' @acme ' };
	const connect = async (wire: Wire) => connectWithCredentials(wire, 'telegram', values);

	it('go out under the names of the vendor, with a key that is new each time', async () => {
		const wire = wireWith(() => ({
			data: { platform: 'telegram', account: { account_id: 7 }, accounts: [] },
		}));
		await connect(wire);
		await connect(wire);
		const posted = wire.sent.filter(({ method }) => method === 'POST');

		for (const request of posted) {
			expect(request).toMatchObject({
				path: '/social/connect/telegram',
				body: { bot_token: '123:AB/secret', chat: '@acme' },
				headers: { 'X-Idempotency-Key': expect.stringMatching(/^[A-Za-z0-9._:-]{1,64}$/) as string },
				repeatable: 'keyed',
			});
		}
		expect(new Set(posted.map(({ headers }) => headers?.['X-Idempotency-Key'])).size).toBe(2);
	});

	it('are in no result, even when the vendor echoes them', async () => {
		const account = {
			account_id: 7,
			name: 'Bot 123:AB/secret',
			platform: 'telegram',
			log: ['https://t.example/bot123%3AAB%2Fsecret/getMe', null, 7],
		};
		const wire = wireWith(({ path }) => {
			if (path.endsWith('health')) throw failure('unavailable');
			return { data: { platform: 'telegram', bot_token: '123:AB/secret', account } };
		});
		const found = await connect(wire);

		expect(found.item).toMatchObject({ id: '7', name: 'Bot ***' });
		expect(found.raw).toEqual({
			platform: 'telegram',
			account: { ...account, name: 'Bot ***', log: ['https://t.example/bot***/getMe', null, 7] },
		});
		expect(JSON.stringify(found)).not.toContain('secret');
	});

	it('are in no error either', async () => {
		const wire: Wire = {
			...wireWith(() => null),
			send: async () => {
				throw failure('notFound', 'No bot 123:AB/secret at https://t.example/bot123%3AAB%2Fsecret');
			},
		};
		const error: unknown = await connect(wire).catch((reason: unknown) => reason);

		expect(error).toBeInstanceOf(VendorError);
		expect(JSON.stringify([error, asText((error as VendorError).message)])).not.toContain('secret');
		expect(error).toMatchObject({ facts: { message: 'No bot *** at https://t.example/bot***' } });
	});
});
