import type { World } from '../../core/world';
import { ASSUMED } from './assumptions';
import type { Answer } from './ask';
import { Refusal, success, utcTime } from './envelope';
import { stateOf } from './state';

/** Amounts are kept in ten-thousandths. */
const PARTS = 10_000;
const DAY_MS = 86_400_000;

export interface Charge {
	readonly units: number;
	readonly cost: string;
	readonly balance_remaining: string;
}

/** Refuses a call that the wallet does not cover. */
export function requireBalance(world: World, units: number): void {
	const { wallet } = stateOf(world);
	const cost = units * ASSUMED.unitPrice;
	const balance = wallet.monthly + wallet.purchased;
	if (cost <= balance) return;
	throw new Refusal(402, 'INSUFFICIENT_BALANCE', 'The wallet does not cover this call.', {
		required: money(cost),
		balance: money(balance),
	});
}

/** Takes the price of so many units from the wallet, the monthly credits first. */
export function charge(world: World, units: number): Charge {
	const { wallet } = stateOf(world);
	const cost = units * ASSUMED.unitPrice;
	const balance = wallet.monthly + wallet.purchased;
	const fromMonthly = Math.min(wallet.monthly, cost);
	wallet.monthly -= fromMonthly;
	wallet.purchased -= cost - fromMonthly;
	usageToday(world).cost += cost;
	return { units, cost: money(cost), balance_remaining: money(balance - cost) };
}

/** Notes a call for `GET /me/usage`. */
export function countCall(world: World): void {
	usageToday(world).requests += 1;
}

export function meAnswers(world: World): Record<string, Answer> {
	return {
		getMe: ({ now }) =>
			success(now, {
				id: 12,
				name: 'Robin Sample',
				email: 'robin@example.com',
				plan: 'pro',
				created_at: '2026-01-05T08:00:00Z',
				workspaces: [{ id: 42, name: 'Acme Coffee' }],
			}),
		getMeBalance: ({ now }) => {
			const { purchased, monthly } = stateOf(world).wallet;
			const reset = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 1));
			return success(now, {
				balance: money(purchased + monthly),
				purchased_balance: money(purchased),
				monthly_balance: money(monthly),
				monthly_reset_at: utcTime(reset),
				currency: 'USD',
			});
		},
		getMeUsage: ({ now, query }) => {
			const first = firstDay(now, String(query.period ?? '30d'));
			const days = [...stateOf(world).usage].filter(([day]) => day >= first).map(([, used]) => used);
			return success(now, {
				total_requests: days.reduce((sum, { requests }) => sum + requests, 0),
				total_credits_used: money(days.reduce((sum, { cost }) => sum + cost, 0)),
			});
		},
	};
}

/** The first day of `today`, `7d` …; empty for `all`. */
function firstDay(now: Date, period: string): string {
	if (period === 'all') return '';
	const days = period === 'today' ? 1 : Number.parseInt(period, 10);
	return dayOf(new Date(now.getTime() - (days - 1) * DAY_MS));
}

function usageToday(world: World): { requests: number; cost: number } {
	const { usage } = stateOf(world);
	const today = dayOf(world.now());
	const used = usage.get(today) ?? { requests: 0, cost: 0 };
	usage.set(today, used);
	return used;
}

function dayOf(date: Date): string {
	return date.toISOString().slice(0, 10);
}

function money(parts: number): string {
	return (parts / PARTS).toFixed(4);
}
