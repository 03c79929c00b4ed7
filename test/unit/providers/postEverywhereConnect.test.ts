import { formatConnectionId, parseConnectionId } from '../../../nodes/shared/domain/connectionId';
import type { JsonObject } from '../../../nodes/shared/domain/json';
import { postEverywhere as provider } from '../../../nodes/shared/providers/postEverywhere';
import { readConnectionStatus } from '../../../nodes/shared/providers/postEverywhere/mapping';
import { postEverywhere as vendor } from '../../../sandbox/vendors/postEverywhere/vendor';
import { injectFault, postControl } from '../fixtures/control';
import { decide } from '../fixtures/decide';
import { expectKeptContract, useSandbox } from '../fixtures/useSandbox';
import { EXPIRED_LINKEDIN, HOSTILE, envelope, sandboxWire } from './fixtures/postEverywhere';
import { wireWith } from './fixtures/wireWith';

const { connect } = provider;
const LINK_MINUTES = 10;
const MINUTE_MS = 60_000;

describe("the vendor's words for a sign-in", () => {
	it.each([
		['pending', 'pending', false],
		['completed', 'connected', false],
		['expired', 'expired', false],
		['cancelled', 'expired', true],
		['reviewing', 'pending', false],
		[null, 'pending', false],
	])('reads %s as %s', (word, status, wasRefused) => {
		expect(readConnectionStatus(word)).toEqual({ status, wasRefused });
	});
});

describe('what can be connected', () => {
	it('is every network once, by a sign-in page or by credentials', () => {
		expect([...connect.linkPlatforms, ...connect.credentialPlatforms].sort()).toEqual(
			[...provider.platforms].sort(),
		);
		expect(connect.takesReturnUrl).toBe(false);
		expect(connect.complete).toBeUndefined();
	});

	it.each([
		['bluesky', /Connect With Credentials/],
		['reddit', /Choose one of Facebook, Instagram/],
	])('refuses a link for %s before anything is sent', async (platform, advice) => {
		const wire = wireWith(() => null);

		await expect(connect.createLink(wire, platform, null)).rejects.toMatchObject({
			name: 'InputError',
			parameter: 'Platform',
			advice: expect.stringMatching(advice) as string,
		});
		expect(wire.sent).toEqual([]);
	});
});

