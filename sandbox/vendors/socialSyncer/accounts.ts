import type { Handler } from '../../core/vendor';
import type { Account, World } from '../../core/world';
import { ASSUMED, ASSUMED_TEXTS } from './assumptions';
import { notFound } from './errors';
import { renderTime, renderUsername } from './render';

const DAY_MS = 86_400_000;

/** The scopes of instagram and twitter are documented. */
const SCOPES: Readonly<Record<string, readonly string[]>> = {
	instagram: ['instagram_basic', 'instagram_content_publish'],
	twitter: ['tweet.read', 'tweet.write'],
	...ASSUMED.scopes,
};

export function accountHandlers(world: World): Readonly<Record<string, Handler>> {
	return {
		listAccounts: ({ query }) => {
			const accounts = connectedAccounts(world).filter(
				({ platform }) => query.platform === undefined || platform === query.platform,
			);
			return { status: 200, body: { accounts: accounts.map(renderAccount) } };
		},
		getAccountsHealth: () => {
			const accounts = connectedAccounts(world).map((account) => renderHealth(account, world.now()));
			return { status: 200, body: { accounts } };
		},
		deleteAccount: ({ params }) => {
			const account = connectedAccounts(world).find(
				({ id, platform }) => id === params.accountId && platform === params.platform,
			);
			if (account === undefined) return notFound(ASSUMED_TEXTS.accountNotFound);
			account.connected = false;
			return { status: 200, body: { deleted: true } };
		},
	};
}

/** How the network refuses a post to this account; `null` when it takes it. */
export function refusalOf(account: Account, now: Date): string | null {
	if (account.revoked) return ASSUMED_TEXTS.accessRevoked;
	return lifeLeftMs(account, now) > 0 ? null : ASSUMED_TEXTS.tokenExpired;
}

/** The lower, the more urgently its owner has to sign in again. */
const URGENCY = { cannotPost: 0, expiresSoon: 1, disconnected: 2 } as const;

/** How urgently an account needs its owner to sign in again; `null`: not at all. */
export function signInUrgency(account: Account, now: Date): number | null {
	if (!account.connected) return URGENCY.disconnected;
	if (refusalOf(account, now) !== null) return URGENCY.cannotPost;
	return expiresSoon(account, now) ? URGENCY.expiresSoon : null;
}

function connectedAccounts(world: World): Account[] {
	return [...world.accounts.values()].filter(({ connected }) => connected);
}

function renderAccount(account: Account): object {
	return {
		platform: account.platform,
		accountId: account.id,
		username: renderUsername(account),
		connectedAt: renderTime(account.connectedAt),
	};
}

function renderHealth(account: Account, now: Date): object {
	const refusal = refusalOf(account, now);
	const warning = expiresSoon(account, now) ? ASSUMED_TEXTS.tokenExpiresSoon : null;
	const recommendation = refusal ?? warning;
	const living = warning === null ? 'healthy' : 'warning';
	return {
		platform: account.platform,
		accountId: account.id,
		username: renderUsername(account),
		health: refusal === null ? living : ASSUMED.deadTokenHealth,
		tokenValid: refusal === null,
		permissions: account.revoked ? [] : (SCOPES[account.platform] ?? []),
		recommendations: recommendation === null ? [] : [recommendation],
	};
}

function expiresSoon(account: Account, now: Date): boolean {
	return lifeLeftMs(account, now) <= ASSUMED.warningDays * DAY_MS;
}

function lifeLeftMs(account: Account, now: Date): number {
	return account.tokenExpiresAt === null ? Infinity : account.tokenExpiresAt.getTime() - now.getTime();
}
