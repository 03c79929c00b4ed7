import type { Account } from '../../shared/domain/account';
import type { AccountBook, KnownAccount } from './accountBook';
import { nameAccounts, recallAccount } from './accountNames';
import { nameChange, type Standing } from './healthChange';
import {
	beginsLike,
	firstSight,
	listAccounts,
	standsForAll,
	type AccountReading,
	type Listed,
} from './listedAccounts';
import { eventIdOf, type DetectOptions, type EventAccount, type TriggerEvent } from './triggerEvent';

/** So many accounts that are gone keep the number of their events, in case they come back. */
const MAX_GONE = 64;

export interface AccountFindings {
	readonly events: readonly TriggerEvent[];
	readonly book: AccountBook;
}

/** What is there at the beginning: it is learned, and told only where that is wished. */
export function learnAccounts(reading: AccountReading, options: DetectOptions): AccountFindings {
	const listed = listAccounts(reading.accounts, options);
	const known = new Map([...listed].map(([key, one]) => [key, firstSight(one)]));
	return {
		events: options.emitOnActivation ? tellWhatIsWrong(listed, options) : [],
		book: {
			known,
			gone: new Map(),
			names: nameAccounts(undefined, known, (key) => listed.get(key)?.account),
			unread: reading.missing,
		},
	};
}

/**
 * Compares a list of accounts with what is known. An account is gone when two whole lists in a row are without it, since
 * half a list looks like a whole one. Health that is `unknown` changes nothing.
 *
 * @param epoch tells one beginning from others
 */
export function detectAccountChanges(
	before: AccountBook,
	reading: AccountReading,
	epoch: string,
	options: DetectOptions,
): AccountFindings {
	const { provider, maxEvents } = options;
	const events: TriggerEvent[] = [];
	const listed = listAccounts(reading.accounts, options);
	const lapses = [...listed.values()].filter(({ key }) => standsForAll(key));
	const lapsesBefore = [...before.known.values()].filter(standsForAll);
	const known = new Map<string, KnownAccount>();
	const gone = new Map(before.gone);

	/**
	 * Tells of a change if it is wanted. Gives how many were told of the account by then; `null`: there is no room for it,
	 * so it has to be found again.
	 */
	function tell(
		key: string,
		told: number,
		from: Standing,
		to: Standing,
		account: EventAccount,
	): number | null {
		const event = nameChange(from, to, options);
		if (event === null) return told;
		if (events.length >= maxEvents) return null;
		events.push({
			event,
			eventId: eventIdOf(provider, event, key, from, to, epoch, told),
			provider,
			occurredAt: timeOf(from, account),
			account,
			...(from === null ? {} : { previousStatus: from }),
			currentStatus: to ?? 'disconnected',
		});
		return told + 1;
	}

	/** How an account that was known stands now; `undefined`: it is known no more. */
	function follow(key: string, last: KnownAccount): KnownAccount | undefined {
		const here = last.isMissing ? { ...last, isMissing: false } : last;
		const now = listed.get(key)?.account;
		const lapse = now ? undefined : lapses.find((one) => key.startsWith(one.key.prefix))?.account;
		const health = (now ?? lapse)?.health;
		const recall = () => recallAccount(provider, last, before.names.get(key), health);

		if (health === undefined) {
			if (beginsLike(key, reading.missing)) return last;
			if (standsForAll(last)) return undefined;
			if (!last.isMissing) return { ...last, isMissing: true };
			const told = tell(key, last.told, last.status, null, recall());
			if (told === null) return last;
			gone.set(key, told);
			return undefined;
		}
		const { status } = health;
		if (status === 'unknown' || status === last.status) return here;
		if (last.status === 'unknown') return { ...here, status };
		const told = tell(key, last.told, last.status, status, now ?? recall());
		return told === null ? here : { ...here, status, told };
	}

	/** An account that was not known; `undefined`: it has to wait. */
	function welcome(key: string, one: Listed): KnownAccount | undefined {
		const { account } = one;
		if (standsForAll(one.key)) {
			const isNeedless = [...known.keys()].some((other) => other.startsWith(one.key.prefix));
			return isNeedless ? undefined : firstSight(one);
		}
		const earlier = gone.get(key) ?? 0;
		// One of those for which the channel has stood till now.
		const from = lapsesBefore.find(({ prefix }) => key.startsWith(prefix))?.status ?? null;
		const { status: seen } = account.health;
		const status = seen === 'unknown' ? (from ?? seen) : seen;
		const told = beginsLike(key, before.unread) ? earlier : tell(key, earlier, from, status, account);
		if (told === null) return undefined;
		gone.delete(key);
		return firstSight(one, status, told);
	}

	const note = (key: string, account: KnownAccount | undefined) => account && known.set(key, account);
	for (const [key, last] of before.known) note(key, follow(key, last));
	for (const [key, one] of listed) if (!before.known.has(key)) note(key, welcome(key, one));

	return {
		events,
		book: {
			known,
			gone: new Map([...gone].slice(-MAX_GONE)),
			names: nameAccounts(before.names, known, (key) => listed.get(key)?.account),
			unread: stillUnread(before.unread, reading.missing),
		},
	};
}

/** What stands out at the beginning, as if all had been well before. A finding has the same ID at any beginning. */
function tellWhatIsWrong(listed: ReadonlyMap<string, Listed>, options: DetectOptions): TriggerEvent[] {
	const { provider } = options;
	return [...listed].flatMap(([key, { account }]) => {
		const { status, tokenExpiresAt } = account.health;
		const event = status === 'unknown' ? null : nameChange('healthy', status, options);
		if (event === null) return [];
		const eventId = eventIdOf(provider, event, key, status, tokenExpiresAt);
		const occurredAt = timeOf('healthy', account);
		return [{ event, eventId, provider, occurredAt, account, currentStatus: status }];
	});
}

/** When a connection was made or its access ended, where that is the change and the provider tells. */
function timeOf(from: Standing, { connectedAt, health }: EventAccount | Account): string | null {
	if (from === null) return connectedAt;
	return health.status === 'expired' ? health.tokenExpiresAt : null;
}

/** What was unread and is missing again. */
function stillUnread(unread: readonly string[], missing: readonly string[]): string[] {
	return [
		...unread.filter((one) => beginsLike(one, missing)),
		...missing.filter((one) => beginsLike(one, unread) && !unread.includes(one)),
	];
}
