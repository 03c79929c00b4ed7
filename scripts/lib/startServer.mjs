import { spawn } from 'node:child_process';
import { open, readFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { fileURLToPath } from 'node:url';

import { atEnd } from './endings.mjs';
import { stopProcess } from './stopProcess.mjs';

const LEASH = fileURLToPath(new URL('leash.mjs', import.meta.url));
const SECONDS_TO_START = 60;
const MILLISECONDS_BETWEEN_LOOKS = 100;
const LOG_LINES_SHOWN = 20;

/**
 * Starts a server of this machine and waits until it listens. It ends with the script, also with one that is killed.
 *
 * @param {string} title for the error
 * @param {readonly string[]} command
 * @param {{ port: number, log: string, environment?: NodeJS.ProcessEnv }} options `port` of 127.0.0.1 on which it listens;
 * `log`: the file for what it prints
 */
export async function startServer(title, command, { port, log, environment = process.env }) {
	const output = await open(log, 'a');
	const child = spawn(process.execPath, [LEASH, ...command], {
		env: environment,
		stdio: ['pipe', output.fd, output.fd],
		detached: process.platform !== 'win32',
	});
	atEnd(() => stopProcess(child));
	await output.close();

	let failure = null;
	child.once('error', (error) => (failure = error.message));
	child.once('exit', (code, signal) => (failure = `it ended with ${code ?? signal}`));
	const patienceEnds = Date.now() + SECONDS_TO_START * 1000;
	while (!(await listens(port))) {
		if (failure === null && Date.now() > patienceEnds)
			failure = `it did not listen after ${SECONDS_TO_START} s`;
		if (failure !== null) {
			const lines = (await readFile(log, 'utf8')).trimEnd().split('\n');
			throw new Error(`${title} did not start: ${failure}.\n\n${lines.slice(-LOG_LINES_SHOWN).join('\n')}\n`);
		}
		await new Promise((resolve) => setTimeout(resolve, MILLISECONDS_BETWEEN_LOOKS));
	}
}

function listens(port) {
	return new Promise((resolve) => {
		const socket = connect({ host: '127.0.0.1', port });
		const answer = (isOpen) => {
			socket.destroy();
			resolve(isOpen);
		};
		socket.once('connect', () => answer(true));
		socket.once('error', () => answer(false));
	});
}
