import { HEALTH_NOT_CHECKED, type Account, type Health } from '../../domain/account';
import { asBoolean, asObject, asText, type JsonObject, type JsonValue } from '../../domain/json';
import { platformName } from '../../domain/platform';
import { formatAccountId, type AccountRef } from './accountId';
import { accountKeyOf, PLACES, platformOf, type Channel } from './mapping';

/**
 * An account from its entry in List Accounts (contract page, account object). Where a post goes to a page, board or
 * location, that is what the account is named after.
 *
 * @returns `null` when the entry does not say which account it is
 */
export function readAccount(channel: Channel, entry: JsonValue, health: Health): Account | null {
	const owner = asObject(asObject(entry)[accountKeyOf(channel)]);
	const id = asText(owner.id);
	const place = placeOf(channel, owner);
	const placeId = asText(place?.id);
	if (id === null || (place !== null && placeId === null)) return null;

	const username = asText(owner.username);
	return {
		id: formatAccountId({ channel, id, place: placeId }),
		providerAccountId: id,
		provider: 'wix',
		platform: platformOf(channel),
		name: asText(place?.displayName) ?? asText(owner.displayName) ?? username ?? placeId ?? id,
		username,
		avatarUrl: asText(owner.pictureUrl),
		connectedAt: null,
		isActive: null,
		isDefault: asBoolean(asObject(owner.settings).default),
		health,
	};
}

/** The page, board or location of an account; `null` where the channel has none. */
function placeOf(channel: Channel, owner: JsonObject): JsonObject | null {
	const place = PLACES[channel];
	return place === undefined ? null : asObject(owner[place.accountKey]);
}

/** What can be said of an account of a channel that has lapsed: Wix does not list it any more. */
export function lapsedAccount(ref: AccountRef, health: Health): Account {
	const platform = platformOf(ref.channel);
	return {
		id: formatAccountId(ref),
		providerAccountId: ref.id ?? ref.channel,
		provider: 'wix',
		platform,
		name: platformName(platform),
		username: null,
		avatarUrl: null,
		connectedAt: null,
		isActive: null,
		isDefault: null,
		health,
	};
}

/** Health that was asked for now. */
export function checkedNow(health: Pick<Health, 'status' | 'canPost' | 'reasons'>): Health {
	return { ...HEALTH_NOT_CHECKED, ...health, checkedAt: new Date().toISOString() };
}
