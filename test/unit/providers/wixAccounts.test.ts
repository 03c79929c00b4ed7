import { wix as provider } from '../../../nodes/shared/providers/wix';
import { wix as vendor } from '../../../sandbox/vendors/wix/vendor';
import { injectFault, setHealth } from '../fixtures/control';
import { expectKeptContract, useSandbox } from '../fixtures/useSandbox';
import { FACEBOOK, INSTAGRAM, LINKEDIN, PINTEREST, sandboxWire, TIKTOK, WORKSHOP } from './fixtures/wix';

describe('accounts, against the sandbox', () => {
	const sandbox = useSandbox({ vendors: [vendor] });
	const wire = sandboxWire(sandbox);

	afterEach(() => expectKeptContract(sandbox));

	const calls = () =>
		sandbox.log().map(({ method, path }) => `${method} ${path.replace('/social-publisher/v1', '')}`);
	const inject = (fault: object) => injectFault(sandbox, 'wix', fault);
	const expire = (id: string) => setHealth(sandbox, 'wix', id, 'expired');

	const healthOfAll = async () => {
		const { found, warnings } = await provider.accounts.getMany(wire, { withHealth: true });
		return { health: Object.fromEntries(found.map(({ item }) => [item.id, item.health.status])), warnings };
	};

	it('lists the accounts of all channels with their health', async () => {
		expect(await healthOfAll()).toEqual({
			health: {
				[INSTAGRAM.id]: 'healthy',
				[FACEBOOK.id]: 'healthy',
				[WORKSHOP.id]: 'healthy',
				[LINKEDIN.id]: 'healthy',
				'LINKEDIN:urn:li:organization:80412297': 'healthy',
				[PINTEREST.id]: 'healthy',
				'GBP:*': 'disconnected',
				'TIKTOK:*': 'expired',
			},
			warnings: [],
		});
		// A token status for each of the seven channels, and the accounts of the four that are fine.
		expect(calls()).toHaveLength(11);
	});

	it('tells what is known of an account, and no more', async () => {
		const { item, raw } = await provider.accounts.get(wire, WORKSHOP.id);

		expect(item).toMatchObject({
			id: WORKSHOP.id,
			providerAccountId: '1022334455667788',
			platform: 'facebook',
			name: "Jane's Pottery Workshop",
			isDefault: false,
			isActive: null,
			health: { status: 'healthy', canPost: true, reasons: [], tokenExpiresAt: null },
		});
		expect(item.health.checkedAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
		expect(raw).toMatchObject({ channelName: 'FACEBOOK' });
	});

	it('asks only for the lists when health is not wanted', async () => {
		const { found } = await provider.accounts.getMany(wire, {
			withHealth: false,
			platforms: ['instagram', 'tiktok', 'youtube'],
		});

		expect(calls()).toEqual(['GET /accounts', 'GET /accounts', 'GET /accounts']);
		expect(found.map(({ item }) => [item.id, item.health.status, item.health.canPost])).toEqual([
			[INSTAGRAM.id, 'unknown', null],
			['TIKTOK:*', 'disconnected', false],
		]);
	});

	it('asks only the channels of the wanted IDs', async () => {
		const { found } = await provider.accounts.getMany(wire, {
			withHealth: true,
			ids: [INSTAGRAM.id, TIKTOK.id],
		});

		expect(calls().sort()).toEqual([
			'GET /INSTAGRAM/long-lived-token-status',
			'GET /TIKTOK/long-lived-token-status',
			'GET /accounts',
		]);
		expect(found.map(({ item }) => item.id)).toEqual([INSTAGRAM.id, TIKTOK.id]);
	});

	it('asks all channels for an ID that it cannot read', async () => {
		const { found } = await provider.accounts.getMany(wire, {
			withHealth: false,
			ids: ['17841405822304914'],
		});

		expect(found.map(({ item }) => item.providerAccountId)).toContain('17841405822304914');
	});

	it('still knows an account that was chosen before its channel lapsed', async () => {
		await expire(FACEBOOK.id);

		const { found } = await provider.accounts.getMany(wire, {
			withHealth: true,
			ids: [FACEBOOK.id, WORKSHOP.id],
		});
		expect(found.map(({ item }) => [item.id, item.health.status, item.health.canPost])).toEqual([
			[FACEBOOK.id, 'expired', false],
			[WORKSHOP.id, 'expired', false],
		]);
		for (const id of [FACEBOOK.id, 'FACEBOOK:*']) {
			const { item } = await provider.accounts.checkHealth(wire, id);
			expect(item).toMatchObject({
				id,
				provider: 'wix',
				platform: 'facebook',
				name: 'Facebook',
				health: {
					status: 'expired',
					canPost: false,
					reasons: [expect.stringContaining('expired') as string],
				},
			});
		}
		expect((await healthOfAll()).health).toMatchObject({ 'FACEBOOK:*': 'expired' });
	});

	it('takes the ID of a whole channel for its default account once it is connected again', async () => {
		expect((await provider.accounts.get(wire, 'FACEBOOK:*')).item.id).toBe(FACEBOOK.id);
	});

	it.each([
		'INSTAGRAM:1',
		'FACEBOOK:1022334455667788:1',
		'YOUTUBE:UC1',
		'YOUTUBE:*',
		'TWITTER:1',
		'nonsense',
	])('knows no account %s', async (id) => {
		await expect(provider.accounts.get(wire, id)).rejects.toMatchObject({
			facts: { cause: 'notFound', outcome: 'none' },
		});
		await expect(provider.accounts.checkHealth(wire, id)).rejects.toMatchObject({
			facts: { cause: 'notFound' },
		});
	});

	it('shows the other channels when one is out, and says which is missing', async () => {
		await inject({ kind: 'serverError', path: '/social-publisher/v1/LINKEDIN/long-lived-token-status' });

		const { health, warnings } = await healthOfAll();
		expect(Object.keys(health).filter((id) => id.startsWith('LINKEDIN'))).toEqual([]);
		expect(health[INSTAGRAM.id]).toBe('healthy');
		expect(warnings).toEqual([expect.stringContaining('The accounts on LinkedIn are missing')]);
	});
});
