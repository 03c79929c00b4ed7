import { fetch } from 'undici';

import { formatConnectionId, parseConnectionId } from '../../../nodes/shared/domain/connectionId';
import { wix as provider } from '../../../nodes/shared/providers/wix';
import { VendorError } from '../../../nodes/shared/transport/vendorError';
import { stateOf } from '../../../sandbox/vendors/wix/state';
import { wix as vendor } from '../../../sandbox/vendors/wix/vendor';
import { setHealth } from '../fixtures/control';
import { decide } from '../fixtures/decide';
import { expectKeptContract, useSandbox } from '../fixtures/useSandbox';
import { wireWith } from './fixtures/wireWith';
import { FACEBOOK, failureWith, INSTAGRAM, refusal, sandboxWire, TIKTOK, WORKSHOP } from './fixtures/wix';

const HOUR_MS = 3_600_000;
const { connect } = provider;

describe('connecting, against the sandbox', () => {
	const sandbox = useSandbox({ vendors: [vendor] });
	const wire = sandboxWire(sandbox);

	afterEach(() => expectKeptContract(sandbox));

	const createLink = async (platform: string) => (await connect.createLink(wire, platform, null)).item;
	const reconnect = async (accountId: string) => (await connect.reconnect(wire, accountId, null)).item;
	const statusOf = async ({ connectionId }: { connectionId: string }) =>
		(await connect.getStatus(wire, connectionId)).item;
	const expire = (id: string) => setHealth(sandbox, 'wix', id, 'expired');

	describe('a new account', () => {
		it('comes of a link that the owner approves', async () => {
			const link = await createLink('youtube');
			expect(link).toMatchObject({ provider: 'wix', platform: 'youtube', accountId: null });
			expect(link.connectUrl).toContain('/consent/wix/');
			expect(await statusOf(link)).toMatchObject({
				connectionId: link.connectionId,
				status: 'pending',
				account: null,
				expiresAt: link.expiresAt,
				note: 'Wix tells how the connection to YouTube stands, not whether this link was used.',
			});

			const page = await decide(link.connectUrl, 'approve');
			expect([page.status, page.text]).toEqual([200, expect.stringContaining('You can close this page')]);
			const connected = await statusOf(link);
			expect(connected).toMatchObject({
				status: 'connected',
				account: {
					id: expect.stringMatching(/^YOUTUBE:UC/) as string,
					provider: 'wix',
					platform: 'youtube',
					isDefault: true,
					health: { status: 'healthy', canPost: true },
				},
			});
			const { item } = await provider.accounts.get(wire, connected.account?.id ?? '');
			expect({ ...item, health: null }).toEqual({ ...connected.account, health: null });
		});

		it('has a link for two hours of Wix’s clock', async () => {
			sandbox.forward(24 * HOUR_MS);
			const link = await createLink('youtube');
			const leftMs = Date.parse(link.expiresAt ?? '') - (Date.now() + 24 * HOUR_MS);
			expect(Math.abs(leftMs - 2 * HOUR_MS)).toBeLessThan(5000);

			sandbox.forward(2 * HOUR_MS - 10_000);
			expect((await statusOf(link)).status).toBe('pending');
			sandbox.forward(20_000);
			expect(await statusOf(link)).toMatchObject({ status: 'expired', account: null });
			expect((await fetch(link.connectUrl)).status).toBe(410);
		});

		it('is still found after the link has expired', async () => {
			const link = await createLink('youtube');
			await decide(link.connectUrl, 'approve');
			sandbox.forward(3 * HOUR_MS);

			expect((await statusOf(link)).status).toBe('connected');
			expect((await decide(link.connectUrl, 'approve')).status).toBe(410);
		});

		it('does not come of a link that was refused, which ends with its time', async () => {
			const link = await createLink('youtube');
			await decide(link.connectUrl, 'refuse');
			expect((await statusOf(link)).status).toBe('pending');

			sandbox.forward(2 * HOUR_MS + 60_000);
			expect((await statusOf(link)).status).toBe('expired');
		});

		it('is told from those that a connected channel had before', async () => {
			const link = await createLink('facebook');
			const pending = await statusOf(link);
			expect(pending).toMatchObject({ status: 'pending', account: null });
			expect(pending.note).toContain('granting the same ones again');

			await decide(link.connectUrl, 'approve');
			const connected = await statusOf(link);
			expect(connected.status).toBe('connected');
			expect([FACEBOOK.id, WORKSHOP.id]).not.toContain(connected.account?.id);
			expect(connected.note).toContain('connected already when the link was made');
		});

		it('may be one that a lapsed channel had', async () => {
			const link = await createLink('tiktok');
			expect((await statusOf(link)).status).toBe('pending');
			await decide(link.connectUrl, 'approve');

			expect(await statusOf(link)).toMatchObject({ status: 'connected', account: { id: TIKTOK.id } });
		});

		it('needs a network that Wix has', async () => {
			await expect(createLink('x')).rejects.toMatchObject({
				name: 'InputError',
				message: 'Wix cannot connect X',
				advice: expect.stringContaining('Instagram, Facebook, YouTube') as string,
			});
			expect(sandbox.log()).toEqual([]);
		});

		it('needs a plan with room for another network', async () => {
			stateOf(sandbox.worlds.wix).plan.channels = 1;

			await expect(createLink('youtube')).rejects.toMatchObject({
				facts: {
					cause: 'quota',
					code: 'INELIGIBLE_FOR_FEATURE',
					httpCode: 428,
					advice: expect.stringContaining('no more connected networks') as string,
				},
			});
			expect((await reconnect(TIKTOK.id)).connectUrl).toContain('/consent/wix/');
		});
	});

	describe('repairing an account', () => {
		it('keeps its ID and makes it healthy again', async () => {
			const link = await reconnect(TIKTOK.id);
			expect(link).toMatchObject({ platform: 'tiktok', accountId: TIKTOK.id });
			expect(await statusOf(link)).toMatchObject({ status: 'pending', account: null });

			await decide(link.connectUrl, 'approve');
			expect(await statusOf(link)).toMatchObject({
				status: 'connected',
				account: { id: TIKTOK.id, health: { status: 'healthy', canPost: true } },
				note: 'Wix tells how the connection to TikTok stands, not whether this link was used.',
			});
		});

		it('repairs every page of the channel, the one that was asked for first of all', async () => {
			await expire(FACEBOOK.id);
			const link = await reconnect(WORKSHOP.id);
			await decide(link.connectUrl, 'approve');

			expect((await statusOf(link)).account?.id).toBe(WORKSHOP.id);
			expect((await provider.accounts.get(wire, FACEBOOK.id)).item.health.status).toBe('healthy');
		});

		it('works after a disconnection, and by the channel’s own ID', async () => {
			const link = await reconnect('GBP:*');
			await decide(link.connectUrl, 'approve');

			expect(await statusOf(link)).toMatchObject({
				status: 'connected',
				account: { platform: 'googleBusiness', name: "Jane's Pottery, Old Mill Lane" },
			});
		});

		it('says when the account was not granted again', async () => {
			const link = await reconnect('GBP:accounts/1:locations/2');
			await decide(link.connectUrl, 'approve');

			const connection = await statusOf(link);
			expect(connection).toMatchObject({ status: 'pending', account: null });
			expect(connection.note).toContain('without this account');
		});

		it('says that a healthy account needed no repair', async () => {
			const link = await reconnect(INSTAGRAM.id);

			expect(await statusOf(link)).toMatchObject({ status: 'connected', account: { id: INSTAGRAM.id } });
			expect((await statusOf(link)).note).toContain('could post already');
		});

		it('ends with its link', async () => {
			const link = await reconnect(TIKTOK.id);
			sandbox.forward(2 * HOUR_MS + 60_000);

			expect((await statusOf(link)).status).toBe('expired');
		});

		it.each(['nonsense', 'INSTAGRAM:1', 'YOUTUBE:UC1'])('does not know %s', async (id) => {
			await expect(reconnect(id)).rejects.toMatchObject({ facts: { cause: 'notFound' } });
		});
	});

	it('puts no secret into the connection ID', async () => {
		const link = await createLink('facebook');
		const token = new URL(link.connectUrl).pathname.split('/').at(-1) ?? '';
		const content = Buffer.from(link.connectionId, 'base64url').toString('utf8');

		expect(content).not.toContain(token);
		expect(content).not.toContain(String(sandbox.access.wix.apiKey));
		expect(parseConnectionId(link.connectionId, 'wix').facts).toEqual({
			accounts: [FACEBOOK.id, WORKSHOP.id],
		});
	});
});

