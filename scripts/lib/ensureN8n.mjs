import { createHash } from 'node:crypto';
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { ensureNode } from './ensureNode.mjs';
import { ensureSqlite } from './ensureSqlite.mjs';
import { countFetched } from './npmProgress.mjs';
import { N8N_RECIPE, N8N_RUNTIME } from './paths.mjs';
import { showWhile } from './progress.mjs';
import { npm, runCommand } from './runCommand.mjs';

const RECIPE = ['package.json', 'package-lock.json', '.npmrc'];
const STAMP = join(N8N_RUNTIME, 'installed-recipe');

/**
 * The real n8n, installed from its own lock file when it is missing or the lock file is another one.
 *
 * @returns {Promise<{ node: string, script: string, folder: string }>} the Node.js and the script to run it with, and its
 * package folder
 */
export async function ensureN8n() {
	await mkdir(N8N_RUNTIME, { recursive: true });
	const node = await ensureNode();
	const recipe = await hashRecipe();
	if ((await readFile(STAMP, 'utf8').catch(() => '')) !== recipe) {
		await install();
		await writeFile(STAMP, recipe);
	}
	await ensureSqlite(node);
	return {
		node: node.binary,
		script: join(N8N_RUNTIME, 'node_modules', 'n8n', 'bin', 'n8n'),
		folder: N8N_RUNTIME,
	};
}

async function hashRecipe() {
	const hash = createHash('sha256');
	for (const file of RECIPE) hash.update(await readFile(join(N8N_RECIPE, file)));
	return hash.digest('hex');
}

async function install() {
	for (const file of RECIPE) await copyFile(join(N8N_RECIPE, file), join(N8N_RUNTIME, file));
	const { packages } = JSON.parse(await readFile(join(N8N_RUNTIME, 'package-lock.json'), 'utf8'));
	await showWhile('      Installing n8n (about 2 GB, some minutes; only the first time)', async (report) => {
		// Not `npm ci`: it refuses the lock file for optional packages of other platforms that the registry does not have.
		await runCommand('npm install of n8n', npm('install', '--loglevel=http'), {
			cwd: N8N_RUNTIME,
			onLine: countFetched(Object.keys(packages).length - 1, report),
		});
	});
}
