import type { Account } from '../../domain/account';
import { HEALTH_NOT_CHECKED } from '../../domain/account';
import { asList, asObject, type JsonValue } from '../../domain/json';
import { VendorError } from '../../transport/vendorError';
import type { Wire } from '../../transport/wire';
import type { AccountHealth, AccountList, AccountOperations, AccountQuery, Found } from '../provider';
import { normaliseAccountId, platformToVendor, readAccount, readHealth } from './mapping';

type FoundAccount = Found<Account>;

/**
 * The list of accounts tells when each was connected, the health call how it is; both answer for all accounts at once,
 * and the vendor has no call for one account.
 */
export const accounts: AccountOperations = { getMany, get, checkHealth };

async function getMany(wire: Wire, query: AccountQuery): Promise<AccountList> {
	if (!query.withHealth) return { found: await fetchConnected(wire, query), warnings: [] };

	const [connected, health] = await Promise.allSettled([fetchConnected(wire, query), fetchHealth(wire)]);
	if (connected.status === 'fulfilled' && health.status === 'fulfilled') {
		return { found: merge(connected.value, health.value), warnings: [] };
	}
	for (const answer of [connected, health]) {
		if (answer.status === 'rejected' && !isOutage(answer.reason)) throw answer.reason;
	}
	if (connected.status === 'fulfilled' && health.status === 'rejected') {
		return { found: connected.value, warnings: [`The health of the accounts is missing: ${textOf(health.reason)}`] };
	}
	if (health.status === 'fulfilled' && connected.status === 'rejected') {
		return {
			found: health.value,
			warnings: [`The times when the accounts were connected are missing: ${textOf(connected.reason)}`],
		};
	}
	throw connected.status === 'rejected' ? connected.reason : undefined;
}

async function get(wire: Wire, accountId: string): Promise<FoundAccount> {
	const [connected, health] = await Promise.all([
		fetchConnected(wire, { withHealth: true }),
		fetchHealth(wire),
	]);
	return pick(merge(connected, health), accountId);
}

async function checkHealth(wire: Wire, accountId: string): Promise<Found<AccountHealth>> {
	const { item, raw } = pick(await fetchHealth(wire), accountId);
	const { id, provider, platform, name, health } = item;
	return { item: { id, provider, platform, name, health }, raw };
}

async function fetchConnected(wire: Wire, query: AccountQuery): Promise<FoundAccount[]> {
	const [platform, ...others] = query.platforms ?? [];
	const { body } = await wire.send({
		method: 'GET',
		path: '/accounts',
		// The vendor filters by one network at most. With health no filter is sent: the other call has none either.
		query: {
			platform:
				platform !== undefined && others.length === 0 && !query.withHealth
					? platformToVendor(platform)
					: undefined,
		},
		repeatable: 'safe',
	});
	return readAccounts(body, () => HEALTH_NOT_CHECKED);
}

async function fetchHealth(wire: Wire): Promise<FoundAccount[]> {
	const { body } = await wire.send({ method: 'GET', path: '/accounts/health', repeatable: 'safe' });
	const checkedAt = new Date().toISOString();
	return readAccounts(body, (entry) => readHealth(entry, checkedAt));
}

function readAccounts(body: JsonValue, healthOf: (entry: JsonValue) => Account['health']): FoundAccount[] {
	return asList(asObject(body).accounts).flatMap((raw) => {
		const item = readAccount(raw, healthOf(raw));
		return item === null ? [] : [{ item, raw }];
	});
}

/** Each account of either answer once. One that only one of them knows keeps what that one says. */
function merge(connected: readonly FoundAccount[], health: readonly FoundAccount[]): FoundAccount[] {
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

function pick(found: readonly FoundAccount[], accountId: string): FoundAccount {
	const wanted = normaliseAccountId(accountId);
	const match = found.find(({ item }) => item.id === wanted);
	if (match !== undefined) return match;
	throw new VendorError({
		provider: 'socialSyncer',
		cause: 'notFound',
		message: `There is no connected account with the ID ${accountId}`,
		advice:
			'An ID is the network and the account ID with a colon between them, such as x:900000001. Get Many lists the accounts of this credential; one that was disconnected is not among them.',
		code: null,
		httpCode: null,
		requestId: null,
		retryable: false,
		outcome: 'none',
	});
}

/** Only an outage may leave one part of the answer missing; a refused key, say, concerns all of it. */
function isOutage(reason: unknown): boolean {
	return (
		reason instanceof VendorError &&
		(reason.facts.cause === 'unavailable' || reason.facts.cause === 'unreachable')
	);
}

function textOf(reason: unknown): string {
	return reason instanceof Error ? reason.message : String(reason);
}
