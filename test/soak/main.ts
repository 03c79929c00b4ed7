// Runs a soak, prints and writes what it has left, judges. Started by `npm run test:soak`.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { ROOT } from '../../scripts/lib/paths.mjs';
import { say } from '../../scripts/lib/progress.mjs';
import { formatTable } from '../../scripts/lib/table.mjs';
import { judgeOutcome, reportOf, TABLE } from './report/report';
import { soak, type SoakOrder } from './soak';

const REPORT = join(ROOT, '.tmp', 'soak', 'report.json');

/** @returns exit code: 1 when a check failed */
async function main(order: SoakOrder): Promise<number> {
	say(
		`Seed ${order.seed}, ${order.minutes} minutes. The same again: --minutes ${order.minutes} --seed ${order.seed}\n`,
	);
	const outcome = await soak(order);
	const report = reportOf(order, outcome);
	const checks = judgeOutcome(outcome);
	await mkdir(join(REPORT, '..'), { recursive: true });
	await writeFile(REPORT, `${JSON.stringify({ ...report, checks }, null, '\t')}\n`);

	say(`\n${formatTable(TABLE, report.providers)}\n`);
	say(
		`Faults met: ${Object.entries(report.faults)
			.map(([kind, count]) => `${kind} ${count}`)
			.join(', ')}`,
	);
	say(`Heap: ${report.heap.text}`);
	say(`Report: ${REPORT}\n`);
	const failed = checks.filter(({ problems }) => problems.length > 0);
	for (const { name, count, problems } of failed) {
		say(`FAILED  ${name}${count > problems.length ? ` (${count} times)` : ''}`);
		for (const problem of problems) say(`        ${problem}`);
	}
	if (failed.length > 0) say(`\nSeed ${order.seed}`);
	say(`\n${checks.length - failed.length} passed, ${failed.length} failed`);
	return failed.length === 0 ? 0 : 1;
}

const order = process.env.SOCIAL_PUBLISHER_SOAK;
if (order === undefined) throw new Error('Start this with `npm run test:soak`: it builds the pack first.');
main(JSON.parse(order) as SoakOrder).then(
	(code) => {
		process.exitCode = code;
	},
	(error: unknown) => {
		process.stderr.write(`\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
		process.exitCode = 1;
	},
);
