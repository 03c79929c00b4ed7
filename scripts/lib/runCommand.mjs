import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

import { atEnd } from './endings.mjs';
import { stopProcess } from './stopProcess.mjs';

/** How much of a failed command's output is worth showing, unless all of it is. */
const LINES_KEPT = 60;

/** A command that ended with something else than 0; the message ends with the last lines of its output. */
export class CommandFailed extends Error {
	constructor(title, code, output) {
		super(`${title} failed (exit code ${code}).${output.length === 0 ? '' : `\n\n${output.join('\n')}\n`}`);
		this.name = 'CommandFailed';
		this.code = code;
		this.output = output;
	}
}

/**
 * Runs a command to its end and keeps the last lines that it prints.
 *
 * @param {string} title what it is, for the error
 * @param {readonly [string, ...string[]]} command
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, onLine?: (line: string) => void, linesKept?: number }} [options]
 * @returns {Promise<string[]>} the last lines of its output
 * @throws {CommandFailed}
 */
export async function runCommand(
	title,
	[program, ...args],
	{ cwd, env, onLine, linesKept = LINES_KEPT } = {},
) {
	const child = spawn(program, args, {
		cwd,
		env: env ?? process.env,
		stdio: ['ignore', 'pipe', 'pipe'],
		detached: process.platform !== 'win32',
	});
	const forget = atEnd(() => stopProcess(child));
	const output = [];
	for (const stream of [child.stdout, child.stderr]) {
		createInterface({ input: stream }).on('line', (line) => {
			onLine?.(line);
			output.push(line);
			if (output.length > linesKept) output.shift();
		});
	}
	try {
		const code = await new Promise((resolve, reject) => {
			child.on('error', reject);
			child.on('close', (exitCode, signal) => resolve(exitCode ?? signal));
		});
		if (code !== 0) throw new CommandFailed(title, code, output);
		return output;
	} finally {
		forget();
	}
}

/**
 * Runs a command that talks to the user itself.
 *
 * @param {readonly [string, ...string[]]} command
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv }} [options]
 * @returns {Promise<number>} its exit code
 */
export async function runInForeground([program, ...args], { cwd, env } = {}) {
	const child = spawn(program, args, { cwd, env: env ?? process.env, stdio: 'inherit' });
	const forget = atEnd(() => stopProcess(child, { alone: true }));
	try {
		return await new Promise((resolve, reject) => {
			child.on('error', reject);
			child.on('close', (code) => resolve(code ?? 1));
		});
	} finally {
		forget();
	}
}

/**
 * npm itself, the one that runs this script where there is one.
 *
 * @param {...string} args
 * @returns {[string, ...string[]]}
 */
export function npm(...args) {
	const script = process.env.npm_execpath;
	return script?.endsWith('.js') ? [process.execPath, script, ...args] : ['npm', ...args];
}
