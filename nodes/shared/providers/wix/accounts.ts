import type { Account } from '../../domain/account';
import { platformName } from '../../domain/platform';
import { VendorError, type VendorErrorCause } from '../../transport/vendorError';
import type { Wire } from '../../transport/wire';
import type { AccountHealth, AccountList, AccountOperations, AccountQuery, Found } from '../provider';
import { formatAccountId, parseAccountId, type AccountRef } from './accountId';
import { notFound, orVendorError } from './answers';
import { readChannel, type ChannelState } from './channelAccounts';
import { channelsOf, platformOf, type Channel } from './mapping';
import { lapsedAccount } from './readAccount';

type FoundAccount = Found<Account>;

/** There is no call for all channels, so each is asked for itself, all at once. */
export const accounts: AccountOperations = { getMany, get, checkHealth };

/**
 * A channel that was never connected has no account. One whose connection has lapsed has the accounts that were asked
 * for by ID, else one that stands for the channel.
 */
async function getMany(wire: Wire, query: AccountQuery): Promise<AccountList> {
	const refs = query.ids?.map(parseAccountId);
	const channels = channelsOf(query.platforms).filter((channel) => isAskedFor(channel, refs));
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

/** `CHANNEL:*` stands for the channel's default account once the channel is connected again. */
async function get(wire: Wire, accountId: string): Promise<FoundAccount> {
	const ref = parseAccountId(accountId);
	if (ref === null) throw unknownAccount(accountId);
	const state = await readChannel(wire, ref.channel, true);
	if (state.kind === 'never') throw unknownAccount(accountId);
	if (state.kind === 'lapsed') return { item: lapsedAccount(ref, state.health), raw: state.raw };

	const match =
		ref.id === null
			? (state.accounts.find(({ item }) => item.isDefault) ?? state.accounts[0])
			: state.accounts.find(({ item }) => item.id === formatAccountId(ref));
	if (match === undefined) throw unknownAccount(accountId);
	return match;
}

async function checkHealth(wire: Wire, accountId: string): Promise<Found<AccountHealth>> {
	const { item, raw } = await get(wire, accountId);
	const { id, provider, platform, name, health } = item;
	return { item: { id, provider, platform, name, health }, raw };
}

function unknownAccount(accountId: string): VendorError {
	return notFound(
		`There is no connected account with the ID ${accountId}`,
		'An ID is the channel and the account’s ID with a colon between them, such as INSTAGRAM:17841405822304914, and for Facebook, Pinterest and Google Business the ID of the page, board or location after it. Get Many lists the accounts of this credential.',
	);
}
