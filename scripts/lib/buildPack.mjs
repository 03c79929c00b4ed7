import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { packageBin, withPackageBins } from './packageBin.mjs';
import { ROOT } from './paths.mjs';
import { showWhile } from './progress.mjs';
import { runCommand } from './runCommand.mjs';

/** What the built package is made of. */
const SOURCES = [
	'credentials',
	'icons',
	'nodes',
	'gulpfile.js',
	'package.json',
	'package-lock.json',
	'tsconfig.json',
];

/** Outside `dist`, which is published as it is. */
const STAMP = join(ROOT, 'node_modules', '.cache', 'social-publisher', 'built');

/** Icons, codex files, TypeScript and the README's tables: what `gulpfile.js` says. */
export async function buildPack() {
	await rm(STAMP, { force: true });
	await showWhile('      Building the pack', () =>
		runCommand('The build', packageBin('gulp', 'build'), { cwd: ROOT, env: withPackageBins() }),
	);
	await mkdir(dirname(STAMP), { recursive: true });
	await writeFile(STAMP, await hashSources());
}

/** Builds unless `dist` has been built from just these sources: two scripts may run side by side. */
export async function ensureBuilt() {
	const built = await readFile(STAMP, 'utf8').catch(() => null);
	if (built !== null && (await hasOutput()) && built === (await hashSources())) return;
	await buildPack();
}

async function hasOutput() {
	const { n8n } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8'));
	return [...n8n.nodes, ...n8n.credentials].every((file) => existsSync(join(ROOT, file)));
}

async function hashSources() {
	const hash = createHash('sha256');
	for (const source of SOURCES) {
		for (const path of await filesOf(join(ROOT, source))) {
			hash
				.update(path.slice(ROOT.length))
				.update('\0')
				.update(await readFile(path));
		}
	}
	return hash.digest('hex');
}

/** The file itself, or all files below a folder, in an order that does not change. */
async function filesOf(path) {
	const entries = await readdir(path, { withFileTypes: true }).catch((error) => {
		if (error.code === 'ENOTDIR') return null;
		throw error;
	});
	if (entries === null) return [path];
	const below = await Promise.all(
		entries
			.map(({ name }) => name)
			.sort()
			.map((name) => filesOf(join(path, name))),
	);
	return below.flat();
}
