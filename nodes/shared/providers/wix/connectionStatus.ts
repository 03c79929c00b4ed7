import type { Account, Health } from '../../domain/account';
import type { Connection } from '../../domain/connection';
import { parseConnectionId, type ConnectionRef } from '../../domain/connectionId';
import { InputError } from '../../domain/inputError';
import { asBoolean, asList, asText, type JsonObject } from '../../domain/json';
import { platformName } from '../../domain/platform';
import type { Wire } from '../../transport/wire';
import type { Found } from '../provider';
import { parseAccountId } from './accountId';
import { readBehindToken, type ChannelState } from './channelAccounts';
import { accountAmong, defaultAmong } from './getAccount';
import { channelsOf } from './mapping';
import { readToken } from './token';

type Accounts = ReadonlyArray<Found<Account>>;

/** What a link for a new account is compared with: the accounts that the channel had when the link was made. */
export function newAccountFacts(before: ChannelState): JsonObject {
	return { accounts: accountsIn(before).map(({ item }) => item.id) };
}

/** What a link that repairs an account is compared with. */
export function repairFacts(before: Health): JsonObject {
	return { couldPost: before.canPost };
}

/**
 * Wix tells how a channel stands and not what became of a link (contract page, Get Connect Url: ask for the token status
 * until it is VALID). So a link for a new account has worked when the channel has an account that it did not have; one
 * that repairs has when its account can post.
 */
export async function getStatus(wire: Wire, connectionId: string): Promise<Found<Connection>> {
	const link = parseConnectionId(connectionId, 'wix');
	const [channel] = channelsOf([link.platform]);
	if (channel === undefined) throw unknownChannel();

	const token = await readToken(wire, channel);
	const state = await readBehindToken(wire, channel, token);
	const connected = link.accountId === null ? newIn(state, link) : repairedIn(state, link.accountId);
	const { provider, platform, expiresAt } = link;
	return {
		item: {
			connectionId,
			provider,
			platform,
			status: connected ? 'connected' : hasPassed(expiresAt, token.saidAtMs) ? 'expired' : 'pending',
			expiresAt,
			account: connected?.item ?? null,
			note: noteOn(link, state),
		},
		raw: connected?.raw ?? token.raw,
	};
}

function accountsIn(state: ChannelState): Accounts {
	return state.kind === 'connected' ? state.accounts : [];
}

function newIn(state: ChannelState, link: ConnectionRef): Found<Account> | undefined {
	const before = asList(link.facts.accounts).map(asText);
	return defaultAmong(accountsIn(state).filter(({ item }) => !before.includes(item.id)));
}

function repairedIn(state: ChannelState, accountId: string): Found<Account> | undefined {
	const account = namedIn(state, accountId);
	return account?.item.health.canPost === true ? account : undefined;
}

function namedIn(state: ChannelState, accountId: string): Found<Account> | undefined {
	const ref = parseAccountId(accountId);
	return ref === null ? undefined : accountAmong(accountsIn(state), ref);
}

function hasPassed(expiresAt: string | null, nowMs: number): boolean {
	return expiresAt !== null && Date.parse(expiresAt) <= nowMs;
}

/** How the status was found, and what that leaves open. */
function noteOn(link: ConnectionRef, state: ChannelState): string {
	const network = platformName(link.platform);
	return [
		`Wix tells how the connection to ${network} stands, not whether this link was used.`,
		...(link.accountId === null ? openOfNew(link) : openOfRepair(link, link.accountId, state)),
		...(state.kind === 'connected' && state.warning !== null ? [state.warning] : []),
	].join(' ');
}

function openOfNew(link: ConnectionRef): string[] {
	return asList(link.facts.accounts).length === 0
		? []
		: [
				'It was connected already when the link was made, so only an account that was not there before counts: granting the same ones again cannot be told from not using the link.',
			];
}

function openOfRepair(link: ConnectionRef, accountId: string, state: ChannelState): string[] {
	if (asBoolean(link.facts.couldPost) === true) {
		return ['The account could post already when the link was made.'];
	}
	return accountsIn(state).length > 0 && namedIn(state, accountId) === undefined
		? ['It is connected again, but without this account: make another link and grant that one too.']
		: [];
}

function unknownChannel(): InputError {
	return new InputError(
		'Connection ID',
		'This is not a connection ID',
		'Give the "connectionId" that Create Link and Reconnect return, unchanged.',
	);
}
