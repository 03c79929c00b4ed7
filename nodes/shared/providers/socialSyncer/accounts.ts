import { HEALTH_NOT_CHECKED, type Account, type Health } from '../../domain/account';
import { asObject, type JsonValue } from '../../domain/json';
import { VendorError } from '../../transport/vendorError';
import type { Wire } from '../../transport/wire';
import type { AccountHealth, AccountList, AccountOperations, AccountQuery, Found } from '../provider';
import { listOf } from './answers';
import { normaliseAccountId, platformFilter, readAccount, readHealth } from './mapping';

type FoundAccount = Found<Account>;

/**
 * The list of accounts tells when each was connected, the health call how it is; both answer for all accounts at once,
 * and the vendor has no call for one account.
 */
export const accounts: AccountOperations = { getMany, get, checkHealth };

async function getMany(wire: Wire, query: AccountQuery): Promise<AccountList> {
	if (!query.withHealth) return { found: await fetchConnected(wire, query.platforms), warnings: [] };

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
	const [connected, health] = await Promise.all([fetchConnected(wire), fetchHealth(wire)]);
	return pick(merge(connected, health), accountId);
}

async function checkHealth(wire: Wire, accountId: string): Promise<Found<AccountHealth>> {
	const { item, raw } = pick(await fetchHealth(wire), accountId);
	const { id, provider, platform, name, health } = item;
	return { item: { id, provider, platform, name, health }, raw };
}

async function fetchConnected(wire: Wire, platforms?: AccountQuery['platforms']): Promise<FoundAccount[]> {
	const { body } = await wire.send({
		method: 'GET',
		path: '/accounts',
		query: { platform: platformFilter(platforms) },
		repeatable: 'safe',
	});
	return readAccounts(body, () => HEALTH_NOT_CHECKED);
}

async function fetchHealth(wire: Wire): Promise<FoundAccount[]> {
	const { body } = await wire.send({ method: 'GET', path: '/accounts/health', repeatable: 'safe' });
	const checkedAt = new Date().toISOString();
	return readAccounts(body, (entry) => readHealth(entry, checkedAt));
}

function readAccounts(body: JsonValue, healthOf: (entry: JsonValue) => Health): FoundAccount[] {
	return listOf(body, 'accounts').flatMap((raw) => {
		const item = readAccount(raw, healthOf(raw));
		return item === null ? [] : [{ item, raw }];
	});
}

/** Each account of either answer once. One that only one of them has keeps what that one says. */
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

/** An outage may leave one part of an answer missing; any other failure, such as a refused key, concerns all of it. */
async function orOutage(call: Promise<FoundAccount[]>): Promise<FoundAccount[] | VendorError> {
	return await call.catch((reason: unknown) => {
		const isOutage =
			reason instanceof VendorError &&
			(reason.facts.cause === 'unavailable' || reason.facts.cause === 'unreachable');
		return isOutage ? reason : Promise.reject(reason);
	});
}
