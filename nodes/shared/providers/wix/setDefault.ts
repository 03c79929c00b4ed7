import type { Account } from '../../domain/account';
import { InputError } from '../../domain/inputError';
import { platformName } from '../../domain/platform';
import type { Wire } from '../../transport/wire';
import type { Found } from '../provider';
import { notPossible } from './answers';
import { getAccount, readRef } from './getAccount';
import { accountKeyOf, DEFAULT_FIELDS, platformOf, type Channel } from './mapping';

/**
 * Makes an account (page, board, location) its channel's default.
 *
 * @throws InputError for YouTube, which has none
 * @throws VendorError of cause `conflict` when the connection has lapsed: nothing can be chosen then
 */
export async function setDefault(wire: Wire, accountId: string): Promise<Found<Account>> {
	const { channel } = readRef(accountId);
	const field = DEFAULT_FIELDS[channel];
	if (field === undefined) throw hasNoDefault(channel);

	const { item } = await getAccount(wire, accountId);
	if (item.health.canPost === false) {
		throw notPossible(
			`${platformName(item.platform)} is not connected, so that it can have no default account`,
			'Repair the connection with Social Connect > Reconnect first.',
		);
	}
	const { id, place } = readRef(item.id);
	await wire.send({
		method: 'PATCH',
		path: `/social-publisher/v1/${channel}/settings`,
		body: { [accountKeyOf(channel)]: { [field]: place ?? id } },
		repeatable: 'safe',
	});
	// What the call answers is not documented.
	return await getAccount(wire, item.id);
}

function hasNoDefault(channel: Channel): InputError {
	const withDefault = Object.keys(DEFAULT_FIELDS).map((one) => platformName(platformOf(one)));
	return new InputError(
		'Account',
		`Wix has no default account for ${platformName(platformOf(channel))}`,
		`Choose an account of one of these: ${withDefault.join(', ')}.`,
	);
}
