import type { IExecuteFunctions } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

import type { Account } from '../../shared/domain/account';
import { InputError } from '../../shared/domain/inputError';
import { platformName } from '../../shared/domain/platform';
import type { ChosenAccount } from '../../shared/domain/post';
import { shown } from '../../shared/domain/shown';
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
 * Looks the chosen accounts up and applies the policy. Each account is looked up once for all items of a run.
 *
 * @throws InputError when an account is not connected, cannot post (policy `fail`), or none is left (policy `skip`)
 */
export async function chooseAccounts(
	call: Pick<ItemCall, 'provider' | 'wire' | 'run'>,
	accountIds: readonly string[],
	policy: HealthPolicy,
): Promise<Choice> {
	const directory = await lookUp(call, accountIds, policy !== 'send');
	const accounts = accountIds.map((id) => findAccount(directory, id));
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

/** The accounts that this run has looked up so far. */
interface Directory {
	readonly found: Map<string, Account>;
	readonly asked: Set<string>;
	readonly warnings: Set<string>;
	/** The last look-up: the next one waits for it, since it may bring what that needs. */
	turn: Promise<void>;
	/** Items that had their turn. */
	passed: number;
}

/** Items that go on in one go after a look-up that all have waited for: meanwhile nothing is sent. */
const PASS_IN_ONE_GO = 50;

async function lookUp(
	{ provider, wire, run }: Pick<ItemCall, 'provider' | 'wire' | 'run'>,
	ids: readonly string[],
	withHealth: boolean,
): Promise<Directory> {
	const directory = directoryOf(run, withHealth);
	const load = async () => {
		const missing = ids.filter((id) => !directory.found.has(id) && !directory.asked.has(id));
		directory.passed += 1;
		if (directory.passed % PASS_IN_ONE_GO === 0) await sleep(0);
		if (missing.length === 0) return;
		const { found, warnings } = await provider.accounts.getMany(wire, { ids: missing, withHealth });
		for (const { item } of found) directory.found.set(item.id, item);
		for (const warning of warnings) directory.warnings.add(warning);
		for (const id of missing) directory.asked.add(id);
	};
	// A failed look-up is its own item's error, not that of the next one.
	directory.turn = directory.turn.then(load, load);
	await directory.turn;
	return directory;
}

function directoryOf(run: Map<string, unknown>, withHealth: boolean): Directory {
	const key = `accounts, ${withHealth ? 'with' : 'without'} health`;
	const known = run.get(key) as Directory | undefined;
	if (known) return known;
	const directory: Directory = {
		found: new Map(),
		asked: new Set(),
		warnings: new Set(),
		turn: Promise.resolve(),
		passed: 0,
	};
	run.set(key, directory);
	return directory;
}

function findAccount({ found, warnings }: Directory, id: string): Account {
	const account = found.get(id);
	if (account) return account;
	const hint = [...warnings].map((warning) => ` ${warning}`).join('');
	throw new InputError(
		'Accounts',
		`The account ${shown(id)} is not connected`,
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
