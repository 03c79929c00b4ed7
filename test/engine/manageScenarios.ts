import type { Account } from '../../nodes/shared/domain/account';
import type { FollowerStats, PlatformRules, Quota } from '../../nodes/shared/domain/plan';
import type { ProviderId } from '../../nodes/shared/domain/provider';
import { outputOf, seededAccounts } from './seed';
import { expectAccount, expectFollowerStats, expectPlatformRules, expectQuota } from './shapes';
import type { TestWorld } from './world';

const one = (id: string) => ({ __rl: true, mode: 'id', value: id });

async function runAll<T>(
	world: TestWorld,
	provider: ProviderId,
	parameters: Record<string, unknown>,
): Promise<T[]> {
	return outputOf<T>(await world.engine.run(world.node('socialAccounts', provider, parameters as never)));
}

export async function pauseAndResume(world: TestWorld, provider: ProviderId) {
	const { forText } = await seededAccounts(world, provider);
	const accountId = one(forText[0].id);
	const [paused] = await runAll<Account>(world, provider, { operation: 'pause', accountId });
	expectAccount(paused, provider);
	expect(paused?.health).toMatchObject({ status: 'paused', canPost: false });
	const [again] = await runAll<Account>(world, provider, { operation: 'pause', accountId });
	expect(again?.health.status).toBe('paused');
	const [resumed] = await runAll<Account>(world, provider, { operation: 'resume', accountId });
	expectAccount(resumed, provider);
	expect(resumed?.health.canPost).toBe(true);
}

export async function disconnect(world: TestWorld, provider: ProviderId) {
	const { forText } = await seededAccounts(world, provider);
	const [{ id, name, platform }] = forText;
	const [removed] = await runAll<Record<string, unknown>>(world, provider, {
		operation: 'disconnect',
		accountId: one(id),
	});
	expect(removed).toMatchObject({
		deleted: true,
		alreadyGone: false,
		accountId: id,
		provider,
		platform,
		name,
	});
	const all = await runAll<Account>(world, provider, { operation: 'getMany', returnAll: true });
	expect(
		all.filter(({ health }) => health.status !== 'disconnected').map((account) => account.id),
	).not.toContain(id);

	const [again] = await runAll<Record<string, unknown>>(world, provider, {
		operation: 'disconnect',
		accountId: one(id),
	});
	expect(again).toMatchObject({ deleted: false, alreadyGone: true, accountId: id, provider });
}

export async function rename(world: TestWorld, provider: ProviderId) {
	const { forText } = await seededAccounts(world, provider);
	const accountId = one(forText[0].id);
	const [renamed] = await runAll<Account>(world, provider, {
		operation: 'rename',
		accountId,
		newName: 'Acme, new',
	});
	expectAccount(renamed, provider);
	expect(renamed).toMatchObject({ id: forText[0].id, name: 'Acme, new' });
	const { all } = await seededAccounts(world, provider);
	expect(all.find(({ id }) => id === forText[0].id)?.name).toBe('Acme, new');
}

export async function setDefault(world: TestWorld, provider: ProviderId) {
	const { all } = await seededAccounts(world, provider);
	const other = all.find(
		({ isDefault, platform, health }) =>
			isDefault === false &&
			health.canPost &&
			all.some((account) => account.platform === platform && account.isDefault),
	);
	if (!other) throw new Error('The seed has no network with two accounts');
	const [account] = await runAll<Account>(world, provider, {
		operation: 'setDefault',
		accountId: one(other.id),
	});
	expectAccount(account, provider);
	expect(account).toMatchObject({ id: other.id, isDefault: true });
	const after = (await seededAccounts(world, provider)).all.filter(
		({ platform }) => platform === other.platform,
	);
	expect(after.filter(({ isDefault }) => isDefault).map(({ id }) => id)).toEqual([other.id]);
}

export async function getQuota(world: TestWorld, provider: ProviderId) {
	const [quota] = await runAll<Quota>(world, provider, { operation: 'getQuota' });
	expectQuota(quota, provider);
	expect(quota?.quotas.length).toBeGreaterThan(0);
}

export async function getPlatformRules(world: TestWorld, provider: ProviderId) {
	const all = await runAll<PlatformRules>(world, provider, { operation: 'getPlatformRules' });
	expect(all.length).toBeGreaterThanOrEqual(5);
	for (const rules of all) expectPlatformRules(rules, provider);
	const instagram = all.find(({ platform }) => platform === 'instagram');
	expect(instagram?.captionMaxLength).toBe(2_200);
	// One of the vendors' own rules do not tell it.
	expect(instagram?.mediaRequired).not.toBe(false);
	const some = await runAll<PlatformRules>(world, provider, {
		operation: 'getPlatformRules',
		platforms: ['instagram', 'tiktok'],
	});
	expect(some.map(({ platform }) => platform).sort()).toEqual(['instagram', 'tiktok']);
}

export async function getFollowerStats(world: TestWorld, provider: ProviderId) {
	const all = await runAll<FollowerStats>(world, provider, { operation: 'getFollowerStats', days: 7 });
	expect(all.length).toBeGreaterThan(1);
	for (const stats of all) expectFollowerStats(stats, provider);
	const [wanted] = all;
	const some = await runAll<FollowerStats>(world, provider, {
		operation: 'getFollowerStats',
		days: 7,
		accountId: one(wanted?.accountId ?? ''),
	});
	expect(some.map(({ accountId }) => accountId)).toEqual([wanted?.accountId]);
}
