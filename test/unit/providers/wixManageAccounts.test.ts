import { wix as provider } from '../../../nodes/shared/providers/wix';
import { stateOf } from '../../../sandbox/vendors/wix/state';
import { wix as vendor } from '../../../sandbox/vendors/wix/vendor';
import { injectFault } from '../fixtures/control';
import { expectKeptContract, useSandbox } from '../fixtures/useSandbox';
import { wireWith } from './fixtures/wireWith';
import {
	DRAFT,
	FACEBOOK,
	failureWith,
	INSTAGRAM,
	LINKEDIN,
	PINTEREST,
	refusal,
	sandboxWire,
	TIKTOK,
	WORKSHOP,
} from './fixtures/wix';

const ORGANIZATION = 'LINKEDIN:urn:li:organization:80412297';
const { disconnect, setDefault, getQuota } = provider.accounts;
if (!disconnect || !setDefault || !getQuota) throw new Error('Wix lacks an operation');

describe('managing accounts, against the sandbox', () => {
	const sandbox = useSandbox({ vendors: [vendor] });
	const wire = sandboxWire(sandbox);

	afterEach(() => expectKeptContract(sandbox));

	const writes = () =>
		sandbox
			.log()
			.filter(({ method }) => method !== 'GET')
			.map(({ method, path }) => `${method} ${path.replace('/social-publisher/v1', '')}`);
	const inject = (fault: object) => injectFault(sandbox, 'wix', fault);

	describe('disconnecting', () => {
		it('removes the whole channel and says which accounts went with it', async () => {
			expect((await disconnect(wire, FACEBOOK.id)).item).toEqual({
				id: FACEBOOK.id,
				provider: 'wix',
				platform: 'facebook',
				name: "Jane's Pottery Page",
				alreadyGone: false,
				warnings: [
					`Wix disconnects Facebook as a whole; this went with it: Jane's Pottery Workshop (${WORKSHOP.id}).`,
				],
			});
			expect(writes()).toEqual(['DELETE /FACEBOOK/account']);
			expect((await provider.accounts.get(wire, WORKSHOP.id)).item.health.status).toBe('disconnected');
		});

		it('has nothing to warn of when the account was alone', async () => {
			expect((await disconnect(wire, INSTAGRAM.id)).item.warnings).toEqual([]);
		});

		it('says so when it is done a second time', async () => {
			await disconnect(wire, LINKEDIN.id);

			for (const id of [LINKEDIN.id, ORGANIZATION]) {
				expect((await disconnect(wire, id)).item).toEqual({
					id,
					provider: 'wix',
					platform: 'linkedin',
					name: null,
					alreadyGone: true,
					warnings: [],
				});
			}
			expect(writes()).toHaveLength(1);
		});

		it.each([
			['was never connected', 'YOUTUBE:UC1'],
			['was disconnected', 'GBP:accounts/1:locations/2'],
			['is named as a whole', 'GBP:*'],
		])('takes an account of a channel that %s for gone', async (_what, id) => {
			expect((await disconnect(wire, id)).item).toMatchObject({ id, name: null, alreadyGone: true });
			expect(writes()).toEqual([]);
		});

		it('never removes the accounts of others for one that is not there', async () => {
			expect((await disconnect(wire, 'FACEBOOK:1022334455667788:1')).item).toMatchObject({
				alreadyGone: true,
				warnings: [expect.stringContaining('nothing was removed')],
			});
			expect(writes()).toEqual([]);
		});

		it('removes a channel whose connection had expired, though nobody can tell its accounts', async () => {
			expect((await disconnect(wire, TIKTOK.id)).item).toMatchObject({
				id: TIKTOK.id,
				name: 'TikTok',
				alreadyGone: false,
				warnings: [expect.stringContaining('could not be told')],
			});
			expect((await disconnect(wire, TIKTOK.id)).item.alreadyGone).toBe(true);
		});

		it('names all accounts when the channel itself is meant', async () => {
			const { item } = await disconnect(wire, 'FACEBOOK:*');

			expect(item).toMatchObject({ id: 'FACEBOOK:*', name: 'Facebook', alreadyGone: false });
			expect(item.warnings.join()).toContain(FACEBOOK.id);
			expect(item.warnings.join()).toContain(WORKSHOP.id);
		});

		it('does not know what can be no account', async () => {
			await expect(disconnect(wire, 'nonsense')).rejects.toMatchObject({ facts: { cause: 'notFound' } });
			expect(sandbox.log()).toEqual([]);
		});

		it('removes nothing when it cannot be told what would go', async () => {
			await inject({ kind: 'serverError', operationId: 'listAccounts' });

			await expect(disconnect(wire, FACEBOOK.id)).rejects.toMatchObject({ facts: { cause: 'unavailable' } });
			expect(writes()).toEqual([]);
		});

		it('can be done again when the answer got lost', async () => {
			await inject({ kind: 'dropAfter', operationId: 'disconnect' });
			await expect(disconnect(wire, FACEBOOK.id)).rejects.toThrow();

			expect((await disconnect(wire, FACEBOOK.id)).item.alreadyGone).toBe(true);
		});

		it('can be done again after an outage', async () => {
			await inject({ kind: 'serverError', operationId: 'disconnect' });
			await expect(disconnect(wire, FACEBOOK.id)).rejects.toMatchObject({
				facts: { cause: 'unavailable', outcome: 'none' },
			});

			expect((await disconnect(wire, FACEBOOK.id)).item.alreadyGone).toBe(false);
		});

		it.each([
			[400, 'USER_NOT_EXIST_FOR_CHANNEL'],
			[400, 'USER_IS_DISCONNECTED'],
		])('takes %i %s for gone when somebody was faster', async (status, code) => {
			const answers = wireWith(({ method, path }) => {
				if (method === 'DELETE') return failureWith(status, refusal(code));
				return path.endsWith('-status') ? { status: 'INVALID' } : { accounts: [] };
			});

			expect((await disconnect(answers, INSTAGRAM.id)).item.alreadyGone).toBe(true);
		});

		it('passes on that the key may not', async () => {
			const answers = wireWith(({ method }) =>
				method === 'DELETE' ? failureWith(403, {}) : { status: 'INVALID' },
			);

			await expect(disconnect(answers, INSTAGRAM.id)).rejects.toMatchObject({
				facts: {
					cause: 'permission',
					advice: expect.stringContaining('SCOPE.PROMOTE.MANAGE-SOCIAL-POSTS') as string,
				},
			});
		});
	});

	describe('choosing the default', () => {
		it.each([
			['the page', WORKSHOP.id, { facebook: { defaultPageId: '102938475610447' } }],
			['the author', ORGANIZATION, { linkedin: { defaultChannelId: 'urn:li:organization:80412297' } }],
			['the account', INSTAGRAM.id, { instagram: { defaultAccountId: '17841405822304914' } }],
			['the board', PINTEREST.id, { pinterest: { defaultBoardId: '549755813599283' } }],
		])('names %s in the settings', async (_what, id, body) => {
			expect((await setDefault(wire, id)).item).toMatchObject({ id, isDefault: true });
			expect(sandbox.log().find(({ method }) => method === 'PATCH')?.body).toEqual(body);
			expect((await setDefault(wire, id)).item.isDefault).toBe(true);
		});

		it.each([
			[TIKTOK.id, 'TIKTOK', { tiktok: { defaultAccountId: TIKTOK.providerAccountId } }],
			['GBP:accounts/1:locations/2', 'GBP', { gbp: { defaultLocationId: 'locations/2' } }],
		])('knows the settings of %s', async (id, channel, body) => {
			const key = channel.toLowerCase();
			const inside =
				channel === 'GBP'
					? { id: 'accounts/1', location: { id: 'locations/2' } }
					: { id: TIKTOK.providerAccountId };
			const answers = wireWith(({ method, path }) => {
				if (method === 'PATCH') return null;
				return path.endsWith('-status')
					? { status: 'VALID' }
					: { accounts: [{ channelName: channel, [key]: { ...inside, settings: { default: true } } }] };
			});

			expect((await setDefault(answers, id)).item.isDefault).toBe(true);
			expect(answers.sent.find(({ method }) => method === 'PATCH')).toMatchObject({
				body,
				repeatable: 'safe',
			});
		});

		it('takes the default from the one that had it', async () => {
			await setDefault(wire, WORKSHOP.id);

			expect((await provider.accounts.get(wire, FACEBOOK.id)).item.isDefault).toBe(false);
		});

		it('says that YouTube has none', async () => {
			await expect(setDefault(wire, 'YOUTUBE:UC1')).rejects.toMatchObject({
				name: 'InputError',
				message: 'Wix has no default account for YouTube',
				advice: expect.stringContaining('Facebook, LinkedIn, Instagram') as string,
			});
			expect(sandbox.log()).toEqual([]);
		});

		it.each([TIKTOK.id, 'TIKTOK:*', 'GBP:accounts/1:locations/2'])(
			'chooses nothing on a channel that is not connected (%s)',
			async (id) => {
				await expect(setDefault(wire, id)).rejects.toMatchObject({
					facts: { cause: 'conflict', advice: expect.stringContaining('Reconnect') as string },
				});
				expect(writes()).toEqual([]);
			},
		);

		it.each(['INSTAGRAM:1', 'nonsense'])('does not know %s', async (id) => {
			await expect(setDefault(wire, id)).rejects.toMatchObject({ facts: { cause: 'notFound' } });
			expect(writes()).toEqual([]);
		});
	});

	describe('quota', () => {
		it('tells what the plan allows and what is left', async () => {
			await provider.posts.create(wire, DRAFT);
			const { item, raw } = await getQuota(wire);

			const used = expect.any(Number) as number;
			expect(item).toMatchObject({ provider: 'wix', plan: null, renewsAt: null });
			expect(item.quotas).toMatchObject([
				{ name: 'posts', enabled: true, limit: 250, used, remaining: used, period: 'month', unit: null },
				{ name: 'scheduledPosts', enabled: true, limit: 250, used, remaining: used, period: 'month' },
				{ name: 'aiTools', enabled: true, limit: null, used: null, remaining: null, period: null },
			]);
			const [posts] = item.quotas;
			expect(posts?.used).toBeGreaterThan(0);
			expect(Number(posts?.used) + Number(posts?.remaining)).toBe(250);
			expect(raw).toHaveProperty('monetizationEnabled', true);
		});

		it('tells what the plan lacks', async () => {
			stateOf(sandbox.worlds.wix).plan.features.SCHEDULE_POST.enabled = false;

			expect((await getQuota(wire)).item.quotas[1]).toMatchObject({
				name: 'scheduledPosts',
				enabled: false,
				limit: null,
			});
		});

		it('needs a key that may ask', async () => {
			await expect(getQuota(wireWith(() => failureWith(403, {})))).rejects.toMatchObject({
				facts: { cause: 'permission' },
			});
		});
	});
});
