import { readFile, writeFile } from 'node:fs/promises';

import type { CaseResult, Results } from './results';
import { figureOrDash, timeInWords } from './words';

const HEAD = [
	'Case',
	'Pack',
	'Bare client',
	'Ratio',
	'Memory',
	'Size',
	'Own CPU',
	'Calls',
	'Runs',
	'Command',
];
const PLACE = /(<!-- results -->\n)[\s\S]*?(<!-- \/results -->)/;

/**
 * Writes the figures into the documentation, between its marks, each with the command that gives it.
 *
 * @throws Error when the document has no such marks
 */
export async function writeDocTable(file: string, results: Results): Promise<void> {
	const document = await readFile(file, 'utf8');
	if (!PLACE.test(document)) throw new Error(`${file} has no place for the results`);
	await writeFile(
		file,
		document.replace(PLACE, (_, start: string, end: string) => `${start}\n${docTable(results)}\n\n${end}`),
	);
}

/** Machine, date, and one row per case, as Markdown. */
export function docTable({ machine, date, cases }: Results): string {
	const rows = [HEAD, HEAD.map(() => '---'), ...cases.map(rowOf)];
	return [
		`From \`npm run bench\` on ${date.slice(0, 'YYYY-MM-DD'.length)}: ${machine}.`,
		'',
		...rows.map((cells) => `| ${cells.join(' | ')} |`),
	].join('\n');
}

function rowOf(result: CaseResult): string[] {
	const { name, oursMs, yardstickMs, ownCpuMs, calls, runs } = result;
	return [
		name,
		timeInWords(oursMs),
		timeInWords(yardstickMs),
		figureOrDash(result, 'ratio'),
		figureOrDash(result, 'peakMemoryMb'),
		figureOrDash(result, 'sizeBytes'),
		timeInWords(ownCpuMs ?? null),
		String(calls ?? '-'),
		String(runs),
		`\`npm run bench -- --only "${name}"\``,
	];
}
