import type { Health } from '../../domain/account';
import { findHealthWord, type HealthWord } from '../../domain/healthWords';
import { asObject, type JsonValue } from '../../domain/json';

/** What the vendor says of an account, in the order in which it is looked for; the page on health is made of it. */
export const HEALTH_WORDS: readonly HealthWord[] = [
	{
		from: 'GET /accounts',
		says: { status: 'expired' },
		status: 'expired',
		canPost: false,
		reason: 'Its access has ended.',
	},
	{ from: 'GET /accounts', says: { status: 'ok' }, status: 'healthy', canPost: true },
];

export function readHealth(entry: JsonValue, checkedAt: string): Health {
	const word = findHealthWord(HEALTH_WORDS, asObject(entry));
	return {
		status: word?.status ?? 'unknown',
		canPost: word?.canPost ?? null,
		reasons: word?.reason === undefined ? [] : [word.reason],
		tokenExpiresAt: null,
		checkedAt,
	};
}
