// Measures the built pack beside a bare HTTP client: `npm run bench -- [--quick] [--only TEXT] [--profile]`.
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
import { startSandbox } from './lib/startSandbox.mjs';

const USAGE = `Usage: npm run bench -- [--quick] [--only TEXT] [--profile]

Measures the built pack beside a bare HTTP client against the sandbox, prints a table and writes bench/results.json and
docs/pictures/benchmark.svg. Exit code 1 when a target is missed.

  --quick      small numbers, one run each, nothing judged, nothing written into the repository
  --only TEXT  only cases whose name holds this text; nothing is written into the repository
  --profile    leaves CPU profiles of the pack in .tmp/bench
  --help       this text
`;

await runScript(async () => {
	const { quick, only, profile, help } = readOrder();
	if (help) {
		say(USAGE);
		return;
	}
	await ensureDependencies();
	await ensureBuilt();
	const folder = await mkdtemp(join(tmpdir(), 'social-publisher-bench-'));
	atEnd(() => rm(folder, { recursive: true, force: true, maxRetries: 3 }));
	const sandbox = await startSandbox();
	const profileFolder = profile ? join(ROOT, '.tmp', 'bench') : null;
	return await runInForeground(packageBin('tsx', join(ROOT, 'bench', 'main.ts')), {
		cwd: ROOT,
		env: {
			...process.env,
			SOCIAL_PUBLISHER_BENCH: JSON.stringify({ sandbox, folder, quick, only, profileFolder }),
		},
	});
});

function readOrder() {
	const values = readFlags(
		{
			quick: { type: 'boolean' },
			only: { type: 'string' },
			profile: { type: 'boolean' },
		},
		USAGE,
	);
	const { quick = false, only = null, profile = false, help = false } = values;
	return { quick, only, profile, help };
}
