import type { Account, HealthStatus } from './account';

/** Which accounts are wanted. Absent or empty: every one. */
export interface AccountFilters {
	readonly platforms?: readonly string[];
	readonly health?: readonly HealthStatus[];
	readonly canPost?: boolean;
	readonly search?: string;
}

/** Whether an account is wanted. An account whose `canPost` is not known matches neither `true` nor `false`. */
export function matchesAccount(account: Account, filters: AccountFilters): boolean {
	return (
		includesOrEmpty(filters.platforms, account.platform) &&
		includesOrEmpty(filters.health, account.health.status) &&
		(filters.canPost === undefined || account.health.canPost === filters.canPost) &&
		matchesSearch(account, filters.search ?? '')
	);
}

/** Whether each word of the search is part of the account's name, user name, network or ID, whatever its case. */
export function matchesSearch(account: Account, search: string): boolean {
	const text = [account.name, account.username ?? '', account.platform, account.id].join(' ').toLowerCase();
	return search
		.toLowerCase()
		.split(/\s+/)
		.every((word) => text.includes(word));
}

function includesOrEmpty<T>(wanted: readonly T[] | undefined, value: T): boolean {
	return wanted === undefined || wanted.length === 0 || wanted.includes(value);
}
