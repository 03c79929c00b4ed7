// Measures, prints, writes, judges. Started by `npm run bench`, which brings up the sandbox.
import { join } from 'node:path';

import { ROOT } from '../scripts/lib/paths.mjs';
import { say, showWhile } from '../scripts/lib/progress.mjs';
import { formatTable } from '../scripts/lib/table.mjs';
import { findCases } from './case';
import { type BenchOrder, openLab } from './measuring/lab';
import { ONCE } from './measuring/rounds';
import { drawChart } from './report/chart';
import { writeDocTable } from './report/docTable';
import { type CaseResult, describeMachine, type Results, summarize, writeResults } from './report/results';
import { COLUMNS, type Judged, missedTargets, resultRows } from './report/table';

const RESULTS = join(ROOT, 'bench', 'results.json');
const DOCUMENT = join(ROOT, 'docs', 'performance.md');
const CHART = join(ROOT, 'docs', 'pictures', 'benchmark.svg');

/** Figures of a quick or partial run are no results: they stay out of the repository. */
const ASIDE = join(ROOT, '.tmp', 'bench');

/** @returns exit code: 1 when a target was missed */
async function main(order: BenchOrder): Promise<number> {
	const cases = await findCases(order.only);
	let report: (doing: string) => void = () => undefined;
	const labFor = await openLab(order, (doing) => report(doing));
	const judged: Judged[] = [];
	for (const [at, { name, targets, rounds, measure }] of cases.entries()) {
		const result: CaseResult = await showWhile(`[${at + 1}/${cases.length}] ${name}`, async (show) => {
			report = show;
			return summarize(name, await measure(labFor(order.quick ? ONCE : rounds)));
		});
		judged.push({ result, targets });
	}

	const results: Results = {
		machine: describeMachine(),
		date: new Date().toISOString(),
		cases: judged.map(({ result }) => result),
	};
	const isWhole = !order.quick && order.only === null;
	const files = isWhole
		? { results: RESULTS, chart: CHART }
		: { results: join(ASIDE, 'results.json'), chart: join(ASIDE, 'benchmark.svg') };
	await writeResults(files.results, results);
	await drawChart(files.chart, results);
	if (isWhole) await writeDocTable(DOCUMENT, results);

	say(`\n${results.machine}\n\n${formatTable(COLUMNS, resultRows(judged, !order.quick))}\n`);
	say(`Figures: ${files.results}\nChart:   ${files.chart}`);
	if (order.quick) {
		say('\nA quick run: smaller numbers than the names say, and nothing judged.');
		return 0;
	}
	const missed = missedTargets(judged);
	say(
		missed.length === 0
			? '\nAll targets are met.'
			: `\nMissed:\n${missed.map((line) => `  ${line}`).join('\n')}`,
	);
	return missed.length === 0 ? 0 : 1;
}

const order = process.env.SOCIAL_PUBLISHER_BENCH;
if (order === undefined) throw new Error('Start this with `npm run bench`: it brings up the sandbox.');
main(JSON.parse(order) as BenchOrder).then(
	(code) => {
		process.exitCode = code;
	},
	(error: unknown) => {
		process.stderr.write(`\n${error instanceof Error ? error.message : String(error)}\n`);
		if (process.env.DEBUG && error instanceof Error) process.stderr.write(`${error.stack ?? ''}\n`);
		process.exitCode = 1;
	},
);
