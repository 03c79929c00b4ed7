const MILLISECONDS_TO_STOP = 10_000;

/**
 * Ends a process that we started, and what it started, by its process group: first politely, then by force.
 *
 * @param {import('node:child_process').ChildProcess} child started with `detached` where groups exist
 * @param {{ alone?: boolean }} [options] `alone`: it shares our own group, so only it is signalled
 */
export async function stopProcess(child, { alone = process.platform === 'win32' } = {}) {
	if (child.pid === undefined) return;
	const ended = new Promise((resolve) => {
		if (child.exitCode !== null || child.signalCode !== null) resolve();
		else child.once('exit', () => resolve());
	});
	if (!send(child, 'SIGTERM', alone)) return;
	const force = setTimeout(() => send(child, 'SIGKILL', alone), MILLISECONDS_TO_STOP);
	await ended;
	clearTimeout(force);
	// What the process left behind in its group has nobody to work for any more.
	if (!alone) send(child, 'SIGKILL', alone);
}

/** Whether there was anybody to receive it. */
function send(child, signal, alone) {
	try {
		if (alone) return child.kill(signal);
		process.kill(-child.pid, signal);
		return true;
	} catch (error) {
		// EPERM is macOS' word for a group of which only a dead process is left.
		if (error.code === 'ESRCH' || error.code === 'EPERM') return false;
		throw error;
	}
}
