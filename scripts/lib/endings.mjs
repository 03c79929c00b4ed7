import { constants } from 'node:os';

const STOP_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** @type {Array<() => Promise<void> | void>} */
const endings = [];

/**
 * Remembers what must happen when the script ends, however it ends; the last one is done first.
 *
 * @param {() => Promise<void> | void} ending
 * @returns {() => void} forgets it again
 */
export function atEnd(ending) {
	endings.push(ending);
	return () => {
		const at = endings.indexOf(ending);
		if (at >= 0) endings.splice(at, 1);
	};
}

/**
 * Runs a script's work, then its endings: after success, after a failure (shown without a stack: the message must say it
 * all) and when the user stops it.
 *
 * @param {() => Promise<number | void>} work its result is the exit code; nothing means 0
 */
export async function runScript(work) {
	for (const signal of STOP_SIGNALS) {
		// Not `once`: npm passes on the signal that the terminal has already sent us.
		process.on(signal, () => void end(stoppingIsSuccess ? 0 : SIGNAL_BASE + constants.signals[signal]));
	}
	let code = 0;
	try {
		code = (await work()) ?? 0;
	} catch (error) {
		if (ending) return;
		code = 1;
		process.stderr.write(`\n${error instanceof Error ? error.message : String(error)}\n`);
		if (process.env.DEBUG && error instanceof Error) process.stderr.write(`${error.stack}\n`);
	}
	await end(code);
}

/** Shells report a process ended by a signal as this plus the signal's number. */
const SIGNAL_BASE = 128;

let ending = false;
let stoppingIsSuccess = false;

/** Never comes back: the script has done its work and goes on until the user stops it, with exit code 0. */
export function runUntilStopped() {
	stoppingIsSuccess = true;
	return new Promise(() => undefined);
}

async function end(code) {
	if (ending) return;
	ending = true;
	for (const finish of [...endings].reverse()) {
		try {
			await finish();
		} catch (error) {
			process.stderr.write(`While ending: ${error instanceof Error ? error.message : String(error)}\n`);
		}
	}
	process.exit(code);
}
