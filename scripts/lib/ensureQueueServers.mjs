import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { delimiter, join } from 'node:path';

import { showWhile } from './progress.mjs';
import { CommandFailed, runCommand } from './runCommand.mjs';

/** Where Debian and Ubuntu keep the programs of PostgreSQL, one folder per version. */
const POSTGRES_FOLDER = '/usr/lib/postgresql';
const POSTGRES_PROGRAMS = ['initdb', 'postgres'];
/** PostgreSQL refuses to run as root. */
const POSTGRES_USER = 'postgres';

/** PostgreSQL or Redis are not here and cannot be installed; the message says why. */
export class NoQueueServers extends Error {}

/**
 * @typedef {object} QueueServers
 * @property {string} postgres the folder with PostgreSQL's programs
 * @property {string} redis path of redis-server
 * @property {{ uid: number, gid: number } | null} postgresUser as whom PostgreSQL runs; `null`: as ourselves
 */

/**
 * What n8n's queue mode needs beside n8n: found, or installed from Debian's packages when we are root.
 *
 * @returns {Promise<QueueServers>}
 * @throws {NoQueueServers}
 */
export async function ensureQueueServers() {
	if ((await findPostgres()) === null || findRedis() === null) await install();
	const [postgres, redis] = [await findPostgres(), findRedis()];
	if (postgres === null || redis === null) {
		throw new NoQueueServers('PostgreSQL or Redis was installed, but its programs were not found');
	}
	return { postgres, redis, postgresUser: isRoot() ? await readPostgresUser() : null };
}

async function findPostgres() {
	const versions = (await readdir(POSTGRES_FOLDER).catch(() => [])).map(Number).sort((a, b) => b - a);
	const folders = [...versions.map((version) => join(POSTGRES_FOLDER, String(version), 'bin')), ...onPath()];
	return (
		folders.find((folder) => POSTGRES_PROGRAMS.every((program) => existsSync(join(folder, program)))) ?? null
	);
}

function findRedis() {
	return find('redis-server');
}

function find(program) {
	return (
		onPath()
			.map((folder) => join(folder, program))
			.find((path) => existsSync(path)) ?? null
	);
}

function onPath() {
	return (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
}

function isRoot() {
	return process.getuid?.() === 0;
}

async function install() {
	const missing = 'PostgreSQL and Redis are not both here';
	const apt = find('apt-get');
	if (apt === null) throw new NoQueueServers(`${missing}, and there is no apt-get to install them with`);
	if (!isRoot()) {
		throw new NoQueueServers(
			`${missing}. Install them as root (apt-get install -y postgresql redis-server), then run this again`,
		);
	}
	// With this run level no package starts a service of its own.
	const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
	const patient = ['-o', 'DPkg::Lock::Timeout=120'];
	try {
		await showWhile('      Installing PostgreSQL and Redis', async (report) => {
			report('apt-get update');
			await runCommand('apt-get update', [apt, ...patient, 'update', '-qq'], { env });
			report('apt-get install');
			await runCommand(
				'apt-get install',
				[apt, ...patient, 'install', '-y', '-qq', '--no-install-recommends', 'postgresql', 'redis-server'],
				{ env },
			);
		});
	} catch (error) {
		if (!(error instanceof CommandFailed)) throw error;
		const why = error.output.at(-1) ?? `exit code ${error.code}`;
		throw new NoQueueServers(`${missing}, and apt-get could not install them: ${why}`);
	}
}

async function readPostgresUser() {
	if (find('setpriv') === null) {
		throw new NoQueueServers('PostgreSQL does not run as root, and there is no setpriv to run it as another');
	}
	try {
		const read = async (what) => Number((await runCommand('id', ['id', what, POSTGRES_USER]))[0]);
		return { uid: await read('-u'), gid: await read('-g') };
	} catch (error) {
		if (!(error instanceof CommandFailed)) throw error;
		throw new NoQueueServers(`PostgreSQL does not run as root, and there is no user ${POSTGRES_USER}`);
	}
}
