import { interleave } from '../../../bench/measuring/interleave';
import { docTable } from '../../../bench/report/docTable';
import { summarize } from '../../../bench/report/results';
import { missedTargets, resultRows } from '../../../bench/report/table';

describe('the runs of a case', () => {
	it('take turns, and those that warm up are not counted', async () => {
		const order: string[] = [];
		const side = (name: string, first: number) => {
			let next = first;
			return {
				name,
				run: async () => {
					order.push(name);
					return await Promise.resolve(next++);
				},
			};
		};
		const lab = { runs: 3, warmUps: 1, report: () => undefined };
		const times = await interleave(lab, [side('ours', 10), side('theirs', 20)]);
		expect(order).toEqual(['ours', 'theirs', 'ours', 'theirs', 'ours', 'theirs', 'ours', 'theirs']);
		expect(times).toEqual([
			[11, 12, 13],
			[21, 22, 23],
		]);
	});
});

describe('the figures of a case', () => {
	const compared = summarize('create', {
		oursMs: [120, 110, 900, 115, 118],
		yardstickMs: [100, 99, 101, 100, 500],
		peakMemoryMb: [12, 14, 13],
	});

	it('are medians, so that one bad run decides nothing', () => {
		expect(compared).toEqual({
			name: 'create',
			oursMs: 118,
			yardstickMs: 100,
			ratio: 1.18,
			peakMemoryMb: 13,
			sizeBytes: null,
			ownCpuMs: null,
			calls: null,
			runs: 5,
		});
	});

	it('are null where there is nothing to compare with', () => {
		const alone = summarize('load', { oursMs: [30], yardstickMs: [], peakMemoryMb: [] });
		expect(alone).toMatchObject({ oursMs: 30, yardstickMs: null, ratio: null, peakMemoryMb: null });
	});

	it('are told with the target that they miss', () => {
		const cases = [{ result: compared, targets: { ratio: 1.15, peakMemoryMb: 64 } }];
		expect(missedTargets(cases)).toEqual(['create: 1.18 x, wanted at most 1.15 x']);
		expect(resultRows(cases, true)).toMatchObject([{ target: 'MISSED <= 1.15 x, ok < 64.0 MB' }]);
		expect(missedTargets([{ result: compared, targets: { ratio: 1.18 } }])).toEqual([]);
	});

	it('are shown without a judgement when the numbers are small', () => {
		const rows = resultRows([{ result: compared, targets: { ratio: 1.15 } }], false);
		expect(rows).toMatchObject([{ ratio: '1.18 x', target: 'not judged' }]);
	});

	it('stand in the documentation with the machine and the command that gives them', () => {
		const date = '2026-11-21T06:55:23.939Z';
		const lines = docTable({ machine: 'two cores', date, cases: [compared] }).split('\n');
		expect(lines[0]).toBe('From `npm run bench` on 2026-11-21: two cores.');
		expect(lines.at(-1)).toBe(
			'| create | 118.0 ms | 100.0 ms | 1.18 x | 13.0 MB | - | - | - | 5 | `npm run bench -- --only "create"` |',
		);
	});
});
