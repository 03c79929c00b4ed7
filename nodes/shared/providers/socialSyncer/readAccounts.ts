import { HEALTH_NOT_CHECKED, type Account, type Health } from '../../domain/account';
import { asObject, type JsonValue } from '../../domain/json';
import type { Platform } from '../../domain/platform';
import { readEntries } from '../../transport/answers';
import type { VendorError } from '../../transport/vendorError';
import type { Wire } from '../../transport/wire';
import type { Found } from '../provider';
import { notFound, requireList } from './answers';
import { readHealth } from './health';
import { normaliseAccountId, platformFilter, readAccount } from './mapping';

export type FoundAccount = Found<Account>;

/** All accounts with their health, from both calls. Throws when one of them fails: nothing is guessed. */
export async function fetchAccounts(wire: Wire): Promise<FoundAccount[]> {
	const [connected, health] = await Promise.all([fetchConnected(wire), fetchHealth(wire)]);
	return merge(connected, health);
}

/** The list of accounts: it tells when each was connected, and nothing of its health. */
export async function fetchConnected(wire: Wire, platforms?: readonly Platform[]): Promise<FoundAccount[]> {
	const { body } = await wire.send({
		method: 'GET',
		path: '/accounts',
		query: { platform: platformFilter(platforms) },
		repeatable: 'safe',
	});
	return readFound(body, () => HEALTH_NOT_CHECKED);
}

/** The health call: it answers for all accounts at once, and the vendor has none for one account. */
export async function fetchHealth(wire: Wire): Promise<FoundAccount[]> {
	const { body } = await wire.send({ method: 'GET', path: '/accounts/health', repeatable: 'safe' });
	const checkedAt = new Date().toISOString();
	return readFound(body, (entry) => readHealth(entry, checkedAt));
}

/** Each account of either answer once. One that only one of them has keeps what that one says. */
export function merge(connected: readonly FoundAccount[], health: readonly FoundAccount[]): FoundAccount[] {
	const merged = new Map(connected.map((found) => [found.item.id, found]));
	for (const { item, raw } of health) {
		const known = merged.get(item.id);
		merged.set(item.id, {
			item: { ...item, connectedAt: known?.item.connectedAt ?? null },
			raw: { ...asObject(known?.raw), ...asObject(raw) },
		});
	}
	return [...merged.values()];
}

/** The account with this ID, also when it is written with the vendor's word for the network. */
export function findAccount(found: readonly FoundAccount[], accountId: string): FoundAccount | undefined {
	const wanted = normaliseAccountId(accountId);
	return found.find(({ item }) => item.id === wanted);
}

/** @throws VendorError of cause `notFound` when none of them has this ID */
export function pickAccount(found: readonly FoundAccount[], accountId: string): FoundAccount {
	const match = findAccount(found, accountId);
	if (match === undefined) throw noSuchAccount(accountId);
	return match;
}

/** The error for an ID that is none, or none any more. */
export function noSuchAccount(accountId: string): VendorError {
	return notFound(
		`There is no connected account with the ID ${accountId}`,
		'An ID is the network and the account ID with a colon between them, such as x:900000001. Get Many lists the accounts of this credential; one that was disconnected is not among them, and comes back with Create Link.',
	);
}

function readFound(body: JsonValue, healthOf: (entry: JsonValue) => Health): FoundAccount[] {
	return readEntries(requireList(asObject(body).accounts, 'accounts'), (raw) =>
		readAccount(raw, healthOf(raw)),
	);
}
