import type { ConnectLink } from '../../domain/connection';
import { formatConnectionId } from '../../domain/connectionId';
import { InputError } from '../../domain/inputError';
import { asText, type JsonObject } from '../../domain/json';
import type { Platform } from '../../domain/platform';
import { toIsoUtc } from '../../domain/time';
import { pathSegment } from '../../transport/pathSegment';
import type { Wire } from '../../transport/wire';
import type { ConnectOperations, Found } from '../provider';
import { fetchNames, pathOfAccount } from './accountLists';
import { answeredAt, objectOf, unreadable } from './answers';
import { findToken } from './connectToken';
import { connectWithCredentials } from './connectWithCredentials';
import { getStatus } from './connectionStatus';
import { daysLeftOf, isSound } from './health';
import {
	CREDENTIAL_PLATFORMS,
	LINK_PLATFORMS,
	platformFromVendor,
	platformToVendor,
} from './mapping';

/** Only for an answer that does not say when the link ends. Contract: headless connect. */
const LINK_LIFE_MS = 15 * 60_000;

export const connect: ConnectOperations = {
	linkPlatforms: LINK_PLATFORMS,
	credentialPlatforms: CREDENTIAL_PLATFORMS,
	takesReturnUrl: true,
	createLink,
	getStatus,
	reconnect,
	connectWithCredentials,
};

async function createLink(
	wire: Wire,
	platform: Platform,
	returnUrl: string | null,
): Promise<Found<ConnectLink>> {
	const answer = await wire.send({
		method: 'POST',
		path: `/social/connect/${pathSegment(platformToVendor(platform))}`,
		body: returnUrl === null ? {} : { return_url: returnUrl },
		// A link that nobody gets ends by itself after some minutes and changes nothing.
		repeatable: 'safe',
	});
	const raw = objectOf(answer.body);
	const connectUrl = asText(raw.connect_url);
	if (connectUrl === null) throw unreadable('The answer holds no link', 'none');
	const expiresAt = toIsoUtc(raw.expires_at) ?? inFifteenMinutes(answeredAt(answer));
	const facts = await factsOfLink(wire, platform, raw);
	const ref = { provider: 'smartlyQ', platform, expiresAt, accountId: null } as const;
	return { item: { ...ref, connectUrl, connectionId: formatConnectionId({ ...ref, facts }) }, raw };
}

function inFifteenMinutes(from: string): string {
	return new Date(Date.parse(from) + LINK_LIFE_MS).toISOString();
}

/**
 * The token is no secret by itself: it stands in the link, and asking about it takes the API key. Without one, the
 * accounts that the network has now are kept, so that a new one is recognised.
 */
async function factsOfLink(wire: Wire, platform: Platform, link: JsonObject): Promise<JsonObject> {
	const token = await findToken(wire, link);
	if (token !== null) return { token };
	const accounts = (await fetchNames(wire)).filter(({ item }) => item.platform === platform);
	return { known: accounts.map(({ item }) => item.id) };
}

/**
 * The vendor gives an address and nothing else, so the state of the connection is kept, for comparing later. Contract:
 * `GET /social/accounts/{id}/health`, `GET /social/accounts/{id}/reconnect-url` (its lifetime is not documented).
 */
async function reconnect(
	wire: Wire,
	accountId: string,
	returnUrl: string | null,
): Promise<Found<ConnectLink>> {
	if (returnUrl !== null) throw noReturnUrl();
	const health = objectOf(
		(await wire.send({ method: 'GET', path: pathOfAccount(accountId, '/health'), repeatable: 'safe' })).body,
	);
	const raw = objectOf(
		(await wire.send({ method: 'GET', path: pathOfAccount(accountId, '/reconnect-url'), repeatable: 'safe' }))
			.body,
	);
	const connectUrl = asText(raw.reconnect_url);
	if (connectUrl === null) throw unreadable('The answer holds no link', 'none');
	const ref = {
		provider: 'smartlyQ',
		platform: platformFromVendor(asText(health.platform) ?? 'unknown'),
		expiresAt: null,
		accountId,
	} as const;
	const facts = { sound: isSound(health), days: daysLeftOf(health) };
	return { item: { ...ref, connectUrl, connectionId: formatConnectionId({ ...ref, facts }) }, raw };
}

function noReturnUrl(): InputError {
	return new InputError(
		'Return URL',
		'SmartlyQ takes no return URL for the repair of an account',
		'Leave it empty: the owner ends on a page of SmartlyQ, and Wait Until Connected tells when the account works again.',
	);
}
