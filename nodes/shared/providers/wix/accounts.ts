import type { Account } from '../../domain/account';
import { platformName } from '../../domain/platform';
import { orVendorError } from '../../transport/answers';
import { VendorError, type VendorErrorCause } from '../../transport/vendorError';
import type { Wire } from '../../transport/wire';
import type { AccountList, AccountOperations, AccountQuery, Found } from '../provider';
import { parseAccountId, type AccountRef } from './accountId';
import { readChannel, type ChannelState } from './channelAccounts';
import { channelsInTurn } from './channelTurns';
import { disconnect } from './disconnect';
import { checkHealth, getAccount } from './getAccount';
import { channelsOf, platformOf, type Channel } from './mapping';
import { getPlatformRules } from './platformRules';
import { getQuota } from './quota';
import { lapsedAccount } from './readAccount';
import { setDefault } from './setDefault';

type FoundAccount = Found<Account>;

/** Reading and managing accounts. */
export const accounts: AccountOperations = {
	getMany,
	get: getAccount,
	checkHealth,
	disconnect,
	setDefault,
	getQuota,
	getPlatformRules,
};

/**
 * There is no call for all channels, so each is asked for itself, side by side: all of them, or those whose turn it is. A
 * channel that was never connected has no account. One whose connection has lapsed has the accounts that were asked for by
 * ID, else one that stands for the channel.
 */
async function getMany(wire: Wire, query: AccountQuery): Promise<AccountList> {
	const refs = query.ids?.map(parseAccountId);
	const wanted = channelsOf(query.platforms).filter((channel) => isAskedFor(channel, refs));
	const channels = query.turn ? channelsInTurn(wanted, query.turn) : wanted;
	const answers = await Promise.all(
		channels.map(async (channel) => ({
			channel,
			state: await orFailure(readChannel(wire, channel, query.withHealth)),
		})),
	);

	const failures = answers.flatMap(({ state }) => (state instanceof VendorError ? [state] : []));
	if (failures.length > 0 && failures.length === answers.length) throw failures[0];
	return {
		found: answers.flatMap(({ channel, state }) =>
			state instanceof VendorError ? [] : accountsIn(state, channel, refs ?? []),
		),
		warnings: answers.flatMap(({ channel, state }) => warningsOf(channel, state)),
		missing: wanted.flatMap((channel) => {
			const state = answers.find((answer) => answer.channel === channel)?.state;
			return state === undefined || state instanceof VendorError ? [`${channel}:`] : [];
		}),
	};
}

/** An ID that cannot be read may be any channel's. */
function isAskedFor(channel: Channel, refs: ReadonlyArray<AccountRef | null> | undefined): boolean {
	return refs === undefined || refs.some((ref) => ref === null || ref.channel === channel);
}

function accountsIn(
	state: ChannelState,
	channel: Channel,
	refs: ReadonlyArray<AccountRef | null>,
): readonly FoundAccount[] {
	if (state.kind === 'never') return [];
	if (state.kind === 'connected') return state.accounts;
	const asked = refs.filter((ref) => ref !== null).filter((ref) => ref.channel === channel);
	const known: readonly AccountRef[] = asked.length > 0 ? asked : [{ channel, id: null, place: null }];
	return known.map((ref) => ({ item: lapsedAccount(ref, state.health), raw: state.raw }));
}

function warningsOf(channel: Channel, state: ChannelState | VendorError): string[] {
	if (state instanceof VendorError) {
		return [`The accounts on ${platformName(platformOf(channel))} are missing: ${state.message}`];
	}
	return state.kind === 'connected' && state.warning !== null ? [state.warning] : [];
}

/** A refused key or a cancelled execution concerns all channels; anything else only the one. */
async function orFailure(call: Promise<ChannelState>): Promise<ChannelState | VendorError> {
	const state = await orVendorError(call);
	if (state instanceof VendorError && CONCERNS_ALL.includes(state.facts.cause)) throw state;
	return state;
}

const CONCERNS_ALL: readonly VendorErrorCause[] = ['authentication', 'permission', 'cancelled'];
