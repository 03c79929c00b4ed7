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
					for (let rounds = 0; rounds < 1_000; rounds++) {
						const decision = decideRetry(
							attempt({ status, repeatable, retryAfterMs, waitedMs, waits, repeats }),
						);
						if (decision.do === 'giveUp') {
							expect(waitedMs).toBeLessThanOrEqual(WAIT_BUDGET_MS);
							expect(repeats).toBeLessThanOrEqual(repeatable === 'keyed' ? 6 : 3);
							return;
						}
						if (decision.because === 'rateLimit') {
							waits += 1;
							waitedMs += decision.afterMs;
						} else repeats += 1;
					}
					throw new Error('It does not end.');
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

	it('uses up the whole budget for waiting, and no more', () => {
		const asked = { status: 429, retryAfterMs: 10_000 };
		expect(decideRetry(attempt({ ...asked, waitedMs: WAIT_BUDGET_MS - 10_000 })).do).toBe('repeat');
		expect(decideRetry(attempt({ ...asked, waitedMs: WAIT_BUDGET_MS - 9_999 })).do).toBe('giveUp');
	});

	it.each([
		[429, [500, 1_000, 2_000, 4_000, 8_000, 16_000, 16_000]],
		[503, [500, 1_000, 2_000, 2_000, 2_000, 2_000]],
	])('waits longer each time after a %s when the vendor does not say how long', (status, longest) => {
		longest.forEach((ms, round) => {
			const so = { status, repeatable: 'keyed', waits: round, repeats: round } as const;
			expect(decideRetry(attempt({ ...so, jitter: 0 }))).toMatchObject({ afterMs: ms / 2 });
			expect(decideRetry(attempt({ ...so, jitter: 0.5 }))).toMatchObject({ afterMs: (ms * 3) / 4 });
		});
	});

	it('never at once, whatever the vendor says', () => {
		expect(decideRetry(attempt({ status: 429, retryAfterMs: 0 }))).toMatchObject({ afterMs: 100 });
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
		[{ 'retry-after': '-3' }, 0],
		[{ 'retry-after': ' 12 ' }, 12_000],
		[{ 'retry-after': ' ' }, null],
		[{ 'retry-after': '', 'x-ratelimit-reset': String(now / 1000 + 5) }, 5_000],
		[{ 'x-ratelimit-reset': '0' }, null],
		[{ 'x-ratelimit-reset': '-1' }, null],
		[{ 'x-ratelimit-reset': 'Infinity' }, null],
		[{ 'x-ratelimit-reset': '1' }, 0],
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
		['for just as long', headers('0', 60), 60_000],
		['reset now', headers('0', 0), null],
		['reset in the past', headers('0', -5), null],
		['told with blanks', headers(' 0 ', 20), 20_000],
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
