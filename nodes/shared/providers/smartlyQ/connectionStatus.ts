import type { Account } from '../../domain/account';
import type { Connection } from '../../domain/connection';
import { parseConnectionId, type ConnectionRef } from '../../domain/connectionId';
import { asObject, asText, type JsonObject, type JsonValue } from '../../domain/json';
import type { Platform } from '../../domain/platform';
import { toIsoUtc } from '../../domain/time';
import type { VendorError } from '../../transport/vendorError';
import type { VendorResponse, Wire } from '../../transport/wire';
import type { Found } from '../provider';
import { fetchHealth } from './accountLists';
import { answeredAt, notFound, objectOf, unlessNotFound } from './answers';
import { comparedAccounts, comparedHealth } from './comparedConnection';
import { poll } from './connectToken';
import { connectionStatusFromVendor, readAccount } from './mapping';

/** Networks whose owner connects all pages, channels, locations or blogs at once. Contract: headless connect. */
const SEVERAL_AT_ONCE: ReadonlySet<Platform> = new Set(['youtube', 'googleBusiness', 'tumblr', 'linkedin']);

/** Contract: `GET /social/connect/{state_token}`; where it cannot answer, accounts are compared. */
export async function getStatus(wire: Wire, connectionId: string): Promise<Found<Connection>> {
	const ref = parseConnectionId(connectionId, 'smartlyQ');
	const token = asText(ref.facts.token);
	if (ref.accountId !== null) return comparedHealth(wire, connectionId, ref, ref.accountId);
	if (token === null) return comparedAccounts(wire, connectionId, ref);
	return toldByVendor(wire, connectionId, ref, token);
}

async function toldByVendor(
	wire: Wire,
	connectionId: string,
	ref: ConnectionRef,
	token: string,
): Promise<Found<Connection>> {
	const answer = await pollUntilForgotten(wire, ref, token);
	if (answer === null) {
		return { item: { ...expired(connectionId, ref), note: 'SmartlyQ no longer knows the link.' }, raw: null };
	}
	const raw = objectOf(answer.body);
	const word = asText(raw.status);
	const told = connectionStatusFromVendor(word);
	const expiresAt = toIsoUtc(raw.expires_at) ?? ref.expiresAt;
	const base = { ...expired(connectionId, ref), expiresAt };
	if (told === 'connected') {
		return {
			item: { ...base, status: 'connected', ...(await connectedAccount(wire, ref, raw.account)) },
			raw,
		};
	}
	const isOver = told === 'expired' || (expiresAt !== null && expiresAt <= answeredAt(answer));
	const note = told === null ? `SmartlyQ calls the state of the link "${word ?? ''}".` : null;
	return { item: { ...base, status: isOver ? 'expired' : 'pending', note }, raw };
}

/**
 * @returns `null` when the vendor has forgotten a link whose time is over
 * @throws VendorError when it does not know one whose time is not
 */
async function pollUntilForgotten(
	wire: Wire,
	{ expiresAt }: ConnectionRef,
	token: string,
): Promise<VendorResponse | null> {
	const answer = await unlessNotFound(poll(wire, token));
	const isOver = expiresAt !== null && expiresAt <= new Date().toISOString();
	if (answer === null && !isOver) throw unknownLink();
	return answer;
}

function unknownLink(): VendorError {
	return notFound(
		'SmartlyQ does not know this link',
		'Ask with the credential and the profile that made the link, or make a new one with Create Link.',
	);
}

function expired(connectionId: string, { platform, expiresAt }: ConnectionRef): Connection {
	return {
		connectionId,
		provider: 'smartlyQ',
		platform,
		status: 'expired',
		expiresAt,
		account: null,
		note: null,
	};
}

/** The answer names the account; its health stands in the list only, the user name in the answer only. */
async function connectedAccount(
	wire: Wire,
	{ platform }: ConnectionRef,
	told: JsonValue | undefined,
): Promise<{ readonly account: Account | null; readonly note: string | null }> {
	const named = readConnectedAccount(told);
	if (named === null) {
		return { account: null, note: 'SmartlyQ does not say which account it is; Get Many lists all.' };
	}
	const listed = (await fetchHealth(wire)).find(({ item }) => item.id === named.id)?.item;
	if (listed === undefined) {
		return { account: named, note: 'The account is not in the list of connected accounts (any more).' };
	}
	const note = SEVERAL_AT_ONCE.has(platform)
		? 'This network connects everything that its owner has at once; the account is one of them. Get Many lists all.'
		: null;
	return { account: { ...listed, username: named.username }, note };
}

/**
 * The account in an answer of the connect calls: `{ account_id, name, username, platform }`. Its health is not told.
 *
 * @returns `null` when there is none
 */
export function readConnectedAccount(told: JsonValue | undefined): Account | null {
	const { account_id: accountId, username, ...rest }: JsonObject = asObject(told);
	const account = readAccount({ ...rest, id: accountId ?? rest.id });
	return account === null ? null : { ...account, username: asText(username) };
}