describe('odd answers', () => {
	const ref = (change: Partial<Parameters<typeof formatConnectionId>[0]> = {}) =>
		formatConnectionId({
			provider: 'postEverywhere',
			platform: 'threads',
			expiresAt: '2026-10-05T10:10:00.000Z',
			accountId: null,
			facts: { session: 's1', startedAt: '2026-10-05T10:00:00.000Z' },
			...change,
		});
	const account = (id: number, name: string, createdAt: string, platform = 'threads'): JsonObject => ({
		account_id: id,
		platform,
		account_name: name,
		created_at: createdAt,
	});
	/** A sign-in that is completed, and these accounts. */
	const completed = (session: JsonObject, accounts: readonly JsonObject[]) =>
		wireWith(({ path }) => {
			if (path.startsWith('/auth/')) return envelope({ status: 'completed', ...session });
			if (path === '/accounts') return envelope({ accounts });
			const found = accounts.find(({ account_id: id }) => path.startsWith(`/accounts/${String(id)}`));
			return envelope(found ?? {});
		});
	const OLD = '2026-01-01T00:00:00.000Z';
	const NEW = '2026-10-05T10:01:00.000Z';

	it('is no link without a session and an address', async () => {
		for (const body of [
			...HOSTILE,
			envelope({ session_id: 's' }),
			envelope({ authorize_url: 'https://x' }),
		]) {
			await expect(
				connect.createLink(
					wireWith(() => body),
					'x',
					null,
				),
			).rejects.toMatchObject({ facts: { cause: 'unavailable', outcome: 'none' } });
		}
	});

	it('reads any other answer about a sign-in as pending until its time is over', async () => {
		for (const body of HOSTILE) {
			const status = async (expiresAt: string) =>
				(
					await connect.getStatus(
						wireWith(() => body),
						ref({ expiresAt }),
					)
				).item.status;

			expect(await status('2999-01-01T00:00:00.000Z')).toBe('pending');
			expect(await status('2001-01-01T00:00:00.000Z')).toBe('expired');
		}
	});

	it('judges the time by the clock of the vendor', async () => {
		const wire = wireWith(() => envelope({ status: 'pending' }));
		const statusAt = async (expiresAt: string) =>
			(await connect.getStatus(wire, ref({ expiresAt }))).item.status;

		// The envelope of the fixture was made at 10:00.
		expect(await statusAt('2026-10-05T10:00:01.000Z')).toBe('pending');
		expect(await statusAt('2026-10-05T10:00:00.000Z')).toBe('expired');
	});

	it.each<[string, JsonObject, JsonObject[], string | null]>([
		['by its name', { account: { account_name: '@b' } }, [account(1, '@a', NEW), account(2, '@b', OLD)], '2'],
		[
			'the newest of several with that name',
			{ account: { account_name: '@a' } },
			[account(1, '@a', OLD), account(2, '@a', NEW), account(3, '@a', OLD)],
			'2',
		],
		['as the only new one when it is not named', {}, [account(1, '@a', OLD), account(2, '@b', NEW)], '2'],
		[
			'on its own network only',
			{ account: { account_name: '@a' } },
			[account(1, '@a', NEW, 'x'), account(2, '@a', OLD)],
			'2',
		],
		['not at all among two new ones', {}, [account(1, '@a', NEW), account(2, '@b', NEW)], null],
		['not at all when it is not listed', { account: { account_name: '@a' } }, [], null],
	])('finds the account %s', async (_how, session, accounts, id) => {
		const { item } = await connect.getStatus(completed(session, accounts), ref());

		expect(item.status).toBe('connected');
		expect(item.account?.id ?? null).toBe(id);
		expect(item.note).toEqual(id === null ? expect.stringContaining('cannot be told') : null);
	});

	it('says that a repaired account still cannot post', async () => {
		const wire = wireWith(({ path }) => {
			if (path.startsWith('/auth/')) return envelope({ status: 'completed' });
			if (path.endsWith('/health')) {
				return envelope({ status: 'broken', can_post: false, reasons: ['account_inactive'] });
			}
			return envelope(account(4103, 'Acme Inc.', OLD, 'linkedin'));
		});
		const { item } = await connect.getStatus(wire, ref({ platform: 'linkedin', accountId: '4103' }));

		expect(item).toMatchObject({
			status: 'connected',
			account: { id: '4103' },
			note: 'The sign-in is finished, but the account still cannot post (account_inactive).',
		});
	});

	it.each([
		['', /no connection ID/],
		['4103', /not a connection ID/],
		[
			formatConnectionId({ provider: 'wix', platform: 'x', expiresAt: null, accountId: null, facts: {} }),
			/wix/,
		],
		[ref({ facts: {} }), /names no sign-in/],
	])('refuses %s as a connection ID', async (id, message) => {
		const wire = wireWith(() => null);

		await expect(connect.getStatus(wire, id)).rejects.toMatchObject({
			name: 'InputError',
			message: expect.stringMatching(message) as string,
		});
		expect(wire.sent).toEqual([]);
	});

	it('may repeat every call of a link', async () => {
		const wire = wireWith(() => envelope({ session_id: 's', authorize_url: 'https://x.example/s' }));
		const { item } = await connect.createLink(wire, 'x', null);
		await connect.getStatus(wire, item.connectionId);

		expect(wire.sent.map(({ path, repeatable }) => [path, repeatable])).toEqual([
			['/auth/social-connect/start', 'safe'],
			['/auth/social-connect/poll/s', 'safe'],
		]);
	});
});

