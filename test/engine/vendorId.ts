import type { Account } from '../../nodes/shared/domain/account';
import type { ProviderId } from '../../nodes/shared/domain/provider';
import type { NodeWorld } from './world';

/** The ID under which the sandbox keeps an account. */
export function vendorIdOf(world: NodeWorld, provider: ProviderId, account: Account): string {
	const known = [...world.sandbox.worlds[provider].accounts.values()].find(
		({ id }) =>
			account.providerAccountId === id ||
			account.id === id ||
			account.id.startsWith(`${id}:`) ||
			account.id.endsWith(`:${id}`),
	);
	if (!known) throw new Error(`The sandbox has no account ${account.id}`);
	return known.id;
}
