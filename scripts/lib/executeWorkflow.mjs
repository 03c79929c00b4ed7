import { Buffer } from 'node:buffer';
import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';

import { environmentFor } from './n8nEnvironment.mjs';

const MILLISECONDS_BETWEEN_LOOKS = 50;
const MILLISECONDS_AT_MOST = 180_000;
const BYTES_PER_KIB = 1024;

/**
 * Executes a workflow in an n8n process of its own (`n8n execute`), on the database of an n8n that may be running.
 *
 * @param {import('./ensureN8n.mjs').InstalledN8n & { userFolder: string, encryptionKey: string }} n8n
 * @param {string} workflowId
 * @param {Record<string, string>} [settings] environment variables of n8n
 * @returns {Promise<{ output: string, code: number | null, peakBytes: number }>} `output`: all that it has printed;
 * `peakBytes`: the most memory that the process held at once (its resident set), 0 where the system does not tell
 */
export async function executeWorkflow(n8n, workflowId, settings = {}) {
	const child = spawn(n8n.node, [n8n.script, 'execute', '--id', workflowId, '--rawOutput'], {
		cwd: n8n.userFolder,
		env: { ...(await environmentFor(n8n)), ...settings },
		stdio: ['ignore', 'pipe', 'pipe'],
		timeout: MILLISECONDS_AT_MOST,
	});
	const chunks = [];
	child.stdout.on('data', (chunk) => chunks.push(chunk));
	child.stderr.on('data', (chunk) => chunks.push(chunk));

	let peakBytes = 0;
	const looking = setInterval(async () => {
		peakBytes = Math.max(peakBytes, await readPeak(child.pid));
	}, MILLISECONDS_BETWEEN_LOOKS);
	try {
		const code = await new Promise((resolve, reject) => {
			child.once('error', reject);
			child.once('close', resolve);
		});
		return { output: Buffer.concat(chunks).toString('utf8'), code, peakBytes };
	} finally {
		clearInterval(looking);
	}
}

/** The kernel keeps the highest value, so nothing is missed between two looks. */
async function readPeak(pid) {
	const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
	return Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) * BYTES_PER_KIB;
}
