import { randomBytes } from 'node:crypto';
import { chown, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { atEnd } from './endings.mjs';
import { freePort } from './freePort.mjs';
import { runCommand } from './runCommand.mjs';
import { startServer } from './startServer.mjs';

const USER = 'n8n';

/**
 * Starts an empty PostgreSQL and an empty Redis on free ports of 127.0.0.1, with folders and passwords of their own. They
 * end with the script.
 *
 * @param {import('./ensureQueueServers.mjs').QueueServers} servers
 * @returns {Promise<Record<string, string>>} the settings by which n8n works in queue mode with them
 */
export async function startQueueServers(servers) {
	const folder = await mkdtemp(join(tmpdir(), 'social-publisher-queue-'));
	atEnd(() => rm(folder, { recursive: true, force: true, maxRetries: 3 }));
	// PostgreSQL's user has to reach its own folder in it.
	if (servers.postgresUser !== null) await own(folder, servers.postgresUser);
	const [database, queue] = await Promise.all([
		startPostgres(servers, join(folder, 'postgres')),
		startRedis(servers, join(folder, 'redis')),
	]);
	return { EXECUTIONS_MODE: 'queue', ...database, ...queue };
}

async function startPostgres({ postgres, postgresUser }, folder) {
	const password = randomBytes(24).toString('hex');
	const passwordFile = join(folder, 'password');
	await mkdir(folder);
	await writeFile(passwordFile, password, { mode: 0o600 });
	if (postgresUser !== null) for (const path of [folder, passwordFile]) await own(path, postgresUser);

	const asUser = (program, ...args) => [...becoming(postgresUser), join(postgres, program), ...args];
	const data = join(folder, 'data');
	await runCommand(
		'initdb',
		asUser(
			'initdb',
			...['-D', data, '-U', USER, '-A', 'scram-sha-256', `--pwfile=${passwordFile}`],
			...['-E', 'UTF8', '--locale=C', '--no-sync'],
		),
		{ cwd: folder },
	);
	const port = await freePort();
	const settings = {
		listen_addresses: '127.0.0.1',
		port,
		unix_socket_directories: '',
		// Nobody needs the data when the machine has failed.
		fsync: 'off',
		synchronous_commit: 'off',
		full_page_writes: 'off',
		max_connections: 200,
	};
	await startServer(
		'PostgreSQL',
		asUser(
			'postgres',
			...['-D', data],
			...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
		),
		{ port, log: join(folder, '..', 'postgres.log') },
	);
	return {
		DB_TYPE: 'postgresdb',
		DB_POSTGRESDB_HOST: '127.0.0.1',
		DB_POSTGRESDB_PORT: String(port),
		DB_POSTGRESDB_DATABASE: 'postgres',
		DB_POSTGRESDB_USER: USER,
		DB_POSTGRESDB_PASSWORD: password,
	};
}

/** The beginning of a command that is to run as that user. */
function becoming(user) {
	return user === null
		? []
		: ['setpriv', `--reuid=${user.uid}`, `--regid=${user.gid}`, '--clear-groups', '--'];
}

async function own(path, { uid, gid }) {
	await chown(path, uid, gid);
}

async function startRedis({ redis }, folder) {
	const password = randomBytes(24).toString('hex');
	const port = await freePort();
	const settings = join(folder, 'redis.conf');
	await mkdir(folder);
	await writeFile(
		settings,
		[`bind 127.0.0.1`, `port ${port}`, `requirepass ${password}`, `dir ${folder}`, 'save ""', ''].join('\n'),
		{ mode: 0o600 },
	);
	await startServer('Redis', [redis, settings], { port, log: join(folder, 'redis.log') });
	return {
		QUEUE_BULL_REDIS_HOST: '127.0.0.1',
		QUEUE_BULL_REDIS_PORT: String(port),
		QUEUE_BULL_REDIS_PASSWORD: password,
	};
}
