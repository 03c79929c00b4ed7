import type { Account } from '../../domain/account';
import { asObject } from '../../domain/json';
import { readEntries } from '../../transport/answers';
import { pathSegment } from '../../transport/pathSegment';
import type { VendorResponse, Wire } from '../../transport/wire';
import type { AccountHealth, AccountList, AccountOperations, Found } from '../provider';
import { answeredAt, dataOf, requireList, unreadable } from './answers';
import { readFullHealth, readShortHealth } from './health';
import { readAccount } from './mapping';
import { getPlatformRules } from './platformRules';
import { getQuota } from './quota';

/** The list tells of each account whether it can post; why not, and until when it can, only the detail of one account. */
export const accounts: AccountOperations = { getMany, get, checkHealth, getQuota, getPlatformRules };

/** One call, whatever is asked: the vendor has no filters, and the short health comes for free. */
async function getMany(wire: Wire): Promise<AccountList> {
	const { body } = await wire.send({ method: 'GET', path: '/accounts', repeatable: 'safe' });
	const checkedAt = answeredAt(body);
	const entries = requireList(body, 'accounts');
	const found = readEntries(entries, (raw) => readAccount(raw, readShortHealth(raw, checkedAt)));
	const nameless = entries.length - found.length;
	return {
		found,
		warnings: nameless === 0 ? [] : [`${nameless} account(s) came without an ID and were left out`],
	};
}

/** `raw` is the account with the detail of its health as `health_detail`. */
async function get(wire: Wire, accountId: string): Promise<Found<Account>> {
	const [account, detail] = await Promise.all([
		wire.send({ method: 'GET', path: pathOf(accountId), repeatable: 'safe' }),
		fetchHealth(wire, accountId),
	]);
	const raw = dataOf(account.body);
	const item = readAccount(raw, readFullHealth(dataOf(detail.body), answeredAt(detail.body)));
	if (item === null) throw unreadable('The answer holds no account', 'none', account.body);
	return { item, raw: { ...raw, health_detail: dataOf(detail.body) } };
}

async function checkHealth(wire: Wire, accountId: string): Promise<Found<AccountHealth>> {
	const { body } = await fetchHealth(wire, accountId);
	const raw = dataOf(body);
	const health = readFullHealth(raw, answeredAt(body));
	const account = readAccount({ ...asObject(raw), account_id: raw.account_id ?? accountId }, health);
	if (account === null) throw unreadable('The answer holds no account', 'none', body);
	const { id, provider, platform, name } = account;
	return { item: { id, provider, platform, name, health }, raw };
}

async function fetchHealth(wire: Wire, accountId: string): Promise<VendorResponse> {
	return await wire.send({ method: 'GET', path: `${pathOf(accountId)}/health`, repeatable: 'safe' });
}

function pathOf(accountId: string): string {
	return `/accounts/${pathSegment(accountId)}`;
}
