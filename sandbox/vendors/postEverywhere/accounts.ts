import type { Call, Reply } from '../../core/vendor';
import type { Account, World } from '../../core/world';
import { notFound, success } from './envelope';
import { fullHealth, shortHealth } from './health';

/** A connected account by the ID in the path. */
export function findAccount(world: World, id: string | number): Account {
	const account = world.accounts.get(String(id));
	if (!account?.connected) throw notFound('Account');
	return account;
}

export function listAccounts(world: World, { now }: Call): Reply {
	const accounts = [...world.accounts.values()].filter(({ connected }) => connected);
	return success(now, {
		accounts: accounts.map((account) => accountOf(account, world)),
		account_ids: accounts.map(({ id }) => Number(id)),
	});
}

export function getAccount(world: World, { now, params }: Call): Reply {
	const account = findAccount(world, params.account_id ?? '');
	return success(now, { ...accountOf(account, world), ...networkFacts(account) });
}

export function getAccountHealth(world: World, { now, params }: Call): Reply {
	const account = findAccount(world, params.account_id ?? '');
	return success(now, {
		account_id: Number(account.id),
		platform: account.platform,
		account_name: account.name,
		platform_account_id: String(account.extra.platformAccountId ?? account.id),
		...fullHealth(account, world),
		connected_at: account.connectedAt.toISOString(),
	});
}

/** An account as the list shows it: `id` beside `account_id`, because every official client reads `id`. */
export function accountOf(account: Account, world: World) {
	return {
		account_id: Number(account.id),
		id: Number(account.id),
		platform: account.platform,
		account_name: account.name,
		avatar_url: account.avatarUrl,
		is_active: !account.paused,
		created_at: account.connectedAt.toISOString(),
		health: shortHealth(account, world),
	};
}

/** Boards of Pinterest and the site of WordPress, which only a single account shows. */
function networkFacts({ extra }: Account) {
	return {
		...(extra.boards === undefined ? {} : { boards: extra.boards }),
		...(extra.siteUrl === undefined ? {} : { site_url: extra.siteUrl }),
	};
}
