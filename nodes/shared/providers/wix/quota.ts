import { asBoolean, asNumber, asObject, asText, type JsonValue } from '../../domain/json';
import type { Quota, QuotaEntry } from '../../domain/plan';
import type { Wire } from '../../transport/wire';
import type { Found } from '../provider';
import { requireList } from './answers';

/** Our names of what Wix counts; these are all that it names (contract page, FeatureType). */
const FEATURES: ReadonlyMap<string, string> = new Map([
	['PUBLISH_POST', 'posts'],
	['SCHEDULE_POST', 'scheduledPosts'],
	['AI_TOOLS', 'aiTools'],
]);

/** Wix names neither the plan nor the day on which the quota renews. */
export async function getQuota(wire: Wire): Promise<Found<Quota>> {
	const { body } = await wire.send({
		method: 'GET',
		path: '/social-publisher/v1/features',
		query: { featureTypes: [...FEATURES.keys()] },
		repeatable: 'safe',
	});
	return { item: readQuota(body), raw: body };
}

/** @throws VendorError when the answer holds no list of features */
export function readQuota(body: JsonValue): Quota {
	const isMetered = asBoolean(asObject(body).monetizationEnabled) !== false;
	const quotas = requireList(asObject(body).features, 'features').flatMap(
		(feature) => readEntry(feature, isMetered) ?? [],
	);
	return { provider: 'wix', plan: null, renewsAt: null, quotas };
}

/** @returns `null` when the feature has no name */
function readEntry(feature: JsonValue, isMetered: boolean): QuotaEntry | null {
	const { type, enabled, quotaInfo } = asObject(feature);
	const word = asText(type);
	if (word === null) return null;
	const { limit, currentUsage, remainingUsage, period } = asObject(quotaInfo);
	const used = asNumber(currentUsage);
	// Wix reports an unlimited plan as a limit of 0 with nothing used.
	const isUnlimited = !isMetered || (asNumber(limit) === 0 && (used ?? 0) === 0);
	const most = isUnlimited ? null : asNumber(limit);
	return {
		name: FEATURES.get(word) ?? word,
		enabled: asBoolean(enabled) ?? (isUnlimited ? true : null),
		limit: most,
		used,
		remaining: most === null ? null : (asNumber(remainingUsage) ?? (used === null ? null : most - used)),
		period: isUnlimited ? null : periodOf(asText(period)),
		unit: null,
	};
}

/** e.g. `month`; `null` for what never renews. */
function periodOf(word: string | null): string | null {
	return word === null || word === 'NO_PERIOD' ? null : word.toLowerCase();
}
