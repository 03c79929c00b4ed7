import type { Account } from '../../domain/account';
import type { Platform } from '../../domain/platform';
import type { Wire } from '../../transport/wire';
import type { Found } from '../provider';
import { accounts } from './accounts';

/** What the vendor tells of an account that has just been connected: not its ID. */
export interface ConnectedClue {
	readonly platform: Platform;
	/** `null` when it did not tell that either. */
	readonly name: string | null;
	/** ISO 8601 UTC by the vendor's clock: not connected before this; `null` when not known. */
	readonly since: string | null;
}

/** Finds that account in the list, and reads it with its full health; `null` when it cannot be told which one it is. */
export async function findConnected(wire: Wire, clue: ConnectedClue): Promise<Found<Account> | null> {
	const { found } = await accounts.getMany(wire, { withHealth: false });
	const chosen = choose(
		found.map(({ item }) => item).filter(({ platform }) => platform === clue.platform),
		clue,
	);
	return chosen === null ? null : await accounts.get(wire, chosen.id);
}

/** By name; of several of that name the newest. Without one of that name: the only one that is new. */
function choose(onNetwork: readonly Account[], { name, since }: ConnectedClue): Account | null {
	const newestFirst = onNetwork
		.filter((account) => account.name === name)
		.sort((a, b) => (b.connectedAt ?? '').localeCompare(a.connectedAt ?? ''));
	if (newestFirst[0]) return newestFirst[0];
	const fresh = onNetwork.filter(
		({ connectedAt }) => since !== null && connectedAt !== null && connectedAt >= since,
	);
	return fresh.length === 1 ? (fresh[0] ?? null) : null;
}
