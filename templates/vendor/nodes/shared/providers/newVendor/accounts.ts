import type { Account } from '../../domain/account';
import { asObject } from '../../domain/json';
import { readEntries } from '../../transport/answers';
import type { Wire } from '../../transport/wire';
import type { AccountOperations, Found } from '../provider';
import { notFound, requireList } from './answers';
import { readAccount } from './mapping';

/** An optional method that is left out is an operation that is not offered. */
export const accounts: AccountOperations = {
	getMany: async (wire) => ({ found: await fetchAccounts(wire), warnings: [] }),
	get: fetchAccount,
	checkHealth: async (wire, accountId) => {
		const { item, raw } = await fetchAccount(wire, accountId);
		const { id, provider, platform, name, health } = item;
		return { item: { id, provider, platform, name, health }, raw };
	},
};

async function fetchAccounts(wire: Wire): Promise<Array<Found<Account>>> {
	const { body } = await wire.send({ method: 'GET', path: '/accounts', repeatable: 'safe' });
	const checkedAt = new Date().toISOString();
	return readEntries(requireList(asObject(body).accounts, 'accounts'), (entry) =>
		readAccount(entry, checkedAt),
	);
}

async function fetchAccount(wire: Wire, accountId: string): Promise<Found<Account>> {
	const found = (await fetchAccounts(wire)).find(({ item }) => item.id === accountId);
	if (found !== undefined) return found;
	throw notFound(
		`There is no connected account with the ID ${accountId}`,
		'Get Many lists the accounts of this credential.',
	);
}