describe('connecting, with odd answers', () => {
	const answering = (status: string, accounts: object) =>
		wireWith(({ path }) => {
			if (path.endsWith('-status')) return { status };
			return path.endsWith('connect-url') ? {} : { ...accounts };
		});
	const connectionId = (link: object) =>
		formatConnectionId({
			provider: 'wix',
			platform: 'instagram',
			expiresAt: null,
			accountId: null,
			facts: { accounts: [] },
			...link,
		});
	const GRANTED = { accounts: [{ channelName: 'INSTAGRAM', instagram: { id: '178' } }] };

	it('never takes an answer without an address for a link', async () => {
		await expect(connect.createLink(answering('NEVER_CREATED', {}), 'instagram', null)).rejects.toMatchObject(
			{ facts: { cause: 'unavailable', outcome: 'none' } },
		);
	});

	it.each([
		['an empty list', {}],
		['NO_PAGES_FOR_USER', failureWith(428, refusal('NO_PAGES_FOR_USER'))],
	])('says that nothing was granted when a connected channel answers %s', async (_what, answer) => {
		const wire = wireWith(({ path }) => {
			if (path.endsWith('-status')) return { status: 'VALID' };
			return answer instanceof VendorError ? answer : { accounts: [] };
		});

		const { item } = await connect.getStatus(wire, connectionId({}));
		expect(item.status).toBe('pending');
		expect(item.note).toContain('no page or business account was granted');
	});

	it('does not call an account repaired under a word that is new to it', async () => {
		const id = connectionId({ accountId: 'INSTAGRAM:178', facts: { couldPost: false } });

		expect((await connect.getStatus(answering('RESTING', GRANTED), id)).item.status).toBe('pending');
		expect((await connect.getStatus(answering('VALID', GRANTED), id)).item.status).toBe('connected');
	});

	it('tells the time by our clock when Wix does not', async () => {
		const ended = connectionId({ expiresAt: new Date(Date.now() - 1000).toISOString() });
		const running = connectionId({ expiresAt: new Date(Date.now() + 60_000).toISOString() });
		const wire = answering('NEVER_CREATED', {});

		expect((await connect.getStatus(wire, ended)).item.status).toBe('expired');
		expect((await connect.getStatus(wire, running)).item.status).toBe('pending');
		expect((await connect.getStatus(wire, connectionId({}))).item.status).toBe('pending');
	});

	it.each([
		['nonsense', 'nonsense'],
		['a link of another provider', connectionId({ provider: 'smartlyQ' })],
		['a network that Wix does not have', connectionId({ platform: 'x' })],
	])('does not take %s', async (_what, id) => {
		const wire = answering('VALID', GRANTED);

		await expect(connect.getStatus(wire, id)).rejects.toMatchObject({
			name: 'InputError',
			parameter: 'Connection ID',
		});
		expect(wire.sent).toEqual([]);
	});

	it.each([
		[401, {}, 'authentication', 'valid key'],
		[403, {}, 'permission', 'Manage Social Posts'],
		[428, refusal('UNSUPPORTED_CHANNEL'), 'invalid', 'Choose one of these: Instagram'],
		[429, {}, 'rateLimited', 'Wait'],
		[503, {}, 'unavailable', 'later'],
	])('passes on %i with a way out', async (status, body, cause, advice) => {
		const wire = wireWith(({ path }) =>
			path.endsWith('connect-url') ? failureWith(status, body) : { status: 'NEVER_CREATED' },
		);

		await expect(connect.createLink(wire, 'instagram', null)).rejects.toMatchObject({
			facts: { cause, advice: expect.stringContaining(advice) as string },
		});
	});
});
