import path from 'node:path';

import { Clock } from '../../../sandbox/core/clock';
import { Contract } from '../../../sandbox/core/contract';
import { type Sandbox, startSandbox } from '../../../sandbox/core/server';
import { DEFAULT_SETTINGS, WorldState } from '../../../sandbox/core/worldState';
import { VENDORS } from '../../../sandbox/vendors';

const CONTRACTS = path.join(__dirname, '..', '..', '..', 'sandbox', 'contracts');

const newWorld = (vendor: (typeof VENDORS)[number]) => {
	const world = new WorldState(
		vendor,
		new Clock(),
		'http://127.0.0.1:1',
		'http://127.0.0.1:2',
		DEFAULT_SETTINGS,
	);
	world.reset();
	return world;
};

describe.each(VENDORS.map((vendor) => [vendor.key, vendor] as const))('%s', (key, vendor) => {
	it('has a contract whose schemas all compile', () => {
		expect(() => new Contract(path.join(CONTRACTS, vendor.contract)).compileAll()).not.toThrow();
	});

	it('has a handler for each operation of its contract, and no others', () => {
		const operations = new Contract(path.join(CONTRACTS, vendor.contract)).operationIds();

		expect(Object.keys(vendor.handlers(newWorld(vendor))).sort()).toEqual([...operations].sort());
	});

	it('is seeded with accounts of several networks, some of which cannot post', () => {
		const world = newWorld(vendor);
		const accounts = [...world.accounts.values()];
		const refused = accounts.filter((account) => vendor.refusal(account, world) !== null);

		expect(new Set(accounts.map(({ platform }) => platform)).size).toBeGreaterThanOrEqual(3);
		expect(accounts.length).toBeGreaterThanOrEqual(5);
		expect(refused.length).toBeGreaterThan(0);
		expect(refused.length).toBeLessThan(accounts.length);
	});

	it('is seeded the same after every reset', () => {
		const world = newWorld(vendor);
		const ids = () => [...world.accounts.keys(), ...world.posts.keys()];
		const first = ids();
		world.reset();

		expect(ids()).toEqual(first);
	});

	describe('over HTTP', () => {
		let sandbox: Sandbox;

		beforeAll(async () => {
			sandbox = await startSandbox();
		});
		afterAll(async () => sandbox.close());

		it('refuses a call without a key in its own words and lists it', async () => {
			const answer = await fetch(`${sandbox.access[key].baseUrl}/accounts`);

			expect([401, 403, 404]).toContain(answer.status);
			expect(answer.headers.get('content-type')).toContain('application/json');
			expect(sandbox.violations(key).map(({ kind }) => kind)).toEqual(['auth']);
		});
	});
});
