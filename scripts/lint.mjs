// Checks style, types, the arrows between the folders, the contracts and the GitHub workflows: `npm run lint`.
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

import { runScript } from './lib/endings.mjs';
import { ensureDependencies } from './lib/ensureDependencies.mjs';
import { packageBin, withPackageBins } from './lib/packageBin.mjs';
import { ROOT } from './lib/paths.mjs';
import { say } from './lib/progress.mjs';
import { CommandFailed, runCommand } from './lib/runCommand.mjs';

/** Each folder has the rules of the nearest `eslint.config.mjs`; the root's is n8n's own for a community package. */
const NEAREST_CONFIG = { ESLINT_FLAGS: 'unstable_config_lookup_from_file' };

/** Checks call nobody. */
const SILENT = { REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' };

await runScript(async () => {
	await ensureDependencies();
	const contracts = join('sandbox', 'contracts');
	const documents = (await readdir(join(ROOT, contracts)))
		.filter((file) => file.endsWith('.openapi.yaml'))
		.map((file) => join(contracts, file));

	const workflows = await readdir(join(ROOT, '.github', 'workflows'));

	const checks = [
		['style (n8n-node lint)', packageBin('@n8n/node-cli#n8n-node', 'lint')],
		['types (tsc)', packageBin('typescript#tsc', '--noEmit', '-p', 'tsconfig.dev.json')],
		[
			'arrows (dependency-cruiser)',
			packageBin(
				'dependency-cruiser#depcruise',
				'nodes',
				'credentials',
				'sandbox',
				'bench',
				'test',
				'scripts',
			),
		],
		[
			'contracts (redocly)',
			packageBin('@redocly/cli#redocly', 'lint', ...documents, '--config', join(contracts, 'redocly.yaml')),
		],
		...workflows.map((file) => [
			`${file} (action-validator)`,
			packageBin('@action-validator/cli#action-validator', join('.github', 'workflows', file)),
		]),
	];
	const results = await Promise.all(checks.map(([title, command]) => check(title, command)));
	const failed = results.filter((ok) => !ok).length;
	say(failed === 0 ? '\nNothing to complain about.' : `\n${failed} of ${checks.length} checks failed.`);
	return failed === 0 ? 0 : 1;
});

/** Says at once how it went, with everything that the check printed when it failed. */
async function check(title, command) {
	try {
		await runCommand(title, command, {
			cwd: ROOT,
			env: { ...withPackageBins(), ...NEAREST_CONFIG, ...SILENT },
			linesKept: Infinity,
		});
		say(`ok      ${title}`);
		return true;
	} catch (error) {
		if (!(error instanceof CommandFailed)) throw error;
		say(`FAILED  ${title}\n\n${error.output.join('\n')}\n`);
		return false;
	}
}
