import type { Account } from '../../domain/account';
import { platformName, type Platform } from '../../domain/platform';
import {
	isBetter,
	isConnectedLater,
	isRevived,
	type AccountBefore,
	type ConnectionFacts,
} from './connectionFacts';

/** What a comparison of the accounts says about a link. */
export interface Verdict {
	/** The account that it has connected or repaired; `null` while there is none. */
	readonly account: Account | null;
	readonly note: string;
}

const BASIS =
	'SocialSyncerAPI has no call for the state of a link: this comes from comparing its accounts with those it had when the link was made.';
const LIFETIME_UNKNOWN = 'How long the link works is not known.';
const CODE_NEEDED =
	'The link leads to your return URL, which receives a code: the account is connected once Complete has exchanged it.';

/**
 * What has become of a link for a new account.
 *
 * @param accounts those of the link's network, now
 */
export function findNew(accounts: readonly Account[], facts: ConnectionFacts, platform: Platform): Verdict {
	const [added, ...others] = oldestFirst(accounts.filter((account) => beforeOf(account, facts) === null));
	if (added !== undefined) {
		return {
			account: added,
			note: sentences(
				`Any account that was connected to ${platformName(platform)} since then counts, also one from another link.`,
				others.length > 0 && `There are ${others.length + 1}; this is the first.`,
			),
		};
	}
	const [renewed] = oldestFirst(accounts.filter((account) => isRenewed(account, beforeOf(account, facts))));
	if (renewed !== undefined) {
		return {
			account: renewed,
			note: sentences('This account was connected before already; its owner has signed in again since then.'),
		};
	}
	return { account: null, note: sentences(facts.needsCode && CODE_NEEDED, LIFETIME_UNKNOWN) };
}

/**
 * What has become of a link that is to repair an account. Only this very account counts: one that came with another ID is
 * named, and repairs nothing.
 *
 * @param accounts those of the link's network, now
 */
export function findRepaired(
	accounts: readonly Account[],
	facts: ConnectionFacts,
	platform: Platform,
	accountId: string,
): Verdict {
	const account = accounts.find(({ id }) => id === accountId);
	const before = account === undefined ? null : beforeOf(account, facts);
	if (account !== undefined && isRepaired(account, before)) {
		return { account, note: sentences('It is the same account, under the same ID.') };
	}
	const strangers = oldestFirst(accounts.filter((one) => beforeOf(one, facts) === null && one !== account));
	return {
		account: null,
		note: sentences(
			account === undefined && `The account ${accountId} is not connected any more.`,
			account?.health.canPost === true &&
				'The account can post, as it could before; only a later date of its connection can show the repair.',
			strangers.length > 0 &&
				`Meanwhile other accounts were connected to ${platformName(platform)}: ${namesOf(strangers)}. If this was the link, its reader was signed in as somebody else; make a new link and open it as the owner of ${accountId}.`,
			facts.needsCode && CODE_NEEDED,
			LIFETIME_UNKNOWN,
		),
	};
}

/** For an account that nobody meant to repair, a warning that has gone is no sign: the vendor renews tokens by itself. */
function isRenewed(account: Account, before: AccountBefore | null): boolean {
	return before !== null && (isConnectedLater(account, before) || isRevived(account, before));
}

function isRepaired(account: Account, before: AccountBefore | null): boolean {
	if (account.health.canPost === false) return false;
	if (before === null) return account.health.canPost === true;
	return isConnectedLater(account, before) || isBetter(account, before);
}

function beforeOf(account: Account, { before }: ConnectionFacts): AccountBefore | null {
	return before.find(({ id }) => id === account.providerAccountId) ?? null;
}

/** In the order in which they were connected, so that a later one does not change what was said before. */
function oldestFirst(accounts: readonly Account[]): Account[] {
	const momentOf = ({ connectedAt }: Account) => (connectedAt === null ? Infinity : Date.parse(connectedAt));
	return [...accounts].sort((one, other) => compare(momentOf(one), momentOf(other)));
}

/** Not by subtraction: two unknown dates would give no number. */
function compare(one: number, other: number): number {
	if (one === other) return 0;
	return one < other ? -1 : 1;
}

function namesOf(accounts: readonly Account[]): string {
	return accounts.map(({ name, id }) => `${name} (${id})`).join(', ');
}

function sentences(...more: ReadonlyArray<string | false>): string {
	return [BASIS, ...more.filter((sentence) => sentence !== false)].join(' ');
}
