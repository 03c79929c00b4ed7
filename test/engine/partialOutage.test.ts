import type { Account } from '../../nodes/shared/domain/account';
import { outputOf } from './seed';
import { startWorld, type TestWorld } from './world';

let world: TestWorld;
beforeAll(async () => {
	world = await startWorld();
});
afterAll(async () => {
	expect(world.sandbox.violations()).toEqual([]);
	await world.stop();
});

const list = async () =>
	await world.engine.run(world.node('socialAccounts', 'wix', { operation: 'getMany', returnAll: true }));

describe('Wix, when one channel has an outage', () => {
	const break_ = async (times: number) => {
		await world.reset();
		await world.control('POST', '/faults', {
			vendor: 'wix',
			kind: 'serverError',
			path: '/social-publisher/v1/LINKEDIN/',
			times,
		});
	};

	it('gives the accounts of the others and says which are missing; nothing is guessed', async () => {
		await world.reset();
		const all = outputOf<Account>(await list());
		await break_(100);

		const result = await list();

		const accounts = outputOf<Account>(result);
		expect(accounts.map(({ id }) => id)).toEqual(
			all.filter(({ platform }) => platform !== 'linkedin').map(({ id }) => id),
		);
		expect(result.hints).toEqual([expect.stringMatching(/LinkedIn.*missing/)]);
	}, 60_000);

	it('says nothing when a second try brought them', async () => {
		await break_(1);
		const result = await list();
		expect(outputOf<Account>(result).some(({ platform }) => platform === 'linkedin')).toBe(true);
		expect(result.hints).toEqual([]);
	});

	it('tells of it when a post wants an account of that channel', async () => {
		await world.reset();
		const linkedIn = outputOf<Account>(await list()).find(({ platform }) => platform === 'linkedin');
		await break_(100);
		const { error, items } = await world.engine.run(
			world.node('socialPost', 'wix', {
				operation: 'create',
				accountIds: [linkedIn?.id ?? ''],
				text: 'Hello',
			}),
		);
		expect(items).toEqual([]);
		expect(error?.httpCode).toBe('500');
		expect(error?.description).toMatch(/Try again later/);
	}, 60_000);
});
