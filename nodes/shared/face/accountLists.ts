import type { ILoadOptionsFunctions, INodeListSearchResult, INodePropertyOptions } from 'n8n-workflow';

import type { Account } from '../domain/account';
import { matchesSearch } from '../domain/accountQuery';
import { platformName } from '../domain/platform';
import { openProvider } from './openProvider';
import { toNodeError } from './toNodeError';

/** The account picker: searchable, each account with its network, name and health. */
export async function searchAccounts(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const accounts = await loadAccounts(this);
	return {
		results: accounts
			.filter((account) => matchesSearch(account, filter ?? ''))
			.map((account) => ({ name: labelOf(account), value: account.id })),
	};
}

/** The same accounts for a multi-select. */
export async function getAccounts(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const accounts = await loadAccounts(this);
	return accounts.map((account) => ({ name: labelOf(account), value: account.id }));
}

async function loadAccounts(context: ILoadOptionsFunctions): Promise<Account[]> {
	try {
		const { provider, wire } = await openProvider(context, {
			provider: context.getCurrentNodeParameter('provider'),
			authentication: context.getCurrentNodeParameter('authentication'),
		});
		const { found } = await provider.accounts.getMany(wire, { withHealth: true });
		return found.map(({ item }) => item).sort((one, other) => nameOf(one).localeCompare(nameOf(other)));
	} catch (error) {
		throw toNodeError(context.getNode(), error, undefined);
	}
}

/** e.g. `⚠ Instagram · Acme (@acme), expired: cannot post`: in a long list such an account has to stand out. */
function labelOf(account: Account): string {
	const { health } = account;
	const state = health.status === 'unknown' ? 'health unknown' : health.status;
	const label = `${nameOf(account)}, ${state}`;
	return health.canPost === false ? `⚠ ${label}: cannot post` : label;
}

function nameOf({ name, username, platform }: Account): string {
	const handle = username === null || name.replace(/^@/, '') === username ? '' : ` (${username})`;
	return `${platformName(platform)} · ${name}${handle}`;
}