describe('a link at the sandbox', () => {
	const sandbox = useSandbox({ vendors: [vendor] });
	const wire = sandboxWire(sandbox);

	const keptContract = () => expectKeptContract(sandbox);
	const statusOf = async (connectionId: string) => (await connect.getStatus(wire, connectionId)).item;
	const link = async (platform = 'threads') => (await connect.createLink(wire, platform, null)).item;
	const accountIds = async () =>
		(await provider.accounts.getMany(wire, { withHealth: false })).found.map(({ item }) => item.id);

	it('connects a new account when its reader approves', async () => {
		const before = await accountIds();
		const made = await link();
		expect(made).toMatchObject({ provider: 'postEverywhere', platform: 'threads', accountId: null });
		const lifeMs = Date.parse(made.expiresAt ?? '') - Date.now();
		expect(Math.round(lifeMs / MINUTE_MS)).toBe(LINK_MINUTES);
		expect(parseConnectionId(made.connectionId, 'postEverywhere').expiresAt).toBe(made.expiresAt);
		expect(await statusOf(made.connectionId)).toEqual({
			connectionId: made.connectionId,
			provider: 'postEverywhere',
			platform: 'threads',
			status: 'pending',
			expiresAt: made.expiresAt,
			account: null,
			note: null,
		});

		const page = await decide(made.connectUrl, 'approve');
		expect([page.status, page.address]).toEqual([200, null]);
		expect(page.text).toContain('close this page');
		const after = await statusOf(made.connectionId);
		expect(after).toMatchObject({
			status: 'connected',
			note: null,
			account: {
				provider: 'postEverywhere',
				platform: 'threads',
				isActive: true,
				health: { status: 'healthy', canPost: true, tokenExpiresAt: expect.stringMatching(/Z$/) as string },
			},
		});
		expect(before).not.toContain(after.account?.id);
		keptContract();
	});

	it('tells each of several links its own account', async () => {
		const [first, second] = [await link(), await link()];
		await decide(second.connectUrl, 'approve');
		expect((await statusOf(first.connectionId)).status).toBe('pending');
		await decide(first.connectUrl, 'approve');

		const ids = [await statusOf(first.connectionId), await statusOf(second.connectionId)].map(
			({ account }) => account?.id,
		);
		expect(new Set(ids).size).toBe(2);
		keptContract();
	});

	it('is still connected when its time is over', async () => {
		const { connectionId, connectUrl } = await link();
		await decide(connectUrl, 'approve');
		sandbox.forward((LINK_MINUTES + 1) * MINUTE_MS);

		expect((await statusOf(connectionId)).status).toBe('connected');
		keptContract();
	});

	it('repairs an account, which keeps its ID', async () => {
		const before = await accountIds();
		const { item } = await connect.reconnect(wire, EXPIRED_LINKEDIN.id, null);
		expect(item).toMatchObject({ platform: 'linkedin', accountId: EXPIRED_LINKEDIN.id });
		await decide(item.connectUrl, 'approve');
		const { item: status, raw } = await connect.getStatus(wire, item.connectionId);

		expect(status).toMatchObject({
			status: 'connected',
			account: { id: EXPIRED_LINKEDIN.id, health: { status: 'healthy', canPost: true, reasons: [] } },
		});
		expect(raw).toMatchObject({ status: 'completed', account_detail: { account_id: 4103 } });
		expect(await accountIds()).toEqual(before);
		keptContract();
	});

	it('ends when its reader refuses, and says so', async () => {
		const { connectionId, connectUrl } = await link();
		await decide(connectUrl, 'refuse');

		expect(await statusOf(connectionId)).toMatchObject({
			status: 'expired',
			account: null,
			note: expect.stringContaining('refused') as string,
		});
		keptContract();
	});

	it('ends when its time is over, and its page says so', async () => {
		const { connectionId, connectUrl } = await link();
		sandbox.forward((LINK_MINUTES + 1) * MINUTE_MS);
		const page = await decide(connectUrl, 'approve');

		expect([page.status, page.text]).toEqual([410, expect.stringContaining('has expired')]);
		expect(await statusOf(connectionId)).toMatchObject({ status: 'expired', account: null, note: null });
		keptContract();
	});

	it('works once', async () => {
		const { connectUrl } = await link();
		await decide(connectUrl, 'approve');
		const count = (await accountIds()).length;
		const again = await decide(connectUrl, 'approve');

		expect([again.status, again.text]).toEqual([410, expect.stringContaining('used already')]);
		expect(await accountIds()).toHaveLength(count);
	});

	it('is expired once the vendor has forgotten it, and an error before', async () => {
		const forgotten = (expiresAt: string) =>
			formatConnectionId({
				provider: 'postEverywhere',
				platform: 'x',
				expiresAt,
				accountId: null,
				facts: { session: 'gone', startedAt: expiresAt },
			});

		expect(await statusOf(forgotten('2001-01-01T00:00:00.000Z'))).toMatchObject({
			status: 'expired',
			note: expect.stringContaining('does not know') as string,
		});
		await expect(statusOf(forgotten('2999-01-01T00:00:00.000Z'))).rejects.toMatchObject({
			facts: { cause: 'notFound' },
		});
		keptContract();
	});

	it('cannot repair what is not there, or has no sign-in page', async () => {
		await expect(connect.reconnect(wire, '99', null)).rejects.toMatchObject({
			facts: { cause: 'notFound', code: 'not_found' },
		});
		await expect(connect.reconnect(wire, '4106', null)).rejects.toMatchObject({
			name: 'InputError',
			parameter: 'Account',
			message: 'PostEverywhere has no sign-in page for Bluesky',
			advice: expect.stringContaining('keeps its ID') as string,
		});
		keptContract();
	});

	it('is refused when the plan has no room for another account, but not for a repair', async () => {
		await fillPlan();

		await expect(link()).rejects.toMatchObject({
			facts: {
				cause: 'quota',
				httpCode: 403,
				code: 'forbidden',
				advice: expect.stringContaining('Get Quota') as string,
			},
		});
		expect((await connect.reconnect(wire, EXPIRED_LINKEDIN.id, null)).item.connectUrl).toMatch(/^http/);
		keptContract();
	});

	/** The plan of the sandbox has room for 25 accounts; 11 are there. */
	async function fillPlan(): Promise<void> {
		await postControl(sandbox, '/populate/postEverywhere', { accounts: 14 });
	}

	it.each([
		['startSocialConnect', async () => await link()],
		['pollSocialConnect', async () => await statusOf((await link()).connectionId)],
	])('passes on a failure of %s', async (operationId, attempt) => {
		await injectFault(sandbox, 'postEverywhere', { kind: 'serverError', operationId });

		await expect(attempt()).rejects.toMatchObject({
			facts: { cause: 'unavailable', code: 'internal_error', outcome: 'none', retryable: true },
		});
	});
});
