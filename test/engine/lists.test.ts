import { PROVIDER_IDS } from '../../nodes/shared/domain/provider';
import { seededAccounts } from './seed';
import { startWorld, type TestWorld } from './world';

let world: TestWorld;
beforeAll(async () => {
	world = await startWorld();
});
afterAll(async () => {
	expect(world.sandbox.violations()).toEqual([]);
	await world.stop();
});

describe.each(PROVIDER_IDS)('the account lists of the editor for %s', (provider) => {
	it('the picker shows network, name and health of every account', async () => {
		const { all, broken } = await seededAccounts(world, provider);
		const picker = await world.engine.list(
			world.node('socialAccounts', provider, { operation: 'get' }),
			'searchAccounts',
		);
		expect(picker.map(({ value }) => value).sort()).toEqual(all.map(({ id }) => id).sort());
		const shown = picker.find(({ value }) => value === broken.id)?.name;
		expect(shown).toContain(broken.name);
		expect(shown).toContain(`${broken.health.status}: cannot post`);
	});

	it('the picker is searched by any part of name, network and ID', async () => {
		const { forText } = await seededAccounts(world, provider);
		const [wanted] = forText;
		const found = await world.engine.list(
			world.node('socialAccounts', provider, { operation: 'get' }),
			'searchAccounts',
			`${wanted.platform.toUpperCase()} ${wanted.name.slice(0, 4)}`,
		);
		expect(found.map(({ value }) => value)).toContain(wanted.id);
		const nothing = await world.engine.list(
			world.node('socialAccounts', provider, { operation: 'get' }),
			'searchAccounts',
			'nobody has this name',
		);
		expect(nothing).toEqual([]);
	});

	it('the multi-select of Social Post offers the same accounts', async () => {
		const { all } = await seededAccounts(world, provider);
		const offered = await world.engine.list(
			world.node('socialPost', provider, { operation: 'create' }),
			'getAccounts',
		);
		expect(offered.map(({ value }) => value).sort()).toEqual(all.map(({ id }) => id).sort());
	});
});

describe.each(PROVIDER_IDS)('a wrong key for %s', (provider) => {
	it('is told as such in lists and results, without the key', async () => {
		const key = 'sk_wrong_1234567890_pe_live_sqk_live_IST';
		const locked = await startWorld((secrets) =>
			Object.fromEntries(Object.entries(secrets).map(([type, fields]) => [type, { ...fields, apiKey: key }])),
		);
		try {
			const node = locked.node('socialAccounts', provider, { operation: 'getMany' });
			const { error, items, run } = await locked.engine.run(node);
			expect(items).toEqual([]);
			expect(['401', '403']).toContain(error?.httpCode);
			expect(error?.description).toMatch(/key/i);
			expect(JSON.stringify(run)).not.toContain(key);
			await expect(locked.engine.list(node, 'searchAccounts')).rejects.toThrow(error?.message);

			const kinds = new Set(locked.sandbox.violations().map(({ kind }) => kind));
			expect([...kinds]).toEqual(['auth']);
		} finally {
			await locked.stop();
		}
	});
});

describe('Wix as an app', () => {
	it('exchanges the secret for a token, and renews it when it has expired', async () => {
		const list = async () =>
			await world.engine.run(
				world.node(
					'socialAccounts',
					'wix',
					{ operation: 'getMany', returnAll: true, authentication: 'app' },
					{ credential: 'wixPublisherAppApi' },
				),
			);
		const { items, error } = await list();
		expect(error).toBeUndefined();
		expect(items.length).toBeGreaterThanOrEqual(5);
		world.sandbox.forward(5 * 3_600_000);
		expect((await list()).items.length).toBeGreaterThanOrEqual(5);
		await world.forgetViolations();
	});
});
