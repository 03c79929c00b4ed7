import type { Account } from '../../domain/account';
import { InputError } from '../../domain/inputError';
import type { Wire } from '../../transport/wire';
import type { Disconnection, Found } from '../provider';
import { unlessNotFound } from './answers';
import { fetchAccount, fetchNames, notConnected, pathOfAccount } from './accountLists';

/** Contract: rename. */
const MAX_NAME_LENGTH = 255;

/** Contract: ID formats. Other text can never have been the ID of an account. */
const ACCOUNT_ID = /^\d+$/;

/** Contract: `POST /social/accounts/{id}/pause`. Its answer is a flag only, so the account is read afterwards. */
export async function pause(wire: Wire, accountId: string): Promise<Found<Account>> {
	await wire.send({ method: 'POST', path: pathOfAccount(accountId, '/pause'), repeatable: 'safe' });
	return fetchAccount(wire, accountId);
}

/** Contract: `POST /social/accounts/{id}/resume`. */
export async function resume(wire: Wire, accountId: string): Promise<Found<Account>> {
	await wire.send({ method: 'POST', path: pathOfAccount(accountId, '/resume'), repeatable: 'safe' });
	return fetchAccount(wire, accountId);
}

/**
 * Changes the name inside SmartlyQ; the network's own stays. Contract: `PATCH /social/accounts/{id}`.
 *
 * @throws InputError for a name that the vendor does not take
 */
export async function rename(wire: Wire, accountId: string, newName: string): Promise<Found<Account>> {
	const name = newName.trim();
	if (name === '' || name.length > MAX_NAME_LENGTH) {
		throw new InputError(
			'New Name',
			name === '' ? 'There is no new name' : `The new name has ${name.length} characters`,
			`Give a name of 1 to ${MAX_NAME_LENGTH} characters.`,
		);
	}
	await wire.send({
		method: 'PATCH',
		path: pathOfAccount(accountId),
		body: { account_name: name },
		repeatable: 'safe',
	});
	return fetchAccount(wire, accountId);
}

/**
 * The list is read first, because the answer to the removal does not say what was removed, and because the vendor
 * answers alike for an account that is gone and for one that never was. Contract: `DELETE /social/accounts/{id}`.
 */
export async function disconnect(wire: Wire, accountId: string): Promise<Found<Disconnection>> {
	if (!ACCOUNT_ID.test(accountId)) throw notConnected(accountId);
	const found = (await fetchNames(wire)).find(({ item }) => item.id === accountId);
	if (found === undefined) return { item: goneAlready(accountId), raw: null };
	// When it is not found now, a first try whose answer was lost has removed it: it was there a moment ago.
	await unlessNotFound(wire.send({ method: 'DELETE', path: pathOfAccount(accountId), repeatable: 'safe' }));
	const { id, provider, platform, name } = found.item;
	return { item: { id, provider, platform, name, alreadyGone: false, warnings: [] }, raw: found.raw };
}

function goneAlready(id: string): Disconnection {
	return {
		id,
		provider: 'smartlyQ',
		platform: 'unknown',
		name: null,
		alreadyGone: true,
		warnings: [
			'No account with this ID is connected here, so nothing was removed. If it belongs to another profile than the credential names, it is still connected there.',
		],
	};
}
