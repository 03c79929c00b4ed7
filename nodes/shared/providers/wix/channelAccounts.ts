import { HEALTH_NOT_CHECKED, type Account, type Health } from '../../domain/account';
import { asObject, type JsonValue } from '../../domain/json';
import { platformName } from '../../domain/platform';
import { orVendorError, readEntries } from '../../transport/answers';
import { VendorError } from '../../transport/vendorError';
import type { Wire } from '../../transport/wire';
import type { Found } from '../provider';
import { requireList } from './answers';
import { channelHealth } from './health';
import { platformOf, type Channel } from './mapping';
import { checkedNow, readAccount } from './readAccount';
import { LAPSED_CODE, NEVER_CONNECTED_CODE, NO_PAGES_CODE, UNSUPPORTED_CODE } from './rules';
import { readToken, type Token } from './token';

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
	return withHealth
		? await readBehindToken(wire, channel, await readToken(wire, channel))
		: await readAccounts(wire, channel, HEALTH_NOT_CHECKED);
}

/** How a channel stands whose token status is known. */
export async function readBehindToken(wire: Wire, channel: Channel, token: Token): Promise<ChannelState> {
	switch (token.status) {
		case 'NEVER_CREATED':
			return NEVER;
		case 'INVALID':
		case 'DISCONNECTED':
			return lapsed(token.word, { channelName: channel, status: token.word });
		case 'VALID':
		case null:
			return await readAccounts(wire, channel, checkedNow(channelHealth(token.word)));
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

	const accounts = readEntries(requireList(asObject(answer.body).accounts, 'accounts'), (raw) =>
		readAccount(channel, raw, health),
	);
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

function lapsed(word: string | null, raw: JsonValue): ChannelState {
	return { kind: 'lapsed', health: checkedNow(channelHealth(word)), raw };
}

function nothingGranted(channel: Channel): string {
	return `${platformName(platformOf(channel))} is connected, but no page or business account was granted: connect it again and choose one.`;
}
