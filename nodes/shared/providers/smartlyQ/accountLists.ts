import type { Account } from '../../domain/account';
import type { JsonValue } from '../../domain/json';
import { readEntries } from '../../transport/answers';
import { pathSegment } from '../../transport/pathSegment';
import type { VendorError } from '../../transport/vendorError';
import type { Wire } from '../../transport/wire';
import type { Found } from '../provider';
import { dataOf, notFound, objectOf, requireList } from './answers';
import { readHealth } from './health';
import { readAccount } from './mapping';

type FoundAccount = Found<Account>;

/** All accounts by name only. Contract: `GET /social/accounts`, not paged. */
export async function fetchNames(wire: Wire): Promise<FoundAccount[]> {
	const { body } = await wire.send({ method: 'GET', path: '/social/accounts', repeatable: 'safe' });
	return readEntries(requireList(dataOf(body), 'accounts'), (raw) => readAccount(raw));
}

/** All accounts with their health, in one call. Contract: `GET /social/accounts/health`. */
export async function fetchHealth(wire: Wire): Promise<FoundAccount[]> {
	const { body } = await wire.send({ method: 'GET', path: '/social/accounts/health', repeatable: 'safe' });
	return readHealthList(body);
}

/** The accounts of an answer of `GET /social/accounts/health`. */
export function readHealthList(body: JsonValue): FoundAccount[] {
	const checkedAt = new Date().toISOString();
	return readEntries(requireList(objectOf(body).accounts, 'accounts'), (raw) =>
		readAccount(raw, readHealth(raw, checkedAt)),
	);
}

/**
 * One account with its full health.
 *
 * @throws VendorError of cause `notFound` when it is not among the connected ones
 */
export async function fetchAccount(wire: Wire, accountId: string): Promise<FoundAccount> {
	const found = (await fetchHealth(wire)).find(({ item }) => item.id === accountId);
	if (found === undefined) throw notConnected(accountId);
	return found;
}

/** The path of one account, and what stands below it. */
export function pathOfAccount(accountId: string, rest: '' | `/${string}` = ''): string {
	return `/social/accounts/${pathSegment(accountId)}${rest}`;
}

export function notConnected(accountId: string): VendorError {
	return notFound(
		`There is no connected account with the ID ${accountId}`,
		'Get Many lists the accounts of this credential. One that was disconnected is not among them, nor is one of another profile than the credential names.',
	);
}
