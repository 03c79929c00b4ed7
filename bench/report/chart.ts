import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

import * as echarts from 'echarts';

import type { CaseResult, Results } from './results';
import { timeInWords } from './words';

const WIDTH = 860;
const HEAD = 76;
const ROW = 84;
/** Room for the bars of a row, and for the text at their ends. */
const BARS_TOP = 24;
const BARS_HEIGHT = 50;
const LEFT = 110;
const RIGHT = 90;

const PACK = { name: 'this pack', colour: '#be185d' } as const;
const CLIENT = { name: 'bare client', colour: '#64748b' } as const;
const TEXT = '#1f2937';

/** Draws the times of all cases: one row each, on a scale of its own. */
export async function drawChart(file: string, { cases, machine, date }: Results): Promise<void> {
	const rows = cases.filter(({ oursMs }) => oursMs !== null);
	const chart = echarts.init(null, null, {
		renderer: 'svg',
		ssr: true,
		width: WIDTH,
		height: HEAD + rows.length * ROW,
	});
	try {
		chart.setOption({
			animation: false,
			backgroundColor: '#ffffff',
			textStyle: { fontFamily: 'sans-serif', color: TEXT },
			title: [
				{
					text: 'Time of a run, and of the same calls with a bare HTTP client (less is better)',
					subtext: `Median. ${machine}. ${date.slice(0, 'YYYY-MM-DD'.length)}.`,
					left: 12,
					top: 8,
					textStyle: { fontSize: 15, color: TEXT },
					subtextStyle: { fontSize: 11 },
				},
				...rows.map((row, at) => ({
					text: row.ratio === null ? row.name : `${row.name}: ${row.ratio.toFixed(2)} x`,
					left: 12,
					top: HEAD + at * ROW,
					padding: 0,
					textStyle: { fontSize: 13, color: TEXT },
				})),
			],
			grid: rows.map((_row, at) => ({
				left: LEFT,
				right: RIGHT,
				top: HEAD + at * ROW + BARS_TOP,
				height: BARS_HEIGHT,
			})),
			xAxis: rows.map((_row, at) => ({ type: 'value', gridIndex: at, min: 0, max: 'dataMax', show: false })),
			yAxis: rows.map((row, at) => ({
				type: 'category',
				gridIndex: at,
				inverse: true,
				data: barsOf(row).map(({ name }) => name),
				axisTick: { show: false },
				axisLine: { lineStyle: { color: '#9ca3af' } },
				axisLabel: { color: TEXT, fontSize: 12 },
			})),
			series: rows.map((row, at) => ({
				type: 'bar',
				xAxisIndex: at,
				yAxisIndex: at,
				barMaxWidth: 20,
				label: { show: true, position: 'right', color: TEXT, fontSize: 12 },
				data: barsOf(row).map(({ value, colour }) => ({
					value,
					itemStyle: { color: colour },
					label: { formatter: timeInWords(value) },
				})),
			})),
		});
		await mkdir(dirname(file), { recursive: true });
		await writeFile(file, `${chart.renderToSVGString()}\n`);
	} finally {
		chart.dispose();
	}
}

function barsOf({ oursMs, yardstickMs }: CaseResult): Array<{ name: string; colour: string; value: number }> {
	return [
		...(oursMs === null ? [] : [{ ...PACK, value: oursMs }]),
		...(yardstickMs === null ? [] : [{ ...CLIENT, value: yardstickMs }]),
	];
}
