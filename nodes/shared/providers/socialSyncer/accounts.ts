import { orVendorError } from '../../transport/answers';
import { VendorError } from '../../transport/vendorError';
import type { Wire } from '../../transport/wire';
import type { AccountHealth, AccountList, AccountOperations, AccountQuery, Found } from '../provider';
import { disconnect } from './disconnect';
import { getPlatformRules } from './platformRules';
import {
	fetchAccounts,
	fetchConnected,
	fetchHealth,
	merge,
	pickAccount,
	type FoundAccount,
} from './readAccounts';

/** The vendor has no call to pause, rename or choose a default account, and none for quotas or followers. */
export const accounts: AccountOperations = { getMany, get, checkHealth, disconnect, getPlatformRules };

async function getMany(wire: Wire, query: AccountQuery): Promise<AccountList> {
	if (!query.withHealth) return { found: await fetchConnected(wire, query.platforms), warnings: [] };
	// The health list names each account as well; only when it was connected is told by the other.
	if (query.isBrief) return { found: await fetchHealth(wire), warnings: [] };

	const [connected, health] = await Promise.all([
		orOutage(fetchConnected(wire)),
		orOutage(fetchHealth(wire)),
	]);
	if (connected instanceof VendorError) {
		if (health instanceof VendorError) throw connected;
		return {
			found: health,
			warnings: [`When the accounts were connected is not known: ${connected.message}`],
		};
	}
	if (health instanceof VendorError) {
		return { found: connected, warnings: [`The health of the accounts is missing: ${health.message}`] };
	}
	return { found: merge(connected, health), warnings: [] };
}

async function get(wire: Wire, accountId: string): Promise<FoundAccount> {
	return pickAccount(await fetchAccounts(wire), accountId);
}

async function checkHealth(wire: Wire, accountId: string): Promise<Found<AccountHealth>> {
	const { item, raw } = pickAccount(await fetchHealth(wire), accountId);
	const { id, provider, platform, name, health } = item;
	return { item: { id, provider, platform, name, health }, raw };
}

/** An outage may leave one part of an answer missing; any other failure, such as a refused key, concerns all of it. */
async function orOutage(call: Promise<FoundAccount[]>): Promise<FoundAccount[] | VendorError> {
	return await orVendorError(
		call,
		({ facts: { cause } }) => cause === 'unavailable' || cause === 'unreachable',
	);
}
