import fc from 'fast-check';

import { areHandlesFlat, heapTrend, type Sample } from '../../soak/report/trend';

const MB = 1024 * 1024;
const HEAP_BYTES = 100 * MB;
const CALLS_PER_SAMPLE = 500;
const SAMPLES = 20;

const run = (heapAt: (calls: number, at: number) => number, more: Partial<Sample> = {}): Sample[] =>
	Array.from({ length: SAMPLES }, (_, at) => {
		const calls = (at + 1) * CALLS_PER_SAMPLE;
		return { calls, heapBytes: heapAt(calls, at), sockets: 4, handles: 2, ...more };
	});

/** Some megabytes up or down, as garbage collection leaves it. */
const noises = fc.array(fc.integer({ min: -2 * MB, max: 2 * MB }), {
	minLength: SAMPLES,
	maxLength: SAMPLES,
});

describe('the heap of a soak', () => {
	it('is flat when it only wavers, whatever the first half was like', () => {
		fc.assert(
			fc.property(noises, fc.integer({ min: 0, max: 80 * MB }), (noise, warmUp) => {
				const samples = run(
					(_, at) => HEAP_BYTES + (noise[at] ?? 0) - Math.max(0, warmUp * (1 - at / (SAMPLES / 2))),
				);
				expect(heapTrend(samples).isFlat).toBe(true);
			}),
		);
	});

	it('is not when each call leaves some kilobytes behind', () => {
		fc.assert(
			fc.property(noises, fc.integer({ min: 2_500, max: 100_000 }), (noise, leak) => {
				const samples = run((calls, at) => HEAP_BYTES + leak * calls + (noise[at] ?? 0));
				expect(heapTrend(samples).isFlat).toBe(false);
			}),
		);
	});

	it('is told as growth over the second half', () => {
		const { growthBytes, bytesPerCall, limitBytes } = heapTrend(run((calls) => HEAP_BYTES + 100 * calls));
		expect(bytesPerCall).toBe(100);
		expect(growthBytes).toBe((100 * CALLS_PER_SAMPLE * SAMPLES) / 2 - 100 * CALLS_PER_SAMPLE);
		expect(limitBytes).toBeCloseTo(0.05 * HEAP_BYTES, -6);
	});

	it('cannot be judged by a handful of samples', () => {
		expect(() => heapTrend(run(() => HEAP_BYTES).slice(0, 5))).toThrow('5 samples say nothing');
	});
});

describe('connections and handles of a soak', () => {
	const counted = (count: (at: number) => number) =>
		run(() => HEAP_BYTES).map((sample, at) => ({ ...sample, sockets: count(at) }));

	it('may waver', () => {
		expect(
			areHandlesFlat(
				counted((at) => 5 + (at % 7)),
				'sockets',
			),
		).toBe(true);
	});

	it('must not pile up', () => {
		expect(
			areHandlesFlat(
				counted((at) => 5 + 3 * at),
				'sockets',
			),
		).toBe(false);
	});
});
