import { asObject, type JsonValue } from '../../domain/json';
import { isNotFound, orVendorError } from '../../transport/answers';
import { pathSegment } from '../../transport/pathSegment';
import { VendorError } from '../../transport/vendorError';
import type { Wire } from '../../transport/wire';
import type { Disconnection, Found } from '../provider';
import { unreadable } from './answers';
import { SOCIAL_SYNCER_PLATFORMS, accountIdOf, platformToVendor, splitAccountId } from './mapping';
import { fetchConnected, findAccount, noSuchAccount } from './readAccounts';

const UNLISTED_WARNING =
	'The account was not in the list of connected accounts, yet SocialSyncerAPI confirmed that it deleted it.';

/**
 * `DELETE /accounts/{platform}/{accountId}`: revokes the token and deletes the saved credentials.
 *
 * Whether the account was there is told by the list, which is documented to be complete; what the vendor answers for an
 * account that is gone is not. The call is made in any case, so that an account which a broken list has left out does not
 * stay connected.
 */
export async function disconnect(wire: Wire, accountId: string): Promise<Found<Disconnection>> {
	const parts = splitAccountId(accountId);
	if (parts === null) throw noSuchAccount(accountId);

	const { platform, providerAccountId } = parts;
	const listed = findAccount(await fetchConnected(wire, [platform]), accountId);
	// A network that neither the vendor's documentation nor its list knows has no accounts.
	if (listed === undefined && !SOCIAL_SYNCER_PLATFORMS.includes(platform)) throw noSuchAccount(accountId);

	const answer = await remove(wire, platformToVendor(platform), providerAccountId);
	if (answer instanceof VendorError && listed !== undefined) {
		// The first of two tries may have removed it without our hearing of it; only the list can tell.
		const remaining = findAccount(await fetchConnected(wire, [platform]), accountId);
		if (remaining !== undefined) throw answer;
	}
	const isGone = answer instanceof VendorError;
	return {
		item: {
			id: accountIdOf(platform, providerAccountId),
			provider: 'socialSyncer',
			platform,
			name: listed?.item.name ?? null,
			alreadyGone: listed === undefined,
			warnings: listed === undefined && !isGone ? [UNLISTED_WARNING] : [],
		},
		raw: isGone ? null : answer,
	};
}

/**
 * The answer, or the error when the vendor knows no such account.
 *
 * @throws VendorError for any other failure, and for an answer that says it was not deleted
 */
async function remove(wire: Wire, word: string, providerAccountId: string): Promise<JsonValue | VendorError> {
	const call = wire.send({
		method: 'DELETE',
		path: `/accounts/${pathSegment(word)}/${pathSegment(providerAccountId)}`,
		repeatable: 'safe',
	});
	const answer = await orVendorError(call, isNotFound);
	if (answer instanceof VendorError) return answer;
	if (asObject(answer.body).deleted === false) {
		throw unreadable('The answer says that nothing was deleted', 'none');
	}
	return answer.body;
}
