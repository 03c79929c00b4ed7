import { asBoolean, asNumber, asObject, asText, type JsonValue } from '../../domain/json';
import type { Quota, QuotaEntry } from '../../domain/plan';
import { toIsoUtc } from '../../domain/time';
import type { Wire } from '../../transport/wire';
import type { Found } from '../provider';
import { dataOf, unreadable } from './answers';

/** What the vendor counts, in our words. What is new to us keeps its word. */
const NAMES: ReadonlyMap<string, string> = new Map([
	['accounts', 'accounts'],
	['ai_credits', 'aiCredits'],
	['storage_bytes', 'storageBytes'],
	['team_seats', 'teamSeats'],
]);

/** The vendor's clients speak of AI credits used in this period; how long it is depends on the subscription. */
const PERIODS: ReadonlyMap<string, string> = new Map([['ai_credits', 'billingPeriod']]);

const UNITS: ReadonlyMap<string, string> = new Map([['storage_bytes', 'bytes']]);

/** `GET /me`. `raw` leaves out its key and its user, which have nothing to do with the quota. */
export async function getQuota(wire: Wire): Promise<Found<Quota>> {
	const { body } = await wire.send({ method: 'GET', path: '/me', repeatable: 'safe' });
	const { organization = null, quota = null } = dataOf(body);
	const entries = Object.entries(asObject(quota));
	if (entries.length === 0) throw unreadable('The answer holds no quota', 'none', body);

	const {
		subscription_plan: plan,
		current_period_end: periodEnd,
		trial_end: trialEnd,
	} = asObject(organization);
	const entitled = asBoolean(asObject(organization).entitled);
	return {
		item: {
			provider: 'postEverywhere',
			plan: asText(plan),
			renewsAt: toIsoUtc(periodEnd) ?? toIsoUtc(trialEnd),
			quotas: entries.flatMap(([word, raw]) => readEntries(word, raw, entitled)),
		},
		raw: { organization, quota },
	};
}

/** Bonus credits stand on their own: whether the limit holds them already is not documented. */
function readEntries(word: string, raw: JsonValue | undefined, enabled: boolean | null): QuotaEntry[] {
	const counted = asObject(raw);
	const limit = asNumber(counted.limit);
	const used = asNumber(counted.used);
	const bonus = asNumber(counted.bonus);
	const entry: QuotaEntry = {
		name: NAMES.get(word) ?? word,
		enabled,
		limit,
		used,
		remaining: limit === null || used === null ? null : Math.max(0, limit - used),
		period: PERIODS.get(word) ?? null,
		unit: UNITS.get(word) ?? null,
	};
	if (bonus === null) return [entry];
	return [
		entry,
		{ ...entry, name: `${entry.name}Bonus`, limit: bonus, used: null, remaining: null, period: null },
	];
}
