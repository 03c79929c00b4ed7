import type { Repeatable } from './wire';

/** Waiting may take this long in total for one call; after a rate limit the error then names the time of the reset. */
export const WAIT_BUDGET_MS = 60_000;

/**
 * How often a call is sent again after a 5xx or a broken connection. A keyed one is more patient: until an answer comes,
 * nobody knows what became of it.
 */
const MAX_REPEATS: Readonly<Record<Repeatable, number>> = { safe: 3, keyed: 6, never: 0 };

const FIRST_BACKOFF_MS = 500;

/** Whatever the vendor says: waits of nothing would neither help nor ever use up the budget. */
const SHORTEST_WAIT_MS = 100;

/** The wait doubles until this round: after a rate limit 0.5 s to 16 s, after a failure 0.5 s, 1 s and then 2 s. */
const LAST_DOUBLING = { rateLimit: 5, failure: 2 } as const;

export interface Attempt {
	/** HTTP status; `null`: no answer came (refused, reset, timed out), or it could not be read. */
	readonly status: number | null;
	/** How long the vendor asks us to wait, in milliseconds; `null` when it does not say. */
	readonly retryAfterMs: number | null;
	readonly repeatable: Repeatable;
	/** Times this call was already sent again after a failure other than a rate limit. */
	readonly repeats: number;
	/** Times this call was already sent again after a rate limit. */
	readonly waits: number;
	/** Milliseconds already spent waiting. */
	readonly waitedMs: number;
	/** 0 ≤ n < 1: spreads the waits of calls that failed together. */
	readonly jitter: number;
}

export type Decision =
	| { readonly do: 'giveUp' }
	| { readonly do: 'repeat'; readonly afterMs: number; readonly because: 'rateLimit' | 'failure' };

/**
 * The one place that decides about sending a call again. A 429 had no effect, so it is always repeated, within the budget.
 * A 5xx or a broken connection may have had one: only what is safe to repeat, or carries an idempotency key, is.
 */
export function decideRetry(attempt: Attempt): Decision {
	if (attempt.status === 429) return waitOrGiveUp(attempt, attempt.waits, 'rateLimit');
	const unclear = attempt.status === null || attempt.status >= 500;
	if (!unclear || attempt.repeats >= MAX_REPEATS[attempt.repeatable]) return { do: 'giveUp' };
	return waitOrGiveUp(attempt, attempt.repeats, 'failure');
}

function waitOrGiveUp(attempt: Attempt, round: number, because: 'rateLimit' | 'failure'): Decision {
	const asked = attempt.retryAfterMs ?? backoff(Math.min(round, LAST_DOUBLING[because]), attempt.jitter);
	const afterMs = Math.max(asked, SHORTEST_WAIT_MS);
	return attempt.waitedMs + afterMs <= WAIT_BUDGET_MS ? { do: 'repeat', afterMs, because } : { do: 'giveUp' };
}

function backoff(round: number, jitter: number): number {
	const ceiling = FIRST_BACKOFF_MS * 2 ** round;
	return Math.round(ceiling * (0.5 + jitter / 2));
}

/**
 * How long an answer asks us to wait: `Retry-After` in seconds or as a date; after a 429 also `X-RateLimit-Reset` (unix
 * seconds, which some vendors send with every answer), measured against the vendor's own clock where its `Date` header
 * tells it.
 *
 * @returns milliseconds, never negative; `null` when the answer does not say
 */
export function readRetryAfter(
	status: number,
	headers: Readonly<Record<string, string>>,
	nowMs: number,
): number | null {
	const vendorNowMs = readDate(headers.date) ?? nowMs;
	const retryAfter = headers['retry-after']?.trim();
	if (retryAfter) {
		const seconds = Number(retryAfter);
		if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
		const until = readDate(retryAfter);
		if (until !== null) return Math.max(0, until - vendorNowMs);
	}
	if (status !== 429) return null;
	const reset = Number(headers['x-ratelimit-reset']);
	return Number.isFinite(reset) && reset > 0 ? Math.max(0, reset * 1000 - vendorNowMs) : null;
}

/**
 * How long the vendor will refuse further calls, when an answer says that the allowance is used up
 * (`X-RateLimit-Remaining: 0` with `X-RateLimit-Reset` in unix seconds).
 *
 * @returns milliseconds; `null` when there is allowance left, or the answer does not say, or it takes longer than a call may
 *   wait: then the refusal itself will tell
 */
export function readExhausted(headers: Readonly<Record<string, string>>, nowMs: number): number | null {
	const { 'x-ratelimit-remaining': remaining, 'x-ratelimit-reset': reset } = headers;
	if (remaining?.trim() !== '0') return null;
	const waitMs = Number(reset) * 1000 - (readDate(headers.date) ?? nowMs);
	return waitMs > 0 && waitMs <= WAIT_BUDGET_MS ? waitMs : null;
}

function readDate(value: string | undefined): number | null {
	const moment = Date.parse(value ?? '');
	return Number.isNaN(moment) ? null : moment;
}
