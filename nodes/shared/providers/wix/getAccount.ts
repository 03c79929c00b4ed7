import type { Account } from '../../domain/account';
import type { VendorError } from '../../transport/vendorError';
import type { Wire } from '../../transport/wire';
import type { AccountHealth, Found } from '../provider';
import { formatAccountId, parseAccountId, type AccountRef } from './accountId';
import { notFound } from './answers';
import { readChannel } from './channelAccounts';
import { lapsedAccount } from './readAccount';

/** @throws VendorError of cause `notFound` when there is no such account */
export async function getAccount(wire: Wire, accountId: string): Promise<Found<Account>> {
	const ref = readRef(accountId);
	const state = await readChannel(wire, ref.channel, true);
	if (state.kind === 'never') throw unknownAccount(accountId);
	if (state.kind === 'lapsed') return { item: lapsedAccount(ref, state.health), raw: state.raw };
	const match = accountAmong(state.accounts, ref);
	if (match === undefined) throw unknownAccount(accountId);
	return match;
}

export async function checkHealth(wire: Wire, accountId: string): Promise<Found<AccountHealth>> {
	const { item, raw } = await getAccount(wire, accountId);
	const { id, provider, platform, name, health } = item;
	return { item: { id, provider, platform, name, health }, raw };
}

/** @throws VendorError of cause `notFound` for a text that can be no account's ID */
export function readRef(accountId: string): AccountRef {
	const ref = parseAccountId(accountId);
	if (ref === null) throw unknownAccount(accountId);
	return ref;
}

/** The account that is meant, among those of its channel. `CHANNEL:*` stands for the default one. */
export function accountAmong(
	accounts: ReadonlyArray<Found<Account>>,
	ref: AccountRef,
): Found<Account> | undefined {
	return ref.id === null
		? defaultAmong(accounts)
		: accounts.find(({ item }) => item.id === formatAccountId(ref));
}

/** The channel's default account; the first one when Wix calls none the default. */
export function defaultAmong(accounts: ReadonlyArray<Found<Account>>): Found<Account> | undefined {
	return accounts.find(({ item }) => item.isDefault) ?? accounts[0];
}

function unknownAccount(accountId: string): VendorError {
	return notFound(
		`There is no connected account with the ID ${accountId}`,
		'An ID is the channel and the account’s ID with a colon between them, such as INSTAGRAM:17841405822304914, and for Facebook, Pinterest and Google Business the ID of the page, board or location after it. Get Many lists the accounts of this credential.',
	);
}
