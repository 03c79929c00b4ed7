import { asNumber, asText, type JsonObject } from '../../domain/json';
import type { Quota, QuotaEntry } from '../../domain/plan';
import { toIsoUtc } from '../../domain/time';
import type { VendorResponse, Wire } from '../../transport/wire';
import type { Found } from '../provider';
import { objectOf } from './answers';

/** The vendor's own default, and the nearest to the month in which credits renew. */
const USAGE_PERIOD = { asked: '30d', shown: '30 days' } as const;

const NOTHING_TOLD: Omit<QuotaEntry, 'name'> = {
	enabled: null,
	limit: null,
	used: null,
	remaining: null,
	period: null,
	unit: null,
};

/**
 * What is left in the wallet, what was used, and the rate limit of the key. How many accounts or posts the plan allows
 * is told by no call. Contract: `/me`, `/me/balance`, `/me/usage`, rate limits.
 */
export async function getQuota(wire: Wire): Promise<Found<Quota>> {
	const [me, balance, usage] = await Promise.all([
		read(wire, '/me'),
		read(wire, '/me/balance'),
		read(wire, '/me/usage', { period: USAGE_PERIOD.asked }),
	]);
	const raw = { me: objectOf(me.body), balance: objectOf(balance.body), usage: objectOf(usage.body) };
	return {
		item: {
			provider: 'smartlyQ',
			plan: asText(raw.me.plan),
			renewsAt: toIsoUtc(raw.balance.monthly_reset_at),
			quotas: [...readWallet(raw.balance), ...readUsage(raw.usage), ...readRate(usage.headers)],
		},
		raw,
	};
}

async function read(wire: Wire, path: string, query?: { readonly period: string }): Promise<VendorResponse> {
	return wire.send({ method: 'GET', path, query, repeatable: 'safe' });
}

/** `balance` is what can be spent: the monthly credits, which go first, and what was bought. */
function readWallet(wallet: JsonObject): QuotaEntry[] {
	const unit = asText(wallet.currency);
	return [
		{ name: 'balance', field: wallet.balance, period: null },
		{ name: 'monthlyBalance', field: wallet.monthly_balance, period: 'month' },
		{ name: 'purchasedBalance', field: wallet.purchased_balance, period: null },
	].flatMap(({ name, field, period }) => {
		const remaining = asNumber(field);
		return remaining === null ? [] : [{ ...NOTHING_TOLD, name, remaining, period, unit }];
	});
}

function readUsage(usage: JsonObject): QuotaEntry[] {
	return [
		{ name: 'requests', field: usage.total_requests, unit: null },
		{ name: 'credits', field: usage.total_credits_used, unit: 'credits' },
	].flatMap(({ name, field, unit }) => {
		const used = asNumber(field);
		return used === null ? [] : [{ ...NOTHING_TOLD, name, used, period: USAGE_PERIOD.shown, unit }];
	});
}

/** The limit belongs to the workspace and stands in the headers of each answer. */
function readRate(headers: VendorResponse['headers']): QuotaEntry[] {
	const limit = asNumber(headers['x-ratelimit-limit']);
	const remaining = asNumber(headers['x-ratelimit-remaining']);
	if (limit === null) return [];
	const used = remaining === null ? null : limit - remaining;
	return [{ ...NOTHING_TOLD, name: 'rateLimit', enabled: true, limit, used, remaining, period: 'minute' }];
}
