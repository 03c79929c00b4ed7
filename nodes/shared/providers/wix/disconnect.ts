import type { Account } from '../../domain/account';
import type { JsonValue } from '../../domain/json';
import { platformName } from '../../domain/platform';
import { orVendorError } from '../../transport/answers';
import { VendorError } from '../../transport/vendorError';
import type { Wire } from '../../transport/wire';
import type { Disconnection, Found } from '../provider';
import { formatAccountId, type AccountRef } from './accountId';
import { readBehindToken, type ChannelState } from './channelAccounts';
import { accountAmong, readRef } from './getAccount';
import { platformOf, type Channel } from './mapping';
import { LAPSED_CODE, NEVER_CONNECTED_CODE } from './rules';
import { readToken } from './token';

type Connected = Extract<ChannelState, { kind: 'connected' }>;

/**
 * Removes the connection of the account's whole channel: Wix has no smaller step (contract page, Disconnect). What the
 * channel holds is read first, because nobody can tell afterwards. An account that a connected channel does not have is
 * gone already; the others stay.
 */
export async function disconnect(wire: Wire, accountId: string): Promise<Found<Disconnection>> {
	const ref = readRef(accountId);
	const token = await readToken(wire, ref.channel);
	if (token.status === 'NEVER_CREATED' || token.status === 'DISCONNECTED') return goneAlready(ref, token.raw);

	const state = await readBehindToken(wire, ref.channel, token);
	if (state.kind === 'never') return goneAlready(ref, token.raw);
	if (state.kind === 'connected' && ref.id !== null && accountAmong(state.accounts, ref) === undefined) {
		return goneAlready(ref, token.raw, [stillConnected(ref.channel)]);
	}

	const answer = await orVendorError(
		wire.send({
			method: 'DELETE',
			path: `/social-publisher/v1/${ref.channel}/account`,
			repeatable: 'safe',
		}),
	);
	if (answer instanceof VendorError) {
		// Somebody was faster, or the answer to the first try got lost.
		if (GONE_CODES.includes(answer.facts.code ?? '')) return goneAlready(ref, token.raw);
		throw answer;
	}
	return {
		item: {
			...identityOf(ref),
			name: state.kind === 'connected' ? nameIn(state, ref) : channelName(ref.channel),
			alreadyGone: false,
			warnings: state.kind === 'connected' ? othersIn(state, ref) : [othersUnknown(ref.channel)],
		},
		raw: answer.body,
	};
}

const GONE_CODES: readonly string[] = [NEVER_CONNECTED_CODE, LAPSED_CODE];

function goneAlready(
	ref: AccountRef,
	raw: JsonValue,
	warnings: readonly string[] = [],
): Found<Disconnection> {
	return { item: { ...identityOf(ref), name: null, alreadyGone: true, warnings }, raw };
}

function identityOf(ref: AccountRef): Pick<Account, 'id' | 'provider' | 'platform'> {
	return { id: formatAccountId(ref), provider: 'wix', platform: platformOf(ref.channel) };
}

function nameIn(state: Connected, ref: AccountRef): string {
	const named = ref.id === null ? undefined : accountAmong(state.accounts, ref);
	return named?.item.name ?? channelName(ref.channel);
}

/** What went with the account. */
function othersIn(state: Connected, ref: AccountRef): readonly string[] {
	const others = state.accounts.filter(({ item }) => item.id !== formatAccountId(ref));
	if (others.length === 0) return [];
	const names = others.map(({ item }) => `${item.name} (${item.id})`).join(', ');
	return [`Wix disconnects ${channelName(ref.channel)} as a whole; this went with it: ${names}.`];
}

function othersUnknown(channel: Channel): string {
	return `Wix disconnects ${channelName(channel)} as a whole. Which accounts it had could not be told, because the connection had lapsed.`;
}

function stillConnected(channel: Channel): string {
	return `${channelName(channel)} itself is still connected to the site, without this account; nothing was removed.`;
}

function channelName(channel: Channel): string {
	return platformName(platformOf(channel));
}
