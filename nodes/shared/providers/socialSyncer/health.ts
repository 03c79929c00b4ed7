import type { Health } from '../../domain/account';
import { findHealthWord, type HealthWord } from '../../domain/healthWords';
import { asBoolean, asList, asObject, asText, type JsonValue } from '../../domain/json';

const HEALTH_CALL = 'GET /accounts/health';

/**
 * `healthy` and `warning` are the only words the vendor documents; it recommends to reconnect with the latter. A dead token
 * decides alone, since the vendor's word for it is not known.
 */
export const SOCIAL_SYNCER_HEALTH_WORDS: readonly HealthWord[] = [
	{
		from: HEALTH_CALL,
		says: { tokenValid: false },
		status: 'expired',
		canPost: false,
		reason: 'The token is no longer valid. Reconnect the account.',
	},
	{ from: HEALTH_CALL, says: { health: 'healthy' }, status: 'healthy', canPost: null },
	{ from: HEALTH_CALL, says: { health: 'warning' }, status: 'expiring', canPost: null },
];

/**
 * Health from an entry of the health list. A living token says that the account can post only together with a word that is
 * known (the contract's safe rule for clients).
 */
export function readHealth(entry: JsonValue, checkedAt: string): Health {
	const { tokenValid, recommendations } = asObject(entry);
	const known = findHealthWord(SOCIAL_SYNCER_HEALTH_WORDS, asObject(entry));
	const told = asList(recommendations).flatMap((reason) => asText(reason) ?? []);
	return {
		status: known?.status ?? 'unknown',
		canPost: known === null ? null : (known.canPost ?? asBoolean(tokenValid)),
		reasons: told.length === 0 && known?.reason !== undefined ? [known.reason] : told,
		tokenExpiresAt: null,
		checkedAt,
	};
}
