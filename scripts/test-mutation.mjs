// The mutation check: `npm run test:mutation`. What it changes, and which tests have to notice, is in `test/mutation/guards.mjs`.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { GUARDS } from '../test/mutation/guards.mjs';
import { ensureBuilt } from './lib/buildPack.mjs';
import { atEnd, runScript } from './lib/endings.mjs';
import { ensureDependencies } from './lib/ensureDependencies.mjs';
import { packageBin } from './lib/packageBin.mjs';
import { ROOT } from './lib/paths.mjs';
import { say } from './lib/progress.mjs';
import { readFlags } from './lib/readFlags.mjs';
import { runInForeground } from './lib/runCommand.mjs';
import { formatTable } from './lib/table.mjs';

const USAGE = `Usage: npm run test:mutation -- [--only TEXT] [--changed]

Changes the code that guards people's money and trust in many small ways, and looks whether its tests notice each. Long:
about an hour for all guards. The scores go into docs/testing.md.

  --only TEXT  the guards whose names contain it: ${GUARDS.map(({ name }) => name).join(', ')}
  --changed    keep what the last run on this machine has found, where neither the code nor a test file has changed since
  --help       this text`;

const FOLDER = join(ROOT, 'test', 'mutation');
const RESULTS = join(FOLDER, 'results.json');
const EXPLAINED = join(FOLDER, 'explained.json');
const PAGE = join(ROOT, 'docs', 'testing.md');

/** A change that the tests take for a failure, or that makes them run without end, is noticed. */
const NOTICED = ['Killed', 'Timeout', 'RuntimeError'];
const UNNOTICED = ['Survived', 'NoCoverage'];

const COLUMNS = [
	['Guard', 'name'],
	['Changes', 'changes'],
	['Noticed', 'noticed'],
	['Explained', 'explained'],
	['Score', 'score'],
];

await runScript(async () => {
	const {
		only = '',
		changed = false,
		help,
	} = readFlags({ only: { type: 'string' }, changed: { type: 'boolean' } }, USAGE);
	if (help) {
		say(USAGE);
		return 0;
	}
	const guards = GUARDS.filter(({ name }) => name.toLowerCase().includes(only.toLowerCase()));
	if (guards.length === 0)
		throw new Error(`No guard is called "${only}": ${GUARDS.map(({ name }) => name).join(', ')}`);
	await ensureDependencies();
	await ensureBuilt();
	const folder = await mkdtemp(join(tmpdir(), 'social-publisher-mutation-'));
	atEnd(() => rm(folder, { recursive: true, force: true }));

	const explained = JSON.parse(await readFile(EXPLAINED, 'utf8'));
	const results = JSON.parse(await readFile(RESULTS, 'utf8'));
	const unexplained = [];
	for (const guard of guards) {
		say(`\n${guard.name}`);
		const mutants = await changeAll(guard, join(folder, 'report.json'), changed);
		const survivors = mutants.filter(({ status }) => UNNOTICED.includes(status));
		const open = survivors.filter((mutant) => !explained.some((one) => isSame(one, mutant)));
		unexplained.push(...open);
		results[guard.name] = {
			date: new Date().toISOString().slice(0, 10),
			changes: mutants.length,
			noticed: mutants.filter(({ status }) => NOTICED.includes(status)).length,
			explained: survivors.length - open.length,
		};
		await writeFile(RESULTS, `${JSON.stringify(results, null, '\t')}\n`);
	}
	await writePage(results, explained);
	say(`\n${formatTable(COLUMNS, rowsOf(results))}`);
	for (const { file, start, code, replacement } of unexplained) {
		say(`\nNobody noticed: ${file}:${start.line}\n  ${code}\n  => ${replacement}`);
	}
	return unexplained.length === 0 ? 0 : 1;
});

/** What became of each change: noticed, when any of the rounds has noticed it. */
async function changeAll(guard, report, changed) {
	const mutants = new Map();
	for (const round of guard.rounds.keys()) {
		for (const mutant of await playRound(guard, round, report, changed)) {
			const { file, start, replacement } = mutant;
			const key = [file, start.line, start.column, mutant.code, replacement].join('\n');
			if (!NOTICED.includes(mutants.get(key)?.status)) mutants.set(key, mutant);
		}
	}
	return [...mutants.values()];
}

async function playRound({ name, rounds }, round, report, changed) {
	const stryker = packageBin('@stryker-mutator/core#stryker', 'run', join(FOLDER, 'stryker.config.mjs'));
	const code = await runInForeground(stryker, {
		cwd: ROOT,
		env: {
			...process.env,
			MUTATION_GUARD: name,
			MUTATION_ROUND: String(round),
			MUTATION_TESTS: JSON.stringify(rounds[round]),
			MUTATION_REPORT: report,
			MUTATION_CHANGED: String(changed),
			MUTATION_MODULES: join(ROOT, 'node_modules'),
			// Enough to notice a change; many more find what is rare.
			TRIGGER_HISTORIES: '1000',
			NEVER_TWICE_POSTS: '0',
		},
	});
	if (code !== 0) throw new Error(`Stryker ended with ${code}.`);
	const { files } = JSON.parse(await readFile(report, 'utf8'));
	return Object.entries(files).flatMap(([file, { source, mutants }]) =>
		mutants
			.filter(({ status }) => status !== 'Ignored')
			.map(({ status, location, replacement }) => ({
				status,
				file,
				start: location.start,
				code: textAt(source, location),
				replacement,
			})),
	);
}

function textAt(source, { start, end }) {
	const lines = source.split('\n').slice(start.line - 1, end.line);
	lines[lines.length - 1] = lines.at(-1).slice(0, end.column - 1);
	lines[0] = lines[0].slice(start.column - 1);
	return lines.map((line) => line.trim()).join(' ');
}

function isSame(one, mutant) {
	return one.file === mutant.file && one.code === mutant.code && one.replacement === mutant.replacement;
}

function rowsOf(results) {
	return Object.entries(results).map(([name, { changes, noticed, explained }]) => ({
		name,
		changes,
		noticed,
		explained,
		score: `${((100 * noticed) / changes).toFixed(1)} %`,
	}));
}

async function writePage(results, explained) {
	const cell = (text) => String(text).replaceAll('|', '\\|').replaceAll('\n', ' ');
	const table = (titles, rows) =>
		[titles, titles.map(() => '---'), ...rows].map((row) => `| ${row.map(cell).join(' | ')} |`).join('\n');
	const tables = {
		mutationScores: table(
			COLUMNS.map(([title]) => title),
			rowsOf(results).map((row) => COLUMNS.map(([, key]) => row[key])),
		),
		mutationSurvivors: table(
			['Where', 'Change', 'Why no test can notice it'],
			explained.map(({ file, code, replacement, why }) => [
				`\`${file.split('/').slice(-2).join('/')}\``,
				`\`${code}\` → \`${replacement}\``,
				why,
			]),
		),
	};
	const page = await readFile(PAGE, 'utf8');
	const written = page.replace(
		/(<!-- made:(\w+) -->\n)[\s\S]*?(<!-- \/made -->)/g,
		(_, start, name, end) => `${start}\n${tables[name]}\n\n${end}`,
	);
	await writeFile(PAGE, written);
}
