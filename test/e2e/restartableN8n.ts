import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { cp, mkdtemp, open, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { freePort } from '../../scripts/lib/freePort.mjs';
import { openN8n } from '../../scripts/lib/n8nApi.mjs';
import { environmentFor } from '../../scripts/lib/n8nEnvironment.mjs';
import { makeOwner, serverSettings, waitUntilReady } from '../../scripts/lib/startN8n.mjs';
import { type N8n, readRunning } from './running';

const LEASH = join(__dirname, '..', '..', 'scripts', 'lib', 'leash.mjs');
const LOG_LETTERS_SHOWN = 4000;

/** What jest tells its own; n8n would keep quiet and behave otherwise. */
const OUT_OF_TEST = { NODE_ENV: undefined, JEST_WORKER_ID: undefined };

/** An n8n of a test's own, which can be killed and started again with what is in its database. */
export interface RestartableN8n {
	/** Starts it and logs in. */
	start(): Promise<N8n>;
	/** Kills it, and what it has started, in the middle of whatever it does. */
	kill(): Promise<void>;
	/** All that it has printed so far. */
	readLog(): Promise<string>;
	/** Kills it and removes its folder. */
	remove(): Promise<void>;
}

/**
 * Prepares an n8n with the pack in it, or without, and nothing else. Should the tests end without a word, it ends with them.
 *
 * @param settings environment variables of n8n
 */
export async function prepareN8n(
	settings: Readonly<Record<string, string>>,
	{ withPack = true }: { readonly withPack?: boolean } = {},
): Promise<RestartableN8n> {
	const { node, script, userFolder: packFolder } = readRunning().n8n;
	const userFolder = await mkdtemp(join(tmpdir(), 'social-publisher-n8n-'));
	const log = join(userFolder, 'n8n.log');
	const packs = join('.n8n', 'nodes');
	if (withPack) await cp(join(packFolder, packs), join(userFolder, packs), { recursive: true });
	const owner = makeOwner(resolve(script, '..', '..', '..', '..'));
	const encryptionKey = randomBytes(24).toString('hex');
	let child: ChildProcess | null = null;

	const readLog = async () => await readFile(log, 'utf8');
	async function kill(): Promise<void> {
		const dying = child;
		child = null;
		if (dying?.pid === undefined || dying.exitCode !== null || dying.signalCode !== null) return;
		const ended = new Promise((done) => dying.once('exit', done));
		dying.stdin?.end();
		await ended;
	}

	return {
		readLog,
		kill,
		async start() {
			const port = await freePort();
			const address = `http://127.0.0.1:${port}`;
			const output = await open(log, 'a');
			const started = spawn(node, [LEASH, node, script, 'start'], {
				cwd: userFolder,
				env: {
					...(await environmentFor({ node, userFolder, encryptionKey })),
					...serverSettings(port, owner),
					...OUT_OF_TEST,
					...settings,
				},
				stdio: ['pipe', output.fd, output.fd],
				detached: process.platform !== 'win32',
			});
			child = started;
			await output.close();
			await waitUntilReady(started, address, async () => (await readLog()).slice(-LOG_LETTERS_SHOWN));
			return await openN8n({ address, email: owner.email, password: owner.password });
		},
		async remove() {
			await kill();
			await rm(userFolder, { recursive: true, force: true, maxRetries: 3 });
		},
	};
}
