import type { Account, Health } from '../../shared/domain/account';
import type { ProviderId } from '../../shared/domain/provider';
import type { AccountName, KnownAccount } from './accountBook';
import { restoreId } from './accountKey';
import type { EventAccount } from './triggerEvent';

/** Bytes of the state that names may take, however many accounts there are. */
const ROOM = 6000;
const MAX_NAME_LETTERS = 60;

const GONE: Health = {
	status: 'disconnected',
	canPost: false,
	reasons: [],
	tokenExpiresAt: null,
	checkedAt: null,
};

/**
 * What the known accounts are called, for the day when one of them is gone. Those that have a name keep it; new ones get
 * what room is left.
 *
 * @param accountOf the account as it is listed now
 */
export function nameAccounts(
	before: ReadonlyMap<string, AccountName> | undefined,
	known: ReadonlyMap<string, KnownAccount>,
	accountOf: (key: string) => Account | undefined,
): Map<string, AccountName> {
	const names = new Map<string, AccountName>();
	let room = ROOM;

	function add(key: string, entry: KnownAccount | undefined): boolean {
		if (entry === undefined || names.has(key)) return true;
		const account = accountOf(key);
		const name: AccountName | undefined = account
			? {
					name: [...account.name].slice(0, MAX_NAME_LETTERS).join(''),
					id: entry.form === 'hash' ? account.id : null,
				}
			: before?.get(key);
		if (name === undefined) return true;
		const size = Buffer.byteLength(JSON.stringify({ [key]: [name.name, name.id ?? ''] }));
		if (size > room) return false;
		room -= size;
		names.set(key, name);
		return true;
	}

	for (const key of before?.keys() ?? []) add(key, known.get(key));
	for (const [key, entry] of known) if (!add(key, entry)) break;
	return names;
}

/** What can still be said of an account that is not listed any more. */
export function recallAccount(
	provider: ProviderId,
	entry: KnownAccount,
	named: AccountName | undefined,
	health: Health = GONE,
): EventAccount {
	return {
		id: named?.id ?? restoreId(entry),
		providerAccountId: null,
		provider,
		platform: entry.platform,
		name: named?.name ?? null,
		username: null,
		avatarUrl: null,
		connectedAt: null,
		isActive: null,
		isDefault: null,
		health,
	};
}
