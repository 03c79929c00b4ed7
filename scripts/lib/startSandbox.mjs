import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import { atEnd } from './endings.mjs';
import { packageBin } from './packageBin.mjs';
import { ROOT } from './paths.mjs';
import { stopProcess } from './stopProcess.mjs';

const SECONDS_TO_START = 60;

/**
 * @typedef {object} Sandbox what `npm run sandbox -- --json` prints
 * @property {Record<string, string>} wix
 * @property {Record<string, string>} postEverywhere
 * @property {Record<string, string>} socialSyncer
 * @property {Record<string, string>} smartlyQ
 * @property {string} control address of the control API
 */

/**
 * Starts the four sandboxed vendors on free ports of 127.0.0.1 and ends them with the script.
 *
 * @returns {Promise<Sandbox>}
 */
export async function startSandbox() {
	const [program, ...args] = packageBin('tsx', join(ROOT, 'sandbox', 'main.ts'), '--json');
	const child = spawn(program, args, {
		cwd: ROOT,
		stdio: ['ignore', 'pipe', 'pipe'],
		detached: process.platform !== 'win32',
	});
	atEnd(() => stopProcess(child));
	const complaints = [];
	createInterface({ input: child.stderr }).on('line', (line) => complaints.push(line));
	return await new Promise((resolve, reject) => {
		const fail = (why) =>
			reject(new Error(`The sandbox did not start: ${why}.\n\n${complaints.join('\n')}\n`));
		const patience = setTimeout(
			() => fail(`it was not ready after ${SECONDS_TO_START} s`),
			SECONDS_TO_START * 1000,
		);
		createInterface({ input: child.stdout }).once('line', (line) => {
			clearTimeout(patience);
			resolve(JSON.parse(line));
		});
		child.once('error', reject);
		child.once('exit', (code) => fail(`it ended with ${code}`));
	});
}
