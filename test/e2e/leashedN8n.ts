import { type ChildProcess, spawn } from 'node:child_process';
import { cp, mkdtemp, open } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { environmentFor } from '../../scripts/lib/n8nEnvironment.mjs';
import { readRunning } from './running';

const LEASH = join(__dirname, '..', '..', 'scripts', 'lib', 'leash.mjs');

/** What jest tells its own; n8n would keep quiet and behave otherwise. */
const OUT_OF_TEST = { NODE_ENV: undefined, JEST_WORKER_ID: undefined };

/** A process of n8n. Should the tests end without a word, it ends with them. */
export interface LeashedN8n {
	readonly child: ChildProcess;
	/** Kills it, and what it has started, in the middle of whatever it does. */
	kill(): Promise<void>;
}

interface Wanted {
	readonly userFolder: string;
	readonly encryptionKey: string;
	/** The file for all that it prints. */
	readonly log: string;
	/** Environment variables of n8n. */
	readonly settings: Readonly<Record<string, string | undefined>>;
}

/** A new user folder with the pack in it, or without, and nothing else, beside the one that the script has made. */
export async function makeUserFolder({ withPack = true } = {}): Promise<string> {
	const { userFolder: packFolder } = readRunning().n8n;
	const userFolder = await mkdtemp(join(dirname(packFolder), 'social-publisher-n8n-'));
	const packs = join('.n8n', 'nodes');
	if (withPack) await cp(join(packFolder, packs), join(userFolder, packs), { recursive: true });
	return userFolder;
}

/**
 * Starts a process of n8n.
 *
 * @param command e.g. `['start']`
 */
export async function startLeashed(
	command: readonly string[],
	{ userFolder, encryptionKey, log, settings }: Wanted,
): Promise<LeashedN8n> {
	const installed = readRunning().n8n;
	const { node, script } = installed;
	const output = await open(log, 'a');
	const child = spawn(node, [LEASH, node, script, ...command], {
		cwd: userFolder,
		env: {
			...(await environmentFor({ ...installed, userFolder, encryptionKey })),
			...OUT_OF_TEST,
			...settings,
		},
		stdio: ['pipe', output.fd, output.fd],
		detached: process.platform !== 'win32',
	});
	await output.close();
	return {
		child,
		async kill() {
			if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
			const ended = new Promise((done) => child.once('exit', done));
			child.stdin?.end();
			await ended;
		},
	};
}
