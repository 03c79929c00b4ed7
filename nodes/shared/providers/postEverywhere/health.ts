import type { Health } from '../../domain/account';
import { findHealthWord, type HealthWord } from '../../domain/healthWords';
import { asBoolean, asList, asObject, asText, type JsonObject, type JsonValue } from '../../domain/json';
import { toIsoUtc } from '../../domain/time';
import { wordOf } from './mapping';

// In both lists: whether it can post decides; a word that says otherwise, or one that we do not know, does not.
const IN_LIST = { from: 'GET /accounts', canPost: null } as const;
const SHORT_HEALTH_WORDS: readonly HealthWord[] = [
	{ ...IN_LIST, says: { 'health.status': 'expired' }, status: 'expired' },
	{ ...IN_LIST, says: { 'health.status': 'unhealthy' }, status: 'unhealthy' },
	{ ...IN_LIST, says: { 'health.can_post': false }, status: 'unhealthy', canPost: false },
	{ ...IN_LIST, says: { 'health.status': 'healthy' }, status: 'healthy' },
];

const IN_DETAIL = { from: 'GET /accounts/{id}/health', canPost: null } as const;
const FULL_HEALTH_WORDS: readonly HealthWord[] = [
	{ ...IN_DETAIL, says: { status: 'broken', 'token.expired': true }, status: 'expired' },
	{ ...IN_DETAIL, says: { status: 'broken', reasons: { includes: 'token_expired' } }, status: 'expired' },
	{ ...IN_DETAIL, says: { status: 'broken' }, status: 'unhealthy' },
	{ ...IN_DETAIL, says: { can_post: false }, status: 'unhealthy', canPost: false },
	{ ...IN_DETAIL, says: { status: 'warning', 'token.expiring_soon': true }, status: 'expiring' },
	{
		...IN_DETAIL,
		says: { status: 'warning', reasons: { includes: 'token_expiring_soon' } },
		status: 'expiring',
	},
	// The other warning is about repeated permanent failures: it may post, but hardly with success.
	{ ...IN_DETAIL, says: { status: 'warning' }, status: 'unhealthy' },
	{ ...IN_DETAIL, says: { status: 'healthy' }, status: 'healthy' },
];

export const POST_EVERYWHERE_HEALTH_WORDS: readonly HealthWord[] = [
	...SHORT_HEALTH_WORDS,
	...FULL_HEALTH_WORDS,
];

/** The health in the account list: no reasons, no expiry. An account near its expiry is `healthy` here. */
export function readShortHealth(raw: JsonValue, checkedAt: string): Health {
	const account = asObject(raw);
	const health = withPlainWord(asObject(account.health));
	const { status, canPost } = judge(findHealthWord(SHORT_HEALTH_WORDS, { health }), health);
	return {
		status,
		canPost,
		reasons: account.is_active === false ? ['account_inactive'] : [],
		tokenExpiresAt: null,
		checkedAt,
	};
}

/** The health of `GET /accounts/{id}/health`: `healthy`, `warning` or `broken`, with reasons. */
export function readFullHealth(raw: JsonValue, checkedAt: string): Health {
	const health = withPlainWord(asObject(raw));
	return {
		...judge(findHealthWord(FULL_HEALTH_WORDS, health), health),
		reasons: asList(health.reasons).flatMap((reason) => asText(reason) ?? []),
		tokenExpiresAt: toIsoUtc(asObject(health.token).expires_at),
		checkedAt,
	};
}

function withPlainWord(health: JsonObject): JsonObject {
	const status = wordOf(health.status);
	return status === health.status ? health : { ...health, status };
}

function judge(known: HealthWord | null, health: JsonObject): Pick<Health, 'status' | 'canPost'> {
	return { status: known?.status ?? 'unknown', canPost: known?.canPost ?? asBoolean(health.can_post) };
}
