import type { Connection } from '../../domain/connection';
import type { ConnectionRef } from '../../domain/connectionId';
import { InputError } from '../../domain/inputError';
import { asList, asNumber, asText } from '../../domain/json';
import type { Wire } from '../../transport/wire';
import type { Found } from '../provider';
import { readHealthList } from './accountLists';
import { answeredAt, objectOf } from './answers';
import { daysLeftOf, isSound } from './health';

const NEW_ACCOUNT_NOTE =
	'SmartlyQ gave no token to ask about this link, so its accounts are compared with those of before: an account that is connected otherwise meanwhile looks the same, and one that was connected before is not seen.';

const HEALTH_NOTE =
	'SmartlyQ does not tell whether a reconnect link was used, so the health of the account is compared with that of before.';
const SOUND_NOTE = `${HEALTH_NOTE} Its connection worked already then, so only a token that lasts longer tells of a new one.`;
const GONE_NOTE = 'The account is no longer connected. Make a new link with Create Link.';

async function fetchNow(wire: Wire) {
	const answer = await wire.send({ method: 'GET', path: '/social/accounts/health', repeatable: 'safe' });
	return { accounts: readHealthList(answer.body), at: answeredAt(answer), raw: objectOf(answer.body) };
}

/** A link without a token: connected as soon as its network has an account that was not there before. */
export async function comparedAccounts(
	wire: Wire,
	connectionId: string,
	{ platform, expiresAt, facts }: ConnectionRef,
): Promise<Found<Connection>> {
	if (!Array.isArray(facts.known)) throw nothingToCompare();
	const known = new Set(asList(facts.known).map(asText));
	const { accounts, at, raw } = await fetchNow(wire);
	const added = accounts.filter(({ item }) => item.platform === platform && !known.has(item.id));
	const base = { connectionId, provider: 'smartlyQ', platform, expiresAt } as const;
	const [first, ...others] = added;
	if (first !== undefined) {
		const more = others.length === 0 ? '' : ` Also new: ${others.map(({ item }) => item.id).join(', ')}.`;
		return {
			item: { ...base, status: 'connected', account: first.item, note: `${NEW_ACCOUNT_NOTE}${more}` },
			raw: first.raw,
		};
	}
	const status = expiresAt !== null && expiresAt <= at ? 'expired' : 'pending';
	return { item: { ...base, status, account: null, note: NEW_ACCOUNT_NOTE }, raw };
}

/** A reconnect link. Whether the account is paused does not matter: that is not what the link repairs. */
export async function comparedHealth(
	wire: Wire,
	connectionId: string,
	{ platform, expiresAt, facts }: ConnectionRef,
	accountId: string,
): Promise<Found<Connection>> {
	const { accounts } = await fetchNow(wire);
	const found = accounts.find(({ item }) => item.id === accountId);
	const base = { connectionId, provider: 'smartlyQ', platform, expiresAt } as const;
	if (found === undefined) {
		return { item: { ...base, status: 'expired', account: null, note: GONE_NOTE }, raw: null };
	}
	const wasSound = facts.sound === true;
	const isRepaired =
		isSound(found.raw) && (!wasSound || lastsLonger(daysLeftOf(found.raw), asNumber(facts.days)));
	const outcome = isRepaired
		? ({ status: 'connected', account: found.item } as const)
		: ({ status: 'pending', account: null } as const);
	return { item: { ...base, ...outcome, note: wasSound ? SOUND_NOTE : HEALTH_NOTE }, raw: found.raw };
}

function nothingToCompare(): InputError {
	return new InputError(
		'Connection ID',
		'The connection ID does not say which link it stands for',
		'Give the "connectionId" that Create Link and Reconnect return, unchanged.',
	);
}

/** Whole days; they only ever grow when there is a new token. */
function lastsLonger(daysNow: number | null, daysThen: number | null): boolean {
	return daysNow !== null && daysThen !== null && daysNow > daysThen;
}
