import * as fc from 'fast-check';

import { type Figures, judge, median, ratioOf } from '../../../bench/arithmetic';

const figures = (some: Partial<Figures>): Figures => ({
	oursMs: null,
	yardstickMs: null,
	ratio: null,
	peakMemoryMb: null,
	sizeBytes: null,
	ownCpuMs: null,
	calls: null,
	...some,
});
const times = fc.array(fc.double({ min: 0.001, max: 1e7, noNaN: true }), { minLength: 1, maxLength: 31 });

describe('the median', () => {
	it.each([
		[[7], 7],
		[[3, 1, 2], 2],
		[[10, 9, 100, 11], 10.5],
		[[5, 5, 5, 1_000_000, 5], 5],
	])('of %j is %d', (values, expected) => {
		expect(median(values)).toBe(expected);
	});

	it('has as many values below it as above it, in whatever order they come', () => {
		fc.assert(
			fc.property(times, (values) => {
				const middle = median(values);
				const below = values.filter((value) => value < middle).length;
				const above = values.filter((value) => value > middle).length;
				expect(below).toBeLessThanOrEqual(values.length / 2);
				expect(above).toBeLessThanOrEqual(values.length / 2);
				expect(median([...values].reverse())).toBe(middle);
			}),
		);
	});

	it('leaves the values in their order', () => {
		const values = [3, 1, 2];
		median(values);
		expect(values).toEqual([3, 1, 2]);
	});

	it('of nothing is refused', () => {
		expect(() => median([])).toThrow('no median');
	});
});

describe('the ratio', () => {
	it('is how many times longer we take than the yardstick', () => {
		expect(ratioOf(115, 100)).toBeCloseTo(1.15);
		expect(ratioOf(50, 100)).toBe(0.5);
	});

	it('is null where either is missing', () => {
		expect(ratioOf(115, null)).toBeNull();
		expect(ratioOf(null, 100)).toBeNull();
	});

	it('to a yardstick that took no time is refused', () => {
		expect(() => ratioOf(115, 0)).toThrow('measures nothing');
	});
});

describe('judging', () => {
	it('counts the limit of a ratio as met', () => {
		expect(judge(figures({ ratio: 1.15 }), { ratio: 1.15 })).toEqual([
			{ figure: 'ratio', limit: 1.15, value: 1.15, isMet: true },
		]);
		expect(judge(figures({ ratio: 1.1501 }), { ratio: 1.15 })[0]?.isMet).toBe(false);
	});

	it.each(['oursMs', 'peakMemoryMb', 'sizeBytes'] as const)('counts the limit of %s as missed', (figure) => {
		expect(judge(figures({ [figure]: 64 }), { [figure]: 64 })[0]?.isMet).toBe(false);
		expect(judge(figures({ [figure]: 63.9 }), { [figure]: 64 })[0]?.isMet).toBe(true);
	});

	it('gives a verdict on each target and on nothing else', () => {
		const measured = figures({ oursMs: 350, yardstickMs: 300, ratio: 350 / 300, peakMemoryMb: 12 });
		const verdicts = judge(measured, { oursMs: 400, ratio: 1.15 });
		expect(verdicts.map(({ figure, isMet }) => [figure, isMet])).toEqual([
			['oursMs', true],
			['ratio', false],
		]);
		expect(judge(measured, {})).toEqual([]);
	});

	it('never passes over a target for want of a figure', () => {
		expect(() => judge(figures({ oursMs: 1 }), { peakMemoryMb: 64 })).toThrow('peakMemoryMb');
	});

	it('misses a target exactly when the value is beyond it', () => {
		fc.assert(
			fc.property(fc.double({ min: 0, max: 10, noNaN: true }), (ratio) => {
				expect(judge(figures({ ratio }), { ratio: 1.15 })[0]?.isMet).toBe(!(ratio > 1.15));
			}),
		);
	});
});
