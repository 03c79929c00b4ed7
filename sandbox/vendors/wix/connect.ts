import type { Handler, Reply } from '../../core/vendor';
import type { Account, ConnectSession, World } from '../../core/world';
import { accountsOf, factsOf, onChannel, tokenStatus, worldIdOf, type AccountFacts } from './accounts';
import { CHANNELS, type ChannelName } from './channels';
import { ineligible } from './errors';
import { stateOf } from './state';

/** A link lives this long and serves one connection. */
const LINK_LIFE_MS = 2 * 3_600_000;
const TOKEN_DIGITS = 32;

export function connectHandlers(world: World): Readonly<Record<string, Handler>> {
	return { getConnectUrl: onChannel((channel) => openConnection(world, channel)) };
}

/**
 * A consent page plays the network's part: it repairs a channel that lapsed, with all its accounts, and lets one account
 * more in where the channel is fine.
 */
function openConnection(world: World, channel: ChannelName): Reply {
	const full = countConnected(world) >= stateOf(world).plan.channels;
	if (full && !isConnected(world, channel)) return ineligible('CONNECT_CHANNEL');
	const known = tokenStatus(world, channel) === 'VALID' ? undefined : defaultOf(world, channel);
	const now = world.now();
	const session: ConnectSession = {
		token: world.hex(TOKEN_DIGITS),
		platform: channel,
		returnUrl: null,
		createdAt: now,
		expiresAt: new Date(now.getTime() + LINK_LIFE_MS),
		status: 'pending',
		accountId: known?.id ?? null,
		reconnect: known !== undefined,
		extra: {},
	};
	return { status: 200, body: { connectUrl: world.openConsent(session) } };
}

function defaultOf(world: World, channel: ChannelName): Account | undefined {
	const accounts = accountsOf(world, channel);
	return accounts.find((account) => factsOf(account).isDefault) ?? accounts[0];
}

function countConnected(world: World): number {
	return CHANNELS.filter((channel) => isConnected(world, channel)).length;
}

/** An INVALID channel still takes up its place; connecting it again is free. */
function isConnected(world: World, channel: ChannelName): boolean {
	const status = tokenStatus(world, channel);
	return status === 'VALID' || status === 'INVALID';
}

/** The new token serves all pages of the channel. */
export function approve(world: World, session: ConnectSession): void {
	const account = world.connect(session);
	for (const sibling of accountsOf(world, account.platform)) world.repair(sibling);
}

type NewAccount = Partial<Account> & Pick<Account, 'id' | 'platform' | 'name'>;

/** An account in the network's own ID format, as it comes of a first connection. */
export function newAccount(world: World, platform: string): NewAccount {
	const number = world.next('connected account', 1);
	const name = `New account ${number}`;
	const username = `new.account.${number}`;
	const hasPlaces = platform === 'FACEBOOK' || platform === 'PINTEREST' || platform === 'GBP';
	const facts: AccountFacts = {
		ownerId: ownerIdOf(world, platform),
		ownerName: name,
		placeId: hasPlaces ? placeIdOf(world, platform) : null,
		isDefault: !accountsOf(world, platform).some((account) => factsOf(account).isDefault),
		privacyLevelOptions: platform === 'TIKTOK' ? ['PUBLIC_TO_EVERYONE', 'SELF_ONLY'] : [],
	};
	return {
		id: worldIdOf(facts),
		platform,
		name,
		username: platform === 'INSTAGRAM' || platform === 'PINTEREST' || platform === 'TIKTOK' ? username : null,
		extra: { ...facts },
	};
}

const CHANNEL_ID_DIGITS = 22;
const URN_DIGITS = 10;

function ownerIdOf(world: World, platform: string): string {
	switch (platform) {
		case 'INSTAGRAM':
			return `1784140${decimals(world, 10)}`;
		case 'LINKEDIN':
			return `urn:li:person:${world.hex(URN_DIGITS)}`;
		case 'YOUTUBE':
			return `UC${world.hex(CHANNEL_ID_DIGITS)}`;
		case 'TIKTOK':
			return world.uuid();
		case 'GBP':
			return `accounts/1${decimals(world, 20)}`;
		default:
			return `1${decimals(world, 15)}`;
	}
}

function placeIdOf(world: World, platform: string): string {
	return platform === 'GBP' ? `locations/1${decimals(world, 19)}` : `1${decimals(world, 14)}`;
}

function decimals(world: World, count: number): string {
	return [...world.hex(count)].map((digit) => String(Number.parseInt(digit, 16) % 10)).join('');
}
