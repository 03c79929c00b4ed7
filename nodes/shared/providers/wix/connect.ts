import type { ConnectLink } from '../../domain/connection';
import { formatConnectionId } from '../../domain/connectionId';
import { InputError } from '../../domain/inputError';
import type { JsonObject } from '../../domain/json';
import { platformName, type Platform } from '../../domain/platform';
import { toIsoUtc } from '../../domain/time';
import { orVendorError } from '../../transport/answers';
import { VendorError } from '../../transport/vendorError';
import type { Wire } from '../../transport/wire';
import type { ConnectOperations, Found } from '../provider';
import { textOf } from './answers';
import { readChannel } from './channelAccounts';
import { getStatus, newAccountFacts, repairFacts } from './connectionStatus';
import { getAccount, readRef } from './getAccount';
import { channelsOf, platformOf, WIX_PLATFORMS, type Channel } from './mapping';
import { INELIGIBLE_CODE, TOO_MANY_CHANNELS_ADVICE } from './rules';
import { timeOf } from './token';

/** A link leads to the network's own page and ends on Wix's: there is no place for a page of ours. */
export const connect: ConnectOperations = {
	linkPlatforms: WIX_PLATFORMS,
	credentialPlatforms: [],
	takesReturnUrl: false,
	createLink,
	getStatus,
	reconnect,
};

/** Wix does not say when a link expires, only that it lives so long (contract page, Get Connect Url). */
const LINK_LIFE_MS = 2 * 3_600_000;

async function createLink(wire: Wire, platform: Platform): Promise<Found<ConnectLink>> {
	const [channel] = channelsOf([platform]);
	if (channel === undefined) throw unsupported(platform);
	const before = await readChannel(wire, channel, true);
	return await openLink(wire, channel, null, newAccountFacts(before));
}

/** The link is the same as for a new account: it renews the one token that the channel has for all its accounts. */
async function reconnect(wire: Wire, accountId: string): Promise<Found<ConnectLink>> {
	const { channel } = readRef(accountId);
	const { item } = await getAccount(wire, accountId);
	return await openLink(wire, channel, item.id, repairFacts(item.health));
}

async function openLink(
	wire: Wire,
	channel: Channel,
	accountId: string | null,
	facts: JsonObject,
): Promise<Found<ConnectLink>> {
	const answer = await orVendorError(
		wire.send({
			method: 'GET',
			path: `/social-publisher/v1/${channel}/connect-url`,
			// One link more does no harm.
			repeatable: 'safe',
		}),
	);
	if (answer instanceof VendorError) throw refusedLink(answer);

	const link = {
		provider: 'wix',
		platform: platformOf(channel),
		expiresAt: toIsoUtc(timeOf(answer) + LINK_LIFE_MS),
		accountId,
	} as const;
	return {
		item: {
			...link,
			connectUrl: textOf(answer.body, 'connectUrl'),
			connectionId: formatConnectionId({ ...link, facts }),
		},
		raw: answer.body,
	};
}

function refusedLink(error: VendorError): VendorError {
	return error.facts.code === INELIGIBLE_CODE
		? new VendorError({ ...error.facts, advice: TOO_MANY_CHANNELS_ADVICE })
		: error;
}

function unsupported(platform: Platform): InputError {
	return new InputError(
		'Platform',
		`Wix cannot connect ${platformName(platform)}`,
		`Choose one of these: ${WIX_PLATFORMS.map(platformName).join(', ')}.`,
	);
}
