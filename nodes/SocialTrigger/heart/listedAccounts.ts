import type { Account } from '../../shared/domain/account';
import type { KnownAccount } from './accountBook';
import { keyText, shortenId, type AccountKey } from './accountKey';
import type { DetectOptions } from './triggerEvent';

/** The accounts as a provider has listed them. */
export interface AccountReading {
	readonly accounts: readonly Account[];
	/** Beginnings (whole words) of the IDs of accounts that may be missing; the empty one is that of every ID. */
	readonly missing: readonly string[];
}

/** An account of the list, and under which key it is remembered. */
export interface Listed {
	readonly account: Account;
	readonly key: AccountKey;
}

/** The accounts that are wanted, by the text of their keys. */
export function listAccounts(
	accounts: readonly Account[],
	{ platforms, accountIds }: Pick<DetectOptions, 'platforms' | 'accountIds'>,
): Map<string, Listed> {
	const listed = new Map<string, Listed>();
	for (const account of accounts) {
		const { id, platform } = account;
		if (platforms.length > 0 && !platforms.includes(platform)) continue;
		if (accountIds.length > 0 && !accountIds.includes(id)) continue;
		const key = shortenId(id);
		listed.set(keyText(key), { account, key });
	}
	return listed;
}

/** What is remembered of an account at first sight. */
export function firstSight({ account, key }: Listed, status = account.health.status, told = 0): KnownAccount {
	return { ...key, platform: account.platform, status, isMissing: false, told };
}

/** An ID that ends with `:*` stands for all accounts whose IDs begin like it: the provider does not list them any more. */
export function standsForAll({ short, prefix }: AccountKey): boolean {
	return short === '*' && prefix !== '';
}

/** Whether an account is one of those whose IDs begin like that. */
export function beginsLike(key: string, beginnings: readonly string[]): boolean {
	return beginnings.some((beginning) => key.startsWith(beginning));
}
