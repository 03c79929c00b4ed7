import type { Account } from '../../domain/account';
import type { Connection, ConnectLink } from '../../domain/connection';
import { formatConnectionId, parseConnectionId } from '../../domain/connectionId';
import { asObject, asText } from '../../domain/json';
import type { Platform } from '../../domain/platform';
import { pathSegment } from '../../transport/pathSegment';
import type { Wire } from '../../transport/wire';
import type { ConnectOperations, Found } from '../provider';
import { unreadable } from './answers';
import { findNew, findRepaired } from './compareAccounts';
import { complete } from './complete';
import { noteAccounts, readFacts, writeFacts } from './connectionFacts';
import { platformToVendor, SOCIAL_SYNCER_PLATFORMS } from './mapping';
import { fetchAccounts, pickAccount, type FoundAccount } from './readAccounts';

/**
 * One OAuth flow for new accounts and for old ones: the vendor has no reconnect, and gives back the account of whoever
 * signs in. It has no call for the state of a link either, and the `state` of a sign-in is the same for all of a network.
 */
export const connect: ConnectOperations = {
	linkPlatforms: SOCIAL_SYNCER_PLATFORMS,
	credentialPlatforms: [],
	takesReturnUrl: true,
	createLink,
	getStatus,
	reconnect,
	complete,
};

async function createLink(
	wire: Wire,
	platform: Platform,
	returnUrl: string | null,
): Promise<Found<ConnectLink>> {
	// Looked at before the link exists, so that nothing it connects can pass for an old account.
	const before = onPlatform(await fetchAccounts(wire), platform);
	return await makeLink(wire, platform, null, before, returnUrl);
}

/** The same flow; that the account is the one that comes back is checked by `getStatus`. */
async function reconnect(
	wire: Wire,
	accountId: string,
	returnUrl: string | null,
): Promise<Found<ConnectLink>> {
	const found = await fetchAccounts(wire);
	const { id, platform } = pickAccount(found, accountId).item;
	return await makeLink(wire, platform, id, onPlatform(found, platform), returnUrl);
}

async function getStatus(wire: Wire, connectionId: string): Promise<Found<Connection>> {
	const { platform, expiresAt, accountId, facts: written } = parseConnectionId(connectionId, 'socialSyncer');
	const facts = readFacts(written);
	const found = await fetchAccounts(wire);
	const accounts = onPlatform(found, platform);
	const { account, note } =
		accountId === null
			? findNew(accounts, facts, platform)
			: findRepaired(accounts, facts, platform, accountId);
	return {
		item: {
			connectionId,
			provider: 'socialSyncer',
			platform,
			status: account === null ? 'pending' : 'connected',
			expiresAt,
			account,
			note,
		},
		raw: found.find(({ item }) => item === account)?.raw ?? null,
	};
}

/** `GET /connect/{platform}`. How long the sign-in page works is not documented. */
async function makeLink(
	wire: Wire,
	platform: Platform,
	accountId: string | null,
	before: readonly Account[],
	returnUrl: string | null,
): Promise<Found<ConnectLink>> {
	const { body } = await wire.send({
		method: 'GET',
		path: `/connect/${pathSegment(platformToVendor(platform))}`,
		query: { redirect_url: returnUrl ?? undefined },
		repeatable: 'safe',
	});
	const connectUrl = asText(asObject(body).authUrl);
	if (connectUrl === null || !URL.canParse(connectUrl)) {
		throw unreadable('The answer holds no address of a sign-in page', 'none');
	}
	const facts = writeFacts({ before: noteAccounts(before), needsCode: returnUrl !== null });
	const expiresAt = null;
	return {
		item: {
			provider: 'socialSyncer',
			platform,
			connectUrl,
			expiresAt,
			connectionId: formatConnectionId({ provider: 'socialSyncer', platform, expiresAt, accountId, facts }),
			accountId,
		},
		raw: body,
	};
}

function onPlatform(found: readonly FoundAccount[], platform: Platform): Account[] {
	return found.map(({ item }) => item).filter((account) => account.platform === platform);
}
