import { createHash } from 'node:crypto';
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { ensureNode } from './ensureNode.mjs';
import { ensureSqlite } from './ensureSqlite.mjs';
import { N8N_EDITIONS } from './n8nEditions.mjs';
import { countFetched } from './npmProgress.mjs';
import { showWhile } from './progress.mjs';
import { npm, runCommand } from './runCommand.mjs';

const RECIPE = ['package.json', 'package-lock.json', '.npmrc'];

/**
 * A real n8n, installed from its own lock file when it is missing or the lock file is another one.
 *
 * @param {import('./n8nEditions.mjs').N8nEdition} [edition]
 * @returns {Promise<InstalledN8n>}
 */
export async function ensureN8n(edition = N8N_EDITIONS.newest) {
	const { folder, settings } = edition;
	await mkdir(folder, { recursive: true });
	const node = await ensureNode(edition);
	const recipe = await hashRecipe(edition);
	const stamp = join(folder, 'installed-recipe');
	if ((await readFile(stamp, 'utf8').catch(() => '')) !== recipe) {
		await install(edition);
		await writeFile(stamp, recipe);
	}
	await ensureSqlite(node, folder);
	const script = join(folder, 'node_modules', 'n8n', 'bin', 'n8n');
	return { node: node.binary, script, folder, settings };
}

/**
 * @typedef {object} InstalledN8n
 * @property {string} node the Node.js that runs it
 * @property {string} script what is run
 * @property {string} folder where its packages are
 * @property {Record<string, string>} settings environment variables that it needs
 */

async function hashRecipe({ recipe }) {
	const hash = createHash('sha256');
	for (const file of RECIPE) hash.update(await readFile(join(recipe, file)));
	return hash.digest('hex');
}

async function install({ recipe, folder }) {
	for (const file of RECIPE) await copyFile(join(recipe, file), join(folder, file));
	const { packages } = JSON.parse(await readFile(join(folder, 'package-lock.json'), 'utf8'));
	const { version } = packages['node_modules/n8n'];
	const title = `      Installing n8n ${version} (up to 2 GB, some minutes; only the first time)`;
	await showWhile(title, async (report) => {
		// Not `npm ci`: it refuses the lock file for optional packages of other platforms that the registry does not have.
		await runCommand('npm install of n8n', npm('install', '--loglevel=http'), {
			cwd: folder,
			onLine: countFetched(Object.keys(packages).length - 1, report),
		});
	});
}
