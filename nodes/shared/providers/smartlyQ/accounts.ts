import type { Account } from '../../domain/account';
import { VendorError } from '../../transport/vendorError';
import type { Wire } from '../../transport/wire';
import type { AccountHealth, AccountList, AccountOperations, AccountQuery, Found } from '../provider';
import { dataOf, objectOf, requireList } from './answers';
import { readAccount, readHealth } from './mapping';

type FoundAccount = Found<Account>;

/**
 * The health list names each account as well, and it is the only answer that tells whether one is paused (the health of
 * a single account does not). So one call to it is enough for everything but a list without health.
 */
export const accounts: AccountOperations = { getMany, get, checkHealth };

async function getMany(wire: Wire, query: AccountQuery): Promise<AccountList> {
	return { found: query.withHealth ? await fetchHealth(wire) : await fetchNames(wire), warnings: [] };
}

async function get(wire: Wire, accountId: string): Promise<FoundAccount> {
	const found = (await fetchHealth(wire)).find(({ item }) => item.id === accountId);
	if (found === undefined) throw notConnected(accountId);
	return found;
}

async function checkHealth(wire: Wire, accountId: string): Promise<Found<AccountHealth>> {
	const { item, raw } = await get(wire, accountId);
	const { id, provider, platform, name, health } = item;
	return { item: { id, provider, platform, name, health }, raw };
}

async function fetchNames(wire: Wire): Promise<FoundAccount[]> {
	const { body } = await wire.send({ method: 'GET', path: '/social/accounts', repeatable: 'safe' });
	return requireList(dataOf(body), 'accounts').flatMap((raw) => {
		const item = readAccount(raw);
		return item === null ? [] : [{ item, raw }];
	});
}

async function fetchHealth(wire: Wire): Promise<FoundAccount[]> {
	const { body } = await wire.send({ method: 'GET', path: '/social/accounts/health', repeatable: 'safe' });
	const checkedAt = new Date().toISOString();
	return requireList(objectOf(body).accounts, 'accounts').flatMap((raw) => {
		const item = readAccount(raw, readHealth(raw, checkedAt));
		return item === null ? [] : [{ item, raw }];
	});
}

function notConnected(accountId: string): VendorError {
	return new VendorError({
		provider: 'smartlyQ',
		cause: 'notFound',
		message: `There is no connected account with the ID ${accountId}`,
		advice:
			'Get Many lists the accounts of this credential. One that was disconnected is not among them, nor is one of another profile than the credential names.',
		code: null,
		httpCode: null,
		requestId: null,
		retryable: false,
		outcome: 'none',
	});
}
