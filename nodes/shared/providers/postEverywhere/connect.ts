import type { Account } from '../../domain/account';
import type { Connection, ConnectLink } from '../../domain/connection';
import { formatConnectionId, parseConnectionId, type ConnectionRef } from '../../domain/connectionId';
import { InputError } from '../../domain/inputError';
import { asText, type JsonObject, type JsonValue } from '../../domain/json';
import { platformName, type Platform } from '../../domain/platform';
import { isNotFound, orVendorError } from '../../transport/answers';
import { pathSegment } from '../../transport/pathSegment';
import { VendorError } from '../../transport/vendorError';
import type { VendorResponse, Wire } from '../../transport/wire';
import type { ConnectOperations, Found } from '../provider';
import { accounts } from './accounts';
import { accountNameOf, answeredAt, dataOf, unreadable } from './answers';
import { connectWithCredentials, CREDENTIAL_PLATFORMS } from './credentials';
import { findConnected } from './findConnected';
import { accountNumber, readConnectionStatus } from './mapping';

/** The networks that the vendor's clients offer a sign-in page for. */
const LINK_PLATFORMS: readonly Platform[] = [
	'facebook',
	'instagram',
	'linkedin',
	'pinterest',
	'threads',
	'tiktok',
	'x',
	'youtube',
];

/** How long a sign-in page works, by the vendor's clients; its answer does not say. */
const LINK_LIFETIME_MS = 600_000;

/** Of the two ways to a link, the one whose outcome can be asked for: `/auth/social-connect/start` and `/poll`. */
export const connect: ConnectOperations = {
	linkPlatforms: LINK_PLATFORMS,
	credentialPlatforms: CREDENTIAL_PLATFORMS,
	takesReturnUrl: false,
	createLink: async (wire, platform) => await startSession(wire, platform, null),
	getStatus,
	reconnect,
	connectWithCredentials,
};

/** The network of the account comes first: the vendor wants it beside the account. */
async function reconnect(wire: Wire, accountId: string): Promise<Found<ConnectLink>> {
	const { item } = await accounts.checkHealth(wire, accountId);
	return await startSession(wire, item.platform, item.id);
}

async function startSession(
	wire: Wire,
	platform: Platform,
	accountId: string | null,
): Promise<Found<ConnectLink>> {
	requireSignInPage(platform, accountId);
	const { body } = await wire.send({
		method: 'POST',
		path: '/auth/social-connect/start',
		body:
			accountId === null
				? { platform }
				: { platform, mode: 'reconnect', account_id: accountNumber(accountId) },
		// A second link harms nobody: the one that is not opened runs out.
		repeatable: 'safe',
	});
	const raw = dataOf(body);
	const session = asText(raw.session_id);
	const connectUrl = asText(raw.authorize_url);
	if (session === null || connectUrl === null) throw unreadable('The answer holds no link', 'none', body);

	const startedAt = answeredAt(body);
	const expiresAt = new Date(Date.parse(startedAt) + LINK_LIFETIME_MS).toISOString();
	const facts = { session, startedAt };
	const connectionId = formatConnectionId({
		provider: 'postEverywhere',
		platform,
		expiresAt,
		accountId,
		facts,
	});
	return {
		item: { provider: 'postEverywhere', platform, connectUrl, expiresAt, connectionId, accountId },
		raw,
	};
}

/** @throws InputError for a network that has no sign-in page */
function requireSignInPage(platform: Platform, accountId: string | null): void {
	if (LINK_PLATFORMS.includes(platform)) return;
	const name = platformName(platform);
	const byCredentials = CREDENTIAL_PLATFORMS.some((one) => one === platform);
	const advice = byCredentials
		? `Use Connect With Credentials${accountId === null ? '' : ' with the same account: it keeps its ID'}.`
		: `Choose one of ${LINK_PLATFORMS.map(platformName).join(', ')}.`;
	throw new InputError(
		accountId === null ? 'Platform' : 'Account',
		`PostEverywhere has no sign-in page for ${name}`,
		advice,
	);
}

/** `raw` is the vendor's session, with the account as `account_detail` once it is connected. */
async function getStatus(wire: Wire, connectionId: string): Promise<Found<Connection>> {
	const ref = parseConnectionId(connectionId, 'postEverywhere');
	const answer = await poll(wire, ref);
	if (answer === null) {
		return found(connectionId, ref, 'expired', null, FORGOTTEN_NOTE, null);
	}
	const raw = dataOf(answer.body);
	const { status, wasRefused } = readConnectionStatus(raw.status);
	if (status !== 'connected') {
		const tooLate = ref.expiresAt !== null && answeredAt(answer.body) >= ref.expiresAt;
		const note = wasRefused ? REFUSED_NOTE : null;
		return found(connectionId, ref, tooLate ? 'expired' : status, null, note, raw);
	}
	const account = await connectedAccount(wire, ref, raw);
	if (account === null) return found(connectionId, ref, status, null, UNLISTED_NOTE, raw);
	const detail: JsonObject = { ...raw, account_detail: account.raw };
	return found(connectionId, ref, status, account.item, healthNote(account.item), detail);
}

const REFUSED_NOTE = 'The reader of the link refused or cancelled it. Make a new link to try again.';
const FORGOTTEN_NOTE =
	'PostEverywhere does not know this sign-in any more. If it was finished in time, the account is in the list of accounts.';
const UNLISTED_NOTE =
	'PostEverywhere says that the account is connected, but it cannot be told which one of the list of accounts it is.';

/**
 * The vendor's session; `null` when it is past its time and forgotten. How long the vendor remembers one is not
 * documented. Before that, not knowing it is an error: the key belongs to another workspace.
 */
async function poll(wire: Wire, ref: ConnectionRef): Promise<VendorResponse | null> {
	const session = asText(ref.facts.session);
	if (session === null) {
		throw new InputError(
			'Connection ID',
			'The connection ID names no sign-in',
			'Give the "connectionId" that Create Link and Reconnect return, unchanged.',
		);
	}
	const answer = await orVendorError(
		wire.send({
			method: 'GET',
			path: `/auth/social-connect/poll/${pathSegment(session)}`,
			repeatable: 'safe',
		}),
		isNotFound,
	);
	if (!(answer instanceof VendorError)) return answer;
	if (ref.expiresAt !== null && new Date().toISOString() >= ref.expiresAt) return null;
	throw answer;
}

/** A repaired account keeps its ID; of a new one the session tells only the name. */
async function connectedAccount(
	wire: Wire,
	ref: ConnectionRef,
	session: JsonObject,
): Promise<Found<Account> | null> {
	if (ref.accountId !== null) return await accounts.get(wire, ref.accountId);
	return await findConnected(wire, {
		platform: ref.platform,
		name: accountNameOf(session),
		since: asText(ref.facts.startedAt),
	});
}

function healthNote({ health }: Account): string | null {
	if (health.canPost !== false) return null;
	return `The sign-in is finished, but the account still cannot post (${health.reasons.join(', ') || health.status}).`;
}

function found(
	connectionId: string,
	{ platform, expiresAt }: ConnectionRef,
	status: Connection['status'],
	account: Account | null,
	note: string | null,
	raw: JsonValue,
): Found<Connection> {
	return {
		item: { connectionId, provider: 'postEverywhere', platform, status, expiresAt, account, note },
		raw,
	};
}
