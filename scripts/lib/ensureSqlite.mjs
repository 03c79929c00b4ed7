import { existsSync } from 'node:fs';
import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';

import { showWhile } from './progress.mjs';
import { CommandFailed, npm, runCommand } from './runCommand.mjs';

/**
 * Gives n8n's database driver its binary. The package `sqlite3` would load it from outside the registry or compile it; a
 * fork of it publishes the same N-API binary inside its npm package, which needs neither. Compiling is the way out for a
 * platform that the fork does not have.
 *
 * @param {{ binary: string, headers: string | null }} node the Node.js that runs n8n
 * @param {string} folder where n8n is installed
 */
export async function ensureSqlite(node, folder) {
	if (await loads(node, folder)) return;
	const prebuilt = prebuiltBinary(folder);
	if (existsSync(prebuilt)) {
		// Where the package `sqlite3` looks for it.
		const place = join(folder, 'node_modules', 'sqlite3', 'build', 'Release');
		await mkdir(place, { recursive: true });
		await copyFile(prebuilt, join(place, 'node_sqlite3.node'));
		if (await loads(node, folder)) return;
	}
	await compile(node, folder);
}

async function loads(node, folder) {
	const open = "new (require('sqlite3').Database)(':memory:', (error) => process.exit(error ? 1 : 0))";
	try {
		await runCommand('Loading sqlite3', [node.binary, '-e', open], { cwd: folder });
		return true;
	} catch (error) {
		if (error instanceof CommandFailed) return false;
		throw error;
	}
}

function prebuiltBinary(folder) {
	const { platform, arch } = process;
	const isMusl = platform === 'linux' && process.report.getReport().header.glibcVersionRuntime === undefined;
	return join(
		folder,
		'node_modules',
		'@appthreat',
		'sqlite3',
		'prebuilds',
		`${platform}-${arch}`,
		`@appthreat+sqlite3.${isMusl ? 'musl' : 'glibc'}.node`,
	);
}

async function compile(node, folder) {
	const headers = node.headers === null ? {} : { npm_config_nodedir: node.headers };
	try {
		await showWhile('      Compiling the database driver of n8n (about a minute)', () =>
			runCommand(
				'npm rebuild sqlite3',
				npm('rebuild', 'sqlite3', '--ignore-scripts=false', '--build-from-source'),
				{ cwd: folder, env: { ...process.env, ...headers } },
			),
		);
	} catch (error) {
		throw new Error(
			`${error.message}\nn8n's database driver has no ready binary for this machine and could not be compiled. ` +
				'Install python3, make and a C++ compiler (Debian and Ubuntu: apt-get install -y python3 make g++), ' +
				'then run this again.',
		);
	}
	if (!(await loads(node, folder))) throw new Error(`The database driver of n8n does not load in ${folder}.`);
}
