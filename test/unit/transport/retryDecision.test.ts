import fc from 'fast-check';

import {
	type Attempt,
	decideRetry,
	readExhausted,
	readRetryAfter,
	WAIT_BUDGET_MS,
} from '../../../nodes/shared/transport/retryDecision';

const attempt = (more: Partial<Attempt>): Attempt => ({
	status: null,
	retryAfterMs: null,
	repeatable: 'never',
	repeats: 0,
	waits: 0,
	waitedMs: 0,
	jitter: 0,
	...more,
});

const statuses = fc.option(fc.integer({ min: 300, max: 599 }), { nil: null });
const kinds = fc.constantFrom('safe' as const, 'keyed' as const, 'never' as const);

describe('sending a call again', () => {
	it.each([
		[429, 'never', true],
		[429, 'safe', true],
		[500, 'never', false],
		[500, 'safe', true],
		[502, 'keyed', true],
		[null, 'never', false],
		[null, 'safe', true],
		[null, 'keyed', true],
		[400, 'safe', false],
		[401, 'keyed', false],
		[404, 'safe', false],
		[409, 'keyed', false],
	] as const)('status %s, repeatable %s: %s', (status, repeatable, again) => {
		expect(decideRetry(attempt({ status, repeatable })).do).toBe(again ? 'repeat' : 'giveUp');
	});

	it('never happens after an unclear outcome unless the call may be repeated', () => {
		fc.assert(
			fc.property(statuses, fc.integer({ min: 0, max: 10 }), (status, repeats) => {
				const decision = decideRetry(attempt({ status, repeats, repeatable: 'never' }));
				if (decision.do === 'repeat') expect(status).toBe(429);
			}),
		);
	});

	it('ends: failures after three repeats (six with a key), rate limits within the budget', () => {
		fc.assert(
			fc.property(
				statuses,
				kinds,
				fc.option(fc.integer({ min: 0, max: 120_000 }), { nil: null }),
				(status, repeatable, retryAfterMs) => {
					let waitedMs = 0;
					let waits = 0;
					let repeats = 0;
					for (;;) {
						const decision = decideRetry(
							attempt({ status, repeatable, retryAfterMs, waitedMs, waits, repeats }),
						);
						if (decision.do === 'giveUp') break;
						if (decision.because === 'rateLimit') {
							waits += 1;
							waitedMs += decision.afterMs;
						} else repeats += 1;
					}
					expect(waitedMs).toBeLessThanOrEqual(WAIT_BUDGET_MS);
					expect(repeats).toBeLessThanOrEqual(repeatable === 'keyed' ? 6 : 3);
				},
			),
		);
	});

	it('waits exactly as long as the vendor asks', () => {
		expect(decideRetry(attempt({ status: 429, retryAfterMs: 7_000 }))).toMatchObject({
			afterMs: 7_000,
			because: 'rateLimit',
		});
		expect(decideRetry(attempt({ status: 429, retryAfterMs: 61_000 })).do).toBe('giveUp');
	});
});

describe('how long the vendor asks to wait', () => {
	const now = Date.parse('2027-01-01T00:00:00Z');

	it.each([
		[{ 'retry-after': '12' }, 12_000],
		[{ 'retry-after': 'Fri, 01 Jan 2027 00:00:30 GMT' }, 30_000],
		[{ 'x-ratelimit-reset': String(now / 1000 + 5) }, 5_000],
		[{ 'retry-after': '0' }, 0],
		[{ 'retry-after': 'soon' }, null],
		[{}, null],
	])('%j: %s ms', (headers, expected) => {
		expect(readRetryAfter(429, headers as Record<string, string>, now)).toBe(expected);
	});

	it('takes the reset of the window only for a rate limit: some vendors send it with every answer', () => {
		expect(readRetryAfter(502, { 'x-ratelimit-reset': String(now / 1000 + 50) }, now)).toBeNull();
		expect(readRetryAfter(503, { 'retry-after': '3' }, now)).toBe(3_000);
	});

	it("measures the reset against the vendor's clock when ours is wrong", () => {
		const headers = {
			date: 'Fri, 01 Jan 2027 01:00:00 GMT',
			'x-ratelimit-reset': String(now / 1000 + 3_610),
		};
		expect(readRetryAfter(429, headers, now)).toBe(10_000);
	});
});

describe('an allowance that is used up', () => {
	const nowMs = Date.parse('2027-03-01T10:00:00Z');
	const headers = (remaining: string, inSeconds: number, more: object = {}) => ({
		'x-ratelimit-remaining': remaining,
		'x-ratelimit-reset': String(nowMs / 1000 + inSeconds),
		...more,
	});

	it.each([
		['used up', headers('0', 20), 20_000],
		['some left', headers('1', 20), null],
		['for longer than a call may wait', headers('0', 3600), null],
		['reset in the past', headers('0', -5), null],
		['not told until when', { 'x-ratelimit-remaining': '0' }, null],
		['not told', {}, null],
	])('%s', (_, given, waitMs) => {
		expect(readExhausted(given, nowMs)).toBe(waitMs);
	});

	it('is measured by the clock of the vendor', () => {
		const date = new Date(nowMs + 15_000).toUTCString();
		expect(readExhausted(headers('0', 20, { date }), nowMs)).toBe(5000);
	});
});
