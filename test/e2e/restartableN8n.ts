import { randomBytes } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { freePort } from '../../scripts/lib/freePort.mjs';
import { openN8n } from '../../scripts/lib/n8nApi.mjs';
import { makeOwner, serverSettings, setUpOwner, waitUntilReady } from '../../scripts/lib/startN8n.mjs';
import { type LeashedN8n, makeUserFolder, startLeashed } from './leashedN8n';
import { type N8n, readRunning } from './running';

const LOG_LETTERS_SHOWN = 4000;

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
	const userFolder = await makeUserFolder({ withPack });
	const log = join(userFolder, 'n8n.log');
	const owner = makeOwner(readRunning().n8n.folder);
	const encryptionKey = randomBytes(24).toString('hex');
	let running: LeashedN8n | null = null;

	const readLog = async () => await readFile(log, 'utf8');
	async function kill(): Promise<void> {
		const dying = running;
		running = null;
		await dying?.kill();
	}

	return {
		readLog,
		kill,
		async start() {
			const port = await freePort();
			const address = `http://127.0.0.1:${port}`;
			running = await startLeashed(['start'], {
				userFolder,
				encryptionKey,
				log,
				settings: { ...serverSettings(port, owner), ...settings },
			});
			await waitUntilReady(running.child, address, async () => (await readLog()).slice(-LOG_LETTERS_SHOWN));
			await setUpOwner(address, owner);
			return await openN8n({ address, email: owner.email, password: owner.password });
		},
		async remove() {
			await kill();
			await rm(userFolder, { recursive: true, force: true, maxRetries: 3 });
		},
	};
}
