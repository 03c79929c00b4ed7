import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { ROOT } from './paths.mjs';
import { say, showProgressOn, showWhile } from './progress.mjs';
import { npm, runCommand } from './runCommand.mjs';
import { countFetched } from './npmProgress.mjs';

const OLDEST_NODE = [20, 19];

/**
 * Installs the packages of the lock file when they are missing or are others.
 *
 * @param {{ quiet?: boolean }} [options] `quiet`: standard output is data, so progress goes to standard error
 */
export async function ensureDependencies({ quiet = false } = {}) {
	if (quiet) showProgressOn(process.stderr);
	requireNode();
	const locked = await readLock(join(ROOT, 'package-lock.json'));
	if (locked === null) throw new Error('package-lock.json is missing or broken; get it back with git.');
	const installed = await readLock(join(ROOT, 'node_modules', '.package-lock.json'));
	if (installed !== null && isInstalled(locked, installed)) return;

	await showWhile('      Installing the packages of package-lock.json', async (report) => {
		// Not `npm ci`: it refuses the lock file for optional packages of other platforms that the registry does not have.
		await runCommand('npm install', npm('install', '--no-save', '--include=dev', '--loglevel=http'), {
			cwd: ROOT,
			onLine: countFetched(Object.keys(locked).length, report),
		});
	});
	say();
}

function requireNode() {
	const [major, minor] = process.versions.node.split('.').map(Number);
	const [oldestMajor, oldestMinor] = OLDEST_NODE;
	if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return;
	throw new Error(`Node.js ${OLDEST_NODE.join('.')} or newer is needed; this is ${process.versions.node}.`);
}

/** @returns {Promise<Record<string, { version?: string, optional?: boolean }> | null>} by path below the root */
async function readLock(path) {
	try {
		const { packages } = JSON.parse(await readFile(path, 'utf8'));
		delete packages[''];
		return packages;
	} catch {
		return null;
	}
}

/** Optional packages of other platforms are never installed, so their absence says nothing. */
function isInstalled(locked, installed) {
	return Object.entries(locked).every(([path, { version, optional }]) =>
		installed[path] === undefined ? optional === true : installed[path].version === version,
	);
}
