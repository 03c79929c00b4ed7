import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { packageBin, withPackageBins } from './packageBin.mjs';
import { ROOT } from './paths.mjs';
import { say } from './progress.mjs';
import { runInForeground } from './runCommand.mjs';

/**
 * Runs jest and ends with the line `N passed, N failed`. A test file that does not even load counts as one failure.
 *
 * @param {readonly string[]} args
 * @param {{ environment?: NodeJS.ProcessEnv, node?: string }} [options] `environment`: in addition to our own; `node`: the
 * Node.js that runs it, ours unless given
 * @returns {Promise<number>} exit code
 */
export async function runJest(args, { environment = {}, node = process.execPath } = {}) {
	const folder = await mkdtemp(join(tmpdir(), 'social-publisher-jest-'));
	const report = join(folder, 'report.json');
	try {
		const [, ...jest] = packageBin('jest', ...args, '--json', `--outputFile=${report}`);
		const code = await runInForeground([node, ...jest], {
			cwd: ROOT,
			env: { ...withPackageBins(), ...environment },
		});
		const { passed, failed, unfit } = await readReport(report);
		for (const [reason, count] of unfit) say(`\nSkipped ${count}: ${reason}`);
		say(`\n${passed} passed, ${failed} failed`);
		return code === 0 && failed > 0 ? 1 : code;
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

/** How a test that n8n lacks something for carries the reason in its name. */
const REASON = /\[(not in [^\]]+)\]/;

async function readReport(report) {
	try {
		const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites, testResults } = JSON.parse(
			await readFile(report, 'utf8'),
		);
		const unfit = new Map();
		for (const { status, fullName } of testResults.flatMap(({ assertionResults }) => assertionResults)) {
			const reason = REASON.exec(fullName)?.[1];
			if (status === 'pending' && reason) unfit.set(reason, (unfit.get(reason) ?? 0) + 1);
		}
		return { passed: numPassedTests, failed: numFailedTests + numRuntimeErrorTestSuites, unfit };
	} catch {
		throw new Error('jest ended without a report.');
	}
}
