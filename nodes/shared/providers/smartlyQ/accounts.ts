import type { Wire } from '../../transport/wire';
import type { AccountHealth, AccountList, AccountOperations, AccountQuery, Found } from '../provider';
import { fetchAccount, fetchHealth, fetchNames } from './accountLists';
import { getFollowerStats } from './followerStats';
import { disconnect, pause, rename, resume } from './manageAccounts';
import { getPlatformRules } from './platformRules';
import { getQuota } from './quota';

/**
 * The health list names each account as well, and it is the only answer that tells whether one is paused (the health of
 * a single account does not). So one call to it is enough for everything but a list without health.
 */
export const accounts: AccountOperations = {
	getMany,
	get: fetchAccount,
	checkHealth,
	pause,
	resume,
	disconnect,
	rename,
	getQuota,
	getPlatformRules,
	getFollowerStats,
};

async function getMany(wire: Wire, query: AccountQuery): Promise<AccountList> {
	return { found: query.withHealth ? await fetchHealth(wire) : await fetchNames(wire), warnings: [] };
}

async function checkHealth(wire: Wire, accountId: string): Promise<Found<AccountHealth>> {
	const { item, raw } = await fetchAccount(wire, accountId);
	const { id, provider, platform, name, health } = item;
	return { item: { id, provider, platform, name, health }, raw };
}
