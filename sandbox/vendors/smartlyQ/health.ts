import type { Account } from '../../core/world';
import { ASSUMED, ASSUMED_TEXTS } from './assumptions';

const DAY_MS = 86_400_000;
/** The vendor counts a token as expiring from here on. */
const EXPIRING_DAYS = 7;

export interface Health {
	readonly status: 'connected' | 'expired' | 'error';
	readonly token_expired: boolean;
	readonly validity_days: number | null;
}

/** Health as the vendor tells it, of a token that ends, has ended, or never does. */
export function healthOf(account: Account, now: Date): Health {
	const { tokenExpiresAt, revoked } = account;
	const isExpired = tokenExpiresAt !== null && tokenExpiresAt <= now;
	const days =
		tokenExpiresAt === null
			? ASSUMED.endlessValidityDays
			: Math.max(0, Math.floor((tokenExpiresAt.getTime() - now.getTime()) / DAY_MS));
	if (isExpired) return { status: 'expired', token_expired: true, validity_days: 0 };
	return { status: revoked ? 'error' : 'connected', token_expired: false, validity_days: days };
}

export type HealthCount = 'healthy' | 'expiring' | 'expired' | 'paused';

/** Under which of the four counts an account stands. */
export function countedAs(account: Account, now: Date): HealthCount {
	if (account.paused) return 'paused';
	const { status, validity_days: days } = healthOf(account, now);
	if (status !== 'connected') return 'expired';
	return days !== null && days <= EXPIRING_DAYS ? 'expiring' : 'healthy';
}

/** Why a network does not take a post of this account; `null` when it does. A paused one is skipped, not refused. */
export function refusal(account: Account, now: Date): string | null {
	if (!account.connected) return ASSUMED_TEXTS.gone;
	if (account.paused) return ASSUMED_TEXTS.paused;
	if (account.revoked) return ASSUMED_TEXTS.revoked;
	return healthOf(account, now).token_expired ? ASSUMED_TEXTS.expired : null;
}
