import type { Health } from '../../domain/account';
import { findHealthWord, type HealthWord } from '../../domain/healthWords';
import { asNumber, asObject, type JsonValue } from '../../domain/json';

/** The vendor counts a token as expiring from here on. Contract: account health. */
const EXPIRING_DAYS = 7;

const HEALTH_CALL = 'GET /social/accounts/health';
const EXPIRED = {
	from: HEALTH_CALL,
	status: 'expired',
	canPost: false,
	reason: 'The access token has expired. Reconnect the account.',
} as const;

/** Whether a paused account has another status is not documented, so `is_active` comes first. Contract: account health. */
export const SMARTLYQ_HEALTH_WORDS: readonly HealthWord[] = [
	{
		from: HEALTH_CALL,
		says: { is_active: false },
		status: 'paused',
		canPost: false,
		reason: 'Posting to this account is paused. Resume it to post again.',
	},
	{ ...EXPIRED, says: { token_expired: true } },
	{ ...EXPIRED, says: { status: 'expired' } },
	{
		from: HEALTH_CALL,
		says: { status: 'error' },
		status: 'unhealthy',
		canPost: false,
		reason: 'SmartlyQ reports an error of the connection. Reconnect the account.',
	},
	{
		from: HEALTH_CALL,
		says: { status: 'connected', validity_days: { atMost: EXPIRING_DAYS } },
		status: 'expiring',
		canPost: true,
	},
	{ from: HEALTH_CALL, says: { status: 'connected' }, status: 'healthy', canPost: true },
];

/** Health from a row of the health list. The vendor tells only the days that are left, so there is no time of expiry. */
export function readHealth(row: JsonValue, checkedAt: string): Health {
	const known = findHealthWord(SMARTLYQ_HEALTH_WORDS, asObject(row));
	return {
		status: known?.status ?? 'unknown',
		canPost: known?.canPost ?? null,
		reasons: known === null ? [] : reasonsOf(known, row),
		tokenExpiresAt: null,
		checkedAt,
	};
}

function reasonsOf({ status, reason }: HealthWord, row: JsonValue): string[] {
	const own = reason === undefined ? [] : [reason];
	if (status === 'paused') {
		const unpaused = findHealthWord(SMARTLYQ_HEALTH_WORDS, { ...asObject(row), is_active: true });
		return unpaused?.status === 'expired' ? [...own, EXPIRED.reason] : own;
	}
	const daysLeft = daysLeftOf(row);
	return status === 'expiring' && daysLeft !== null ? [expiringReason(daysLeft)] : own;
}

/** Whether the connection itself works, paused or not: what authorising it again mends. */
export function isSound(row: JsonValue): boolean {
	const { status: word, token_expired: tokenExpired } = asObject(row);
	return word === 'connected' && tokenExpired !== true;
}

/** Days until the token ends; `null` when it does not, or that is not told. */
export function daysLeftOf(row: JsonValue): number | null {
	return asNumber(asObject(row).validity_days);
}

function expiringReason(daysLeft: number): string {
	const left = daysLeft < 1 ? 'in less than a day' : daysLeft === 1 ? 'in 1 day' : `in ${daysLeft} days`;
	return `The access token ends ${left}. Reconnect the account if it is not renewed by itself.`;
}
