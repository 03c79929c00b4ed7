// Lets everything run side by side for minutes while all sorts of things go wrong: `npm run test:soak -- [--minutes N]`.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { ensureBuilt } from './lib/buildPack.mjs';
import { atEnd, runScript } from './lib/endings.mjs';
import { ensureDependencies } from './lib/ensureDependencies.mjs';
import { packageBin } from './lib/packageBin.mjs';
import { ROOT } from './lib/paths.mjs';
import { say } from './lib/progress.mjs';
import { readFlags } from './lib/readFlags.mjs';
import { runInForeground } from './lib/runCommand.mjs';

const USAGE = `Usage: npm run test:soak -- [--minutes N] [--seed TEXT]

Runs all nodes at all four providers of the sandbox side by side, with faults of every kind, and holds what they have said
against what really happened: no post twice, none lost, each event once, no secret told, memory and connections flat.
Prints a table, writes .tmp/soak/report.json and ends on the line "N passed, N failed". Exit code 1 when a check failed.

  --minutes N  how long (default: SOAK_MINUTES, or 10)
  --seed TEXT  what decides over steps and faults (default: SOAK_SEED, or another one each time; it is printed)
  --help       this text
`;

const DEFAULT_MINUTES = '10';
/** Shorter ones do not come to everything, longer ones remember more than they should. */
const LEAST_MINUTES = 1;
const MOST_MINUTES = 24 * 60;

await runScript(async () => {
	const { minutes, seed, help } = readOrder();
	if (help) {
		say(USAGE);
		return;
	}
	await ensureDependencies();
	await ensureBuilt();
	const folder = await mkdtemp(join(tmpdir(), 'social-publisher-soak-'));
	atEnd(() => rm(folder, { recursive: true, force: true, maxRetries: 3 }));
	return await runInForeground(packageBin('tsx', join(ROOT, 'test', 'soak', 'main.ts')), {
		cwd: ROOT,
		env: {
			...process.env,
			N8N_LOG_LEVEL: 'silent',
			SOCIAL_PUBLISHER_SOAK: JSON.stringify({ minutes, seed, folder }),
		},
	});
});

function readOrder() {
	const values = readFlags(
		{
			minutes: { type: 'string' },
			seed: { type: 'string' },
		},
		USAGE,
	);
	const {
		minutes = process.env.SOAK_MINUTES ?? DEFAULT_MINUTES,
		seed = process.env.SOAK_SEED ?? String(Math.floor(Math.random() * 1e9)),
		help = false,
	} = values;
	const number = Number(minutes);
	if (!(number >= LEAST_MINUTES && number <= MOST_MINUTES)) {
		throw new Error(
			`--minutes must be a number from ${LEAST_MINUTES} to ${MOST_MINUTES}, not "${minutes}"\n\n${USAGE}`,
		);
	}
	return { minutes: number, seed, help };
}
