import type { IExecuteFunctions } from 'n8n-workflow';

import type { Account } from '../../shared/domain/account';
import { InputError } from '../../shared/domain/inputError';
import { platformName } from '../../shared/domain/platform';
import type { ChosenAccount } from '../../shared/domain/post';
import type { AccountList } from '../../shared/providers/provider';
import type { ItemCall } from '../../shared/face/operation';

/** What to do about an account that cannot post. */
export type HealthPolicy = 'send' | 'skip' | 'fail';

export interface Choice {
	readonly accounts: readonly ChosenAccount[];
	/** Which accounts were left out, and why. */
	readonly warnings: readonly string[];
}

export function readHealthPolicy(context: IExecuteFunctions, itemIndex: number): HealthPolicy {
	const value: unknown = context.getNodeParameter('options.onUnhealthyAccount', itemIndex, 'fail');
	return value === 'send' || value === 'skip' ? value : 'fail';
}

/**
 * Looks the chosen accounts up and applies the policy. The look-up is made once for all items of a run that need the same
 * accounts.
 *
 * @throws InputError when an account is not connected, cannot post (policy `fail`), or none is left (policy `skip`)
 */
export async function chooseAccounts(
	call: Pick<ItemCall, 'provider' | 'wire' | 'run'>,
	accountIds: readonly string[],
	policy: HealthPolicy,
): Promise<Choice> {
	const { found, warnings } = await lookUp(call, accountIds, policy !== 'send');
	const accounts = accountIds.map((id) => findAccount(found, id, warnings));
	if (policy === 'send') return { accounts: accounts.map(toChosen), warnings: [] };

	const blocked = accounts.filter(({ health }) => health.canPost === false);
	if (policy === 'fail' && blocked.length > 0) throw cannotPost(blocked);

	const able = accounts.filter(({ health }) => health.canPost !== false);
	if (able.length === 0) throw cannotPost(blocked);
	return {
		accounts: able.map(toChosen),
		warnings: blocked.map((account) => `Skipped ${describe(account)}`),
	};
}

async function lookUp(
	{ provider, wire, run }: Pick<ItemCall, 'provider' | 'wire' | 'run'>,
	ids: readonly string[],
	withHealth: boolean,
): Promise<AccountList> {
	const key = `accounts ${String(withHealth)} ${[...ids].sort().join(',')}`;
	const known = run.get(key) as Promise<AccountList> | undefined;
	if (known) return await known;
	const asking = provider.accounts.getMany(wire, { ids, withHealth });
	run.set(key, asking);
	return await asking;
}

function findAccount(found: AccountList['found'], id: string, warnings: readonly string[]): Account {
	const match = found.find(({ item }) => item.id === id || item.providerAccountId === id);
	if (match) return match.item;
	const hint = warnings.length > 0 ? ` ${warnings.join(' ')}` : '';
	throw new InputError(
		'Accounts',
		`The account ${id} is not connected`,
		`Choose another account, or connect it again. Social Accounts > Get Many lists the connected ones.${hint}`,
	);
}

function cannotPost(blocked: readonly Account[]): InputError {
	return new InputError(
		'Accounts',
		blocked.length === 1
			? `The account ${describe(blocked[0])} cannot post`
			: `These accounts cannot post: ${blocked.map(describe).join('; ')}`,
		'Reconnect it at the provider, then run this again. To post to the others anyway, set Options > On Unhealthy Account to Skip.',
	);
}

/** e.g. `Acme Inc. on LinkedIn (expired: token_expired)` */
function describe({ name, platform, health }: Account): string {
	const reasons = health.reasons.length > 0 ? `: ${health.reasons.join(', ')}` : '';
	return `${name} on ${platformName(platform)} (${health.status}${reasons})`;
}

function toChosen({ id, providerAccountId, platform, name }: Account): ChosenAccount {
	return { id, providerAccountId, platform, name };
}
