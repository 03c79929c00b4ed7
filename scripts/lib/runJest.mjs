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
 * @param {NodeJS.ProcessEnv} [more] environment
 * @returns {Promise<number>} exit code
 */
export async function runJest(args, more = {}) {
	const folder = await mkdtemp(join(tmpdir(), 'social-publisher-jest-'));
	const report = join(folder, 'report.json');
	try {
		const code = await runInForeground(packageBin('jest', ...args, '--json', `--outputFile=${report}`), {
			cwd: ROOT,
			env: { ...withPackageBins(), ...more },
		});
		const { passed, failed } = await readCounts(report);
		say(`\n${passed} passed, ${failed} failed`);
		return code === 0 && failed > 0 ? 1 : code;
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

async function readCounts(report) {
	try {
		const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites } = JSON.parse(
			await readFile(report, 'utf8'),
		);
		return { passed: numPassedTests, failed: numFailedTests + numRuntimeErrorTestSuites };
	} catch {
		throw new Error('jest ended without a report.');
	}
}
