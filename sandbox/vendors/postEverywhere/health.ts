import type { Account, Target, World } from '../../core/world';

const DAY_MS = 86_400_000;
/** A token is "expiring soon" within this time. */
const SOON_MS = 7 * DAY_MS;
/** Failures are counted over this time. */
const RECENT_MS = 7 * DAY_MS;
/** That many of them make a warning. */
const MANY_FAILURES = 3;
/** How long a token lives from one refresh to its expiry. */
const TOKEN_LIFE_MS = 60 * DAY_MS;

export type Reason =
	| 'account_inactive'
	| 'needs_reconnection'
	| 'token_expired'
	| 'token_expiring_soon'
	| 'recent_permanent_failures';

const STOPS_POSTING: readonly Reason[] = ['account_inactive', 'needs_reconnection', 'token_expired'];

/** Said by every destination whose account cannot post. */
export const TOKEN_EXPIRED_TEXT = 'Token expired. Reconnect the account.';

export function canPost(account: Account, world: World): boolean {
	return !account.paused && !account.revoked && !hasExpired(account, world.now());
}

/** The short health of the account list. */
export function shortHealth(account: Account, world: World) {
	if (canPost(account, world)) return { status: 'healthy', can_post: true };
	return { status: hasExpired(account, world.now()) ? 'expired' : 'unhealthy', can_post: false };
}

/** The detail of `GET /accounts/{id}/health`. */
export function fullHealth(account: Account, world: World) {
	const now = world.now();
	const expired = hasExpired(account, now);
	const failures = recentFailures(account, world);
	const reasons = reasonsOf(account, now, failures);
	const broken = reasons.some((reason) => STOPS_POSTING.includes(reason));
	return {
		status: broken ? 'broken' : reasons.length > 0 ? 'warning' : 'healthy',
		can_post: !broken,
		reasons,
		is_active: !account.paused,
		needs_reconnection: reasons.includes('needs_reconnection'),
		needs_reconnection_since: reconnectionSince(account, now)?.toISOString() ?? null,
		token: {
			expires_at: account.tokenExpiresAt?.toISOString() ?? null,
			last_refresh: account.tokenExpiresAt
				? before(account.tokenExpiresAt, TOKEN_LIFE_MS).toISOString()
				: null,
			expired,
			expiring_soon: expiresSoon(account, now),
		},
		activity: {
			last_published_at: lastPublished(account, world)?.toISOString() ?? null,
			failures_last_7d: failures,
			permanent_failures_last_7d: failures,
			queued_count: targetsOf(account, world).filter(({ target }) => target.status === 'pending').length,
		},
	};
}

function reasonsOf(account: Account, now: Date, failures: number): Reason[] {
	const expired = hasExpired(account, now);
	const reasons: Array<[boolean, Reason]> = [
		[account.paused, 'account_inactive'],
		[account.revoked || expired, 'needs_reconnection'],
		[expired, 'token_expired'],
		[expiresSoon(account, now), 'token_expiring_soon'],
		[failures >= MANY_FAILURES, 'recent_permanent_failures'],
	];
	return reasons.filter(([holds]) => holds).map(([, reason]) => reason);
}

function reconnectionSince(account: Account, now: Date): Date | null {
	if (account.tokenExpiresAt && hasExpired(account, now)) return account.tokenExpiresAt;
	if (!account.revoked) delete account.extra.revokedSince;
	else account.extra.revokedSince ??= now;
	return account.extra.revokedSince instanceof Date ? account.extra.revokedSince : null;
}

function hasExpired(account: Account, now: Date): boolean {
	return account.tokenExpiresAt !== null && account.tokenExpiresAt <= now;
}

function expiresSoon(account: Account, now: Date): boolean {
	if (account.tokenExpiresAt === null || hasExpired(account, now)) return false;
	return account.tokenExpiresAt.getTime() - now.getTime() <= SOON_MS;
}

function recentFailures(account: Account, world: World): number {
	const since = before(world.now(), RECENT_MS);
	return targetsOf(account, world).filter(({ target, at }) => target.status === 'failed' && at >= since)
		.length;
}

function lastPublished(account: Account, world: World): Date | null {
	const times = targetsOf(account, world).map(({ target }) => target.publishedAt?.getTime() ?? 0);
	const last = Math.max(0, ...times);
	return last > 0 ? new Date(last) : null;
}

function targetsOf(account: Account, world: World): Array<{ target: Target; at: Date }> {
	return [...world.posts.values()]
		.filter((post) => post.status !== 'draft')
		.flatMap((post) => post.targets.map((target) => ({ target, at: post.updatedAt })))
		.filter(({ target }) => target.accountId === account.id);
}

function before(moment: Date, ms: number): Date {
	return new Date(moment.getTime() - ms);
}
