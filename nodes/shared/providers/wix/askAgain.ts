import type { Wire } from '../../transport/wire';

const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 10_000;

/**
 * Asks how something stands, with growing pauses in between, until it is done or patience has run out.
 *
 * @param patienceMs sum of the pauses at which no more is waited
 * @returns how it stood at last, be it done or not
 */
export async function askAgain<T>(
	wire: Wire,
	patienceMs: number,
	isDone: (state: T) => boolean,
	present: T,
	ask: () => Promise<T>,
): Promise<T> {
	let state = present;
	let pauseMs = FIRST_PAUSE_MS;
	for (let waitedMs = 0; !isDone(state) && waitedMs < patienceMs; waitedMs += pauseMs) {
		pauseMs = waitedMs === 0 ? FIRST_PAUSE_MS : Math.min(2 * pauseMs, LONGEST_PAUSE_MS);
		await wire.sleep(pauseMs);
		state = await ask();
	}
	return state;
}
