import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { atEnd } from './endings.mjs';
import { freePort } from './freePort.mjs';
import { installPack } from './installPack.mjs';
import { environmentFor } from './n8nEnvironment.mjs';
import { stopProcess } from './stopProcess.mjs';

const SECONDS_TO_START = 180;
const MILLISECONDS_BETWEEN_LOOKS = 500;
const LOG_LINES_SHOWN = 30;
const OWNER_NAME = { firstName: 'Demo', lastName: 'Owner' };

/**
 * Starts a real n8n on 127.0.0.1 with an empty database and the pack in it, and ends it with the script.
 *
 * @param {import('./ensureN8n.mjs').InstalledN8n} n8n
 * @param {{ port?: number, report?: (doing: string) => void }} [options] `port`: wanted, another one when it is taken
 * @returns {Promise<StartedN8n>}
 */
export async function startN8n(n8n, { port: wanted, report = () => undefined } = {}) {
	const userFolder = await mkdtemp(join(tmpdir(), 'social-publisher-n8n-'));
	atEnd(() => rm(userFolder, { recursive: true, force: true, maxRetries: 3 }));
	report('installing the pack into it');
	await installPack(userFolder);

	const owner = makeOwner(n8n.folder);
	const port = await freePort(wanted);
	const address = `http://127.0.0.1:${port}`;
	const log = join(userFolder, 'n8n.log');
	const encryptionKey = randomBytes(24).toString('hex');
	const child = spawn(n8n.node, [n8n.script, 'start'], {
		cwd: userFolder,
		env: {
			...(await environmentFor({ ...n8n, userFolder, encryptionKey })),
			...serverSettings(port, owner),
		},
		stdio: ['ignore', 'pipe', 'pipe'],
		detached: process.platform !== 'win32',
	});
	atEnd(() => stopProcess(child));
	const written = createWriteStream(log);
	child.stdout.pipe(written);
	child.stderr.pipe(written);

	report('starting it');
	await waitUntilReady(child, address, async () => {
		const lines = (await readFile(log, 'utf8')).trimEnd().split('\n');
		return lines.slice(-LOG_LINES_SHOWN).join('\n');
	});
	await setUpOwner(address, owner);
	const ended = new Promise((resolve) => child.once('exit', () => resolve()));
	const { email, password } = owner;
	return { address, email, password, log, userFolder, encryptionKey, ended };
}

/**
 * What makes it a server on 127.0.0.1 for one owner, beside `environmentFor`.
 *
 * @param {number} port
 * @param {{ email: string, passwordHash: string }} owner
 * @returns {NodeJS.ProcessEnv}
 */
export function serverSettings(port, owner) {
	return {
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_PORT: String(port),
		N8N_SECURE_COOKIE: 'false',
		N8N_INSTANCE_OWNER_MANAGED_BY_ENV: 'true',
		N8N_INSTANCE_OWNER_EMAIL: owner.email,
		N8N_INSTANCE_OWNER_FIRST_NAME: OWNER_NAME.firstName,
		N8N_INSTANCE_OWNER_LAST_NAME: OWNER_NAME.lastName,
		N8N_INSTANCE_OWNER_PASSWORD_HASH: owner.passwordHash,
	};
}

/**
 * @typedef {object} StartedN8n
 * @property {string} address
 * @property {string} email
 * @property {string} password
 * @property {string} log the file with all that it prints
 * @property {string} userFolder with the pack and the database
 * @property {string} encryptionKey of the credentials in that database
 * @property {Promise<void>} ended when the process is gone
 */

/**
 * A new password each time: other people may use this machine, and an n8n runs whatever code its owner writes.
 *
 * @param {string} n8nFolder where n8n is installed
 * @returns {{ email: string, password: string, passwordHash: string }}
 */
export function makeOwner(n8nFolder) {
	const requireOfN8n = createRequire(join(n8nFolder, 'node_modules', 'n8n', 'package.json'));
	const password = `Demo-${randomBytes(9).toString('base64url')}-1`;
	return {
		email: 'demo@social-publisher.example',
		password,
		passwordHash: requireOfN8n('bcryptjs').hashSync(password, 10),
	};
}

/**
 * Makes the owner as n8n's first page does, where n8n has not taken it from `serverSettings`: n8n 1 cannot.
 *
 * @param {string} address of an n8n that is ready
 * @param {{ email: string, password: string }} owner
 */
export async function setUpOwner(address, { email, password }) {
	const { data } = await (await fetch(`${address}/rest/settings`)).json();
	if (data.userManagement?.showSetupOnFirstLoad !== true) return;
	const answer = await fetch(`${address}/rest/owner/setup`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ email, password, ...OWNER_NAME }),
	});
	if (!answer.ok) throw new Error(`n8n refused its owner with ${answer.status}: ${await answer.text()}`);
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @param {string} address
 * @param {() => Promise<string>} readLog the last lines that it has printed, for the error
 * @param {readonly string[]} [paths] what it serves once it is ready
 */
export async function waitUntilReady(child, address, readLog, paths = PATHS_OF_MAIN) {
	const patienceEnds = Date.now() + SECONDS_TO_START * 1000;
	let failure = null;
	child.once('error', (error) => (failure = error.message));
	child.once('exit', (code, signal) => (failure = `it ended with ${code ?? signal}`));
	while (!(await isReady(address, paths))) {
		if (failure === null && Date.now() > patienceEnds)
			failure = `it was not ready after ${SECONDS_TO_START} s`;
		if (failure !== null) throw new Error(`n8n did not start: ${failure}.\n\n${await readLog()}\n`);
		await new Promise((resolve) => setTimeout(resolve, MILLISECONDS_BETWEEN_LOOKS));
	}
}

/** The web server answers before the database and the login do. */
const PATHS_OF_MAIN = ['/healthz/readiness', '/rest/settings'];

async function isReady(address, paths) {
	try {
		const answers = await Promise.all(paths.map((path) => fetch(`${address}${path}`)));
		return answers.every(({ ok }) => ok);
	} catch {
		return false;
	}
}
