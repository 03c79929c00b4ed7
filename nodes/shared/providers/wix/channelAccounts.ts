import { HEALTH_NOT_CHECKED, type Account, type Health } from '../../domain/account';
import { asObject, asText, type JsonValue } from '../../domain/json';
import { platformName } from '../../domain/platform';
import { VendorError } from '../../transport/vendorError';
import type { Wire } from '../../transport/wire';
import type { Found } from '../provider';
import { listOf, orVendorError } from './answers';
import { HEALTHY, LAPSED, platformOf, tokenStatusNamed, type Channel } from './mapping';
import { checkedNow, readAccount } from './readAccount';
import { LAPSED_CODE, NEVER_CONNECTED_CODE, NO_PAGES_CODE, UNSUPPORTED_CODE } from './rules';

/** How a channel stands, as far as Wix tells. */
export type ChannelState =
	| { readonly kind: 'never' }
	/** The accounts are not listed any more; `raw` is what Wix said instead. */
	| { readonly kind: 'lapsed'; readonly health: Health; readonly raw: JsonValue }
	| {
			readonly kind: 'connected';
			readonly accounts: ReadonlyArray<Found<Account>>;
			/** Why there is no account although the channel is connected. */
			readonly warning: string | null;
	  };

const NEVER: ChannelState = { kind: 'never' };

/**
 * Asks how a channel stands: first the token status, which is never an error, then the accounts if it is valid. Without
 * health the list of accounts alone tells enough.
 */
export async function readChannel(wire: Wire, channel: Channel, withHealth: boolean): Promise<ChannelState> {
	if (!withHealth) return await readAccounts(wire, channel, HEALTH_NOT_CHECKED);

	const { body } = await wire.send({
		method: 'GET',
		path: `/social-publisher/v1/${channel}/long-lived-token-status`,
		repeatable: 'safe',
	});
	const word = asText(asObject(body).status);
	switch (tokenStatusNamed(word)) {
		case 'NEVER_CREATED':
			return NEVER;
		case 'INVALID':
			return lapsed('INVALID', { channelName: channel, status: word });
		case 'DISCONNECTED':
			return lapsed('DISCONNECTED', { channelName: channel, status: word });
		case 'VALID':
			return await readAccounts(wire, channel, checkedNow(HEALTHY));
		case null:
			return await readAccounts(wire, channel, unknownHealth(word));
	}
}

async function readAccounts(wire: Wire, channel: Channel, health: Health): Promise<ChannelState> {
	const answer = await orVendorError(
		wire.send({
			method: 'GET',
			path: '/social-publisher/v1/accounts',
			query: { channelName: channel },
			repeatable: 'safe',
		}),
	);
	if (answer instanceof VendorError) return stateBehind(answer, channel);

	const accounts = listOf(answer.body, 'accounts').flatMap((raw) => {
		const item = readAccount(channel, raw, health);
		return item === null ? [] : [{ item, raw }];
	});
	return { kind: 'connected', accounts, warning: accounts.length === 0 ? nothingGranted(channel) : null };
}

/** List Accounts answers with an error for what is no error to us. */
function stateBehind(error: VendorError, channel: Channel): ChannelState {
	const { code } = error.facts;
	switch (code) {
		case NEVER_CONNECTED_CODE:
		case UNSUPPORTED_CODE:
			return NEVER;
		case LAPSED_CODE:
			return lapsed('DISCONNECTED', { channelName: channel, code });
		case NO_PAGES_CODE:
			return { kind: 'connected', accounts: [], warning: nothingGranted(channel) };
		default:
			throw error;
	}
}

function lapsed(status: keyof typeof LAPSED, raw: JsonValue): ChannelState {
	return { kind: 'lapsed', health: checkedNow(LAPSED[status]), raw };
}

function unknownHealth(word: string | null): Health {
	return checkedNow({
		status: 'unknown',
		canPost: null,
		reasons: word === null ? [] : [`Wix gives the state of the connection as ${word}.`],
	});
}

function nothingGranted(channel: Channel): string {
	return `${platformName(platformOf(channel))} is connected, but no page or business account was granted: connect it again and choose one.`;
}
