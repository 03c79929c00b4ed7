import type { Account } from '../../../nodes/shared/domain/account';
import type { HealthSetting } from '../../../sandbox/core/vendor';
import { disconnect, setHealth } from '../../engine/triggerWorld';
import type { Lane } from '../lane';
import { connectByLink } from './connectSteps';

const HEALTHS: readonly HealthSetting[] = ['healthy', 'expiring', 'expired', 'revoked', 'paused'];

/** So many accounts beside those of the seed; then some go again. */
const MOST_NEW = 6;

/** What accounts do by themselves: they break, recover, come and go. The one that all posts can go to stays well. */
export async function changeAccounts(lane: Lane): Promise<void> {
	const { draw, world, id, posting, spare } = lane;
	const [, second] = posting;
	for (const account of draw.someOf(spare, draw.between(0, 2))) {
		if (isThere(lane, account)) await setHealth(world, id, account, draw.oneOf(HEALTHS));
	}
	// It breaks and recovers by turns, so that what has failed can be sent again.
	if (draw.chance(0.6))
		await setHealth(world, id, second, lane.isWell(second) ? draw.oneOf(HEALTHS) : 'healthy');
	if (draw.chance(0.3)) await world.control('POST', `/populate/${id}`, { accounts: 1 });
	const fresh = await newAccounts(lane);
	if (fresh.length > MOST_NEW) for (const account of fresh.slice(0, 3)) disconnect(world, id, account);
}

function isThere(lane: Lane, account: Account): boolean {
	return lane.vendorAccountOf(account)?.connected === true;
}

/** Accounts that were not there at the beginning, as far as the vendor lists them now. */
async function newAccounts(lane: Lane): Promise<Account[]> {
	const outputs = await lane.run('socialAccounts', 'getMany', { returnAll: true });
	const accounts = outputs.filter(({ error }) => error === undefined) as unknown as Account[];
	const old = [...lane.posting, ...lane.spare];
	return accounts.filter(
		({ id, platform }) =>
			!id.endsWith(':*') &&
			!old.some((one) => one.id === id || (lane.id === 'wix' && one.platform === platform)),
	);
}

export async function readAccounts(lane: Lane): Promise<void> {
	const { draw } = lane;
	const one = [...lane.posting, ...lane.spare].filter((account) => isThere(lane, account));
	const items = draw.someOf(one, 3).map(({ id }) => ({ id }));
	const accountId = { __rl: true, mode: 'id', value: '={{ $json.id }}' };
	const reads: Record<string, () => Promise<unknown>> = {
		getMany: async () => await lane.run('socialAccounts', 'getMany', { returnAll: true }),
		get: async () => await lane.runEach('socialAccounts', 'get', { accountId }, items),
		checkHealth: async () => await lane.runEach('socialAccounts', 'checkHealth', { accountId }, items),
		getPlatformRules: async () => await lane.run('socialAccounts', 'getPlatformRules', {}),
		...(lane.provider.accounts.getQuota
			? { getQuota: async () => await lane.runEach('socialAccounts', 'getQuota', {}) }
			: {}),
		...(lane.provider.accounts.getFollowerStats
			? { getFollowerStats: async () => await lane.run('socialAccounts', 'getFollowerStats', { days: 7 }) }
			: {}),
	};
	const fresh = Object.entries(reads).filter(([name]) => !lane.hasSucceeded(`socialAccounts.${name}`));
	const choice = fresh.length > 0 ? fresh : Object.entries(reads);
	for (const [, read] of draw.someOf(choice, 2)) await read();
}

/** Pauses, resumes, renames … one of those that no post goes to. */
export async function manageAccounts(lane: Lane): Promise<void> {
	const { draw, provider } = lane;
	const there = lane.spare.filter((account) => isThere(lane, account));
	if (there.length === 0) return;
	const accountId = { __rl: true, mode: 'id', value: draw.oneOf(there).id };
	const operations = (['pause', 'resume', 'rename', 'setDefault'] as const).filter(
		(operation) => provider.accounts[operation] !== undefined,
	);
	if (operations.length === 0) return;
	const fresh = operations.filter((name) => !lane.hasSucceeded(`socialAccounts.${name}`));
	const operation = draw.oneOf(fresh.length > 0 ? fresh : operations);
	const newName = `Renamed ${draw.between(1, 1000)}`;
	await lane.runEach('socialAccounts', operation, {
		accountId,
		...(operation === 'rename' ? { newName } : {}),
	});
}

/** Removes one of the accounts that came later; where there is none it has to come first. */
export async function disconnectAccount(lane: Lane): Promise<void> {
	if (lane.isConnecting || lane.approvedLinks.length > 0) return;
	lane.isConnecting = true;
	let isAny = false;
	try {
		const [oldest] = await newAccounts(lane);
		isAny = oldest !== undefined;
		if (oldest === undefined) return;
		const accountId = { __rl: true, mode: 'id', value: oldest.id };
		await lane.runEach('socialAccounts', 'disconnect', { accountId });
	} finally {
		lane.isConnecting = false;
		if (!isAny) await connectByLink(lane);
	}
}
