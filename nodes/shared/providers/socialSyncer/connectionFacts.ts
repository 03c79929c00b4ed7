import type { Account } from '../../domain/account';
import { asList, asNumber, asText, type JsonObject, type JsonValue } from '../../domain/json';

/** How well an account could post when a link was made, as one digit: connection IDs should stay short. */
const LEVELS = { cannotPost: 0, unknown: 1, warned: 2, healthy: 3 } as const;
export type Level = (typeof LEVELS)[keyof typeof LEVELS];

/** What an account was when a link was made. */
export interface AccountBefore {
	/** The vendor's ID; the network is that of the link. */
	readonly id: string;
	/** Seconds since 1970; `null` when not told. */
	readonly connectedAt: number | null;
	readonly level: Level;
}

/** What a link can be compared with afterwards. */
export interface ConnectionFacts {
	/** All accounts of its network. */
	readonly before: readonly AccountBefore[];
	/** The owner goes to a page of the user's, which has to exchange the code. */
	readonly needsCode: boolean;
}

/** The accounts as they are now. */
export function noteAccounts(accounts: readonly Account[]): AccountBefore[] {
	return accounts.map((account) => ({
		id: account.providerAccountId,
		connectedAt: secondsOf(account.connectedAt),
		level: levelOf(account),
	}));
}

/** For a connection ID: names and states of accounts, nothing secret. */
export function writeFacts({ before, needsCode }: ConnectionFacts): JsonObject {
	return { before: before.map(({ id, connectedAt, level }) => [id, connectedAt, level]), needsCode };
}

export function readFacts(facts: JsonObject): ConnectionFacts {
	return {
		before: asList(facts.before).flatMap((entry) => readBefore(entry) ?? []),
		needsCode: facts.needsCode === true,
	};
}

/** Whether the owner has signed in again since: the vendor prints a later date of connection. */
export function isConnectedLater(account: Account, before: AccountBefore): boolean {
	const now = secondsOf(account.connectedAt);
	return now !== null && before.connectedAt !== null && now > before.connectedAt;
}

/** Whether it could not post then, as far as was told, and can now. A token that died does not come back by itself. */
export function isRevived(account: Account, before: AccountBefore): boolean {
	return before.level === LEVELS.cannotPost && account.health.canPost === true;
}

/** Whether it posts better than then, which for a mere warning the vendor may have mended without the owner. */
export function isBetter(account: Account, before: AccountBefore): boolean {
	return account.health.canPost === true && levelOf(account) > before.level;
}

function levelOf({ health }: Account): Level {
	if (health.canPost === null) return LEVELS.unknown;
	if (!health.canPost) return LEVELS.cannotPost;
	return health.status === 'healthy' ? LEVELS.healthy : LEVELS.warned;
}

function secondsOf(isoUtc: string | null): number | null {
	return isoUtc === null ? null : Math.floor(Date.parse(isoUtc) / 1_000);
}

function readBefore(entry: JsonValue): AccountBefore | null {
	const [printedId, connectedAt, printedLevel] = asList(entry);
	const id = asText(printedId);
	const level = Object.values(LEVELS).find((known) => known === printedLevel) ?? LEVELS.unknown;
	return id === null ? null : { id, connectedAt: asNumber(connectedAt), level };
}
