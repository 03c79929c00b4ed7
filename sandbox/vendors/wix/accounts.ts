import type { Call, Handler, Reply } from '../../core/vendor';
import type { Account, World } from '../../core/world';
import { isChannel, type ChannelName } from './channels';
import { applicationError, customViolation, unsupportedChannel, validationError } from './errors';

export type TokenStatus = 'NEVER_CREATED' | 'VALID' | 'INVALID' | 'DISCONNECTED';

/**
 * What the vendor knows of an account beside its name. The world's ID of an account is its `ownerId`, followed by `:` and
 * its `placeId` where it has one.
 */
export interface AccountFacts {
	/** `id` of the channel's object, which several pages of one user share. */
	readonly ownerId: string;
	readonly ownerName: string;
	/** ID of the page, board or location; `null` where a channel has none. */
	readonly placeId: string | null;
	isDefault: boolean;
	readonly privacyLevelOptions: readonly string[];
}

export function factsOf(account: Account): AccountFacts {
	return account.extra as unknown as AccountFacts;
}

/** The ID that posts name beside the owner's: the page, board or location, else the account itself. */
export function placeOf(account: Account): string {
	const { placeId, ownerId } = factsOf(account);
	return placeId ?? ownerId;
}

/** The world's ID of an account. */
export function worldIdOf(facts: Pick<AccountFacts, 'ownerId' | 'placeId'>): string {
	return facts.placeId === null ? facts.ownerId : `${facts.ownerId}:${facts.placeId}`;
}

/** All accounts that a channel has or had. */
export function accountsOf(world: World, channel: string): Account[] {
	return [...world.accounts.values()].filter((account) => account.platform === channel);
}

/** One token serves all pages of a channel, so that one that lapsed makes the whole channel INVALID. */
export function tokenStatus(world: World, channel: string): TokenStatus {
	const all = accountsOf(world, channel);
	if (all.length === 0) return 'NEVER_CREATED';
	const connected = all.filter((account) => account.connected);
	if (connected.length === 0) return 'DISCONNECTED';
	const now = world.now();
	const lapsed = connected.some(
		(account) => account.revoked || (account.tokenExpiresAt !== null && account.tokenExpiresAt <= now),
	);
	return lapsed ? 'INVALID' : 'VALID';
}

export function accountHandlers(world: World): Readonly<Record<string, Handler>> {
	return {
		listAccounts: (call) => listAccounts(world, call),
		getLongLivedTokenStatus: onChannel((channel) => ok({ status: tokenStatus(world, channel) })),
		updateAccountSettings: onChannel((channel, call) => chooseDefault(world, channel, call.body)),
		disconnect: onChannel((channel) => {
			for (const account of accountsOf(world, channel)) account.connected = false;
			return ok({});
		}),
	};
}

/** A handler of one channel's path; the dead channel is refused. */
export function onChannel(answer: (channel: ChannelName, call: Call) => Reply): Handler {
	return (call) => {
		const channel = call.params.channelName ?? '';
		return isChannel(channel) ? answer(channel, call) : unsupportedChannel(channel);
	};
}

function listAccounts(world: World, call: Call): Reply {
	const channel = call.query.channelName;
	if (typeof channel !== 'string' || !isChannel(channel))
		return unsupportedChannel(String(channel ?? 'UNKNOWN'));
	const status = tokenStatus(world, channel);
	if (status === 'NEVER_CREATED') return neverConnected(channel);
	if (status !== 'VALID')
		return applicationError(400, 'USER_IS_DISCONNECTED', `User is disconnected from ${channel}`);
	const connected = accountsOf(world, channel).filter((account) => account.connected);
	return ok({ accounts: connected.map((account) => renderAccount(channel, account)) });
}

function neverConnected(channel: ChannelName): Reply {
	return applicationError(400, 'USER_NOT_EXIST_FOR_CHANNEL', `User does not exist for channel ${channel}`);
}

function renderAccount(channel: ChannelName, account: Account): object {
	const facts = factsOf(account);
	const picture = account.avatarUrl === null ? {} : { pictureUrl: account.avatarUrl };
	const username = account.username === null ? {} : { username: account.username };
	const settings = { default: facts.isDefault };
	const place = { id: placeOf(account), displayName: account.name };
	const owner = { id: facts.ownerId, displayName: facts.ownerName, ...picture };
	switch (channel) {
		case 'INSTAGRAM':
			return { channelName: channel, instagram: { ...owner, ...username, settings } };
		case 'FACEBOOK':
			return { channelName: channel, facebook: { ...owner, page: place, settings } };
		case 'YOUTUBE':
			return { channelName: channel, youtube: { ...owner, settings } };
		case 'LINKEDIN':
			return { channelName: channel, linkedin: { ...owner, settings } };
		case 'PINTEREST':
			return { channelName: channel, pinterest: { ...owner, ...username, board: place, settings } };
		case 'GBP':
			return { channelName: channel, gbp: { ...owner, location: place, settings } };
		case 'TIKTOK':
			return {
				channelName: channel,
				tiktok: { ...owner, ...username, privacyLevelOptions: facts.privacyLevelOptions, settings },
			};
	}
}

/** Where the settings of a channel stand, and by which name they know the default. YouTube has none. */
const SETTINGS: Readonly<Partial<Record<ChannelName, { key: string; field: string }>>> = {
	FACEBOOK: { key: 'facebook', field: 'defaultPageId' },
	LINKEDIN: { key: 'linkedin', field: 'defaultChannelId' },
	INSTAGRAM: { key: 'instagram', field: 'defaultAccountId' },
	PINTEREST: { key: 'pinterest', field: 'defaultBoardId' },
	GBP: { key: 'gbp', field: 'defaultLocationId' },
	TIKTOK: { key: 'tiktok', field: 'defaultAccountId' },
};

function chooseDefault(world: World, channel: ChannelName, body: unknown): Reply {
	const settings = SETTINGS[channel];
	const given = settings && (body as Record<string, Record<string, string> | undefined>)[settings.key];
	if (!settings || !given) {
		const expected = settings
			? `must hold the settings of ${settings.key}`
			: `has no settings for ${channel}`;
		return validationError(customViolation(settings?.key ?? '', 'CHANNEL_MISMATCH', expected));
	}
	const accounts = accountsOf(world, channel);
	if (accounts.length === 0) return neverConnected(channel);
	const chosen = accounts.find((account) => account.connected && placeOf(account) === given[settings.field]);
	if (!chosen) {
		const field = `${settings.key}.${settings.field}`;
		return validationError(customViolation(field, 'UNKNOWN_ID', 'is not one of the connected accounts'));
	}
	for (const account of accounts) factsOf(account).isDefault = account === chosen;
	return ok({});
}

function ok(body: object): Reply {
	return { status: 200, body };
}
