import type { IPollFunctions } from 'n8n-workflow';

import { PollMemory } from './pollMemory';

/** What this process remembers of a trigger between two polls. */
interface Turn {
	isRunning: boolean;
	hasSucceeded: boolean;
	/** The last failure that was told, and when. */
	failure: { readonly text: string; readonly toldMs: number } | null;
	readonly memory: PollMemory;
}

/** The same failure again is told once in this time; every poll of an outage would be another failed execution. */
const TELL_AGAIN_MS = 60 * 60_000;

/** Long forgotten triggers go first beyond that. */
const MAX_TURNS = 1000;

const TURNS = new Map<string, Turn>();

/**
 * Runs a poll unless the one before is still running, which will find what this one would; n8n starts them side by side
 * when one takes longer than the interval.
 *
 * @param hasState whether an earlier poll has left its state; without it the first failure must stop the activation
 * @returns `null` also for a failure that was told already
 */
export async function inTurn<Result>(
	context: IPollFunctions,
	hasState: () => boolean,
	poll: (memory: PollMemory) => Promise<Result | null>,
): Promise<Result | null> {
	const turn = turnOf(context);
	if (turn.isRunning) return null;
	turn.isRunning = true;
	try {
		const result = await poll(turn.memory);
		turn.failure = null;
		turn.hasSucceeded = true;
		return result;
	} catch (error) {
		const text = error instanceof Error ? `${error.name} ${error.message}` : String(error);
		const isKnown = turn.failure?.text === text && Date.now() - turn.failure.toldMs < TELL_AGAIN_MS;
		if (isKnown && (turn.hasSucceeded || hasState())) return null;
		turn.failure = { text, toldMs: Date.now() };
		return await Promise.reject(error as Error);
	} finally {
		turn.isRunning = false;
	}
}

function turnOf(context: IPollFunctions): Turn {
	const key = `${context.getWorkflow().id ?? ''} ${context.getNode().id}`;
	const turn = TURNS.get(key) ?? {
		isRunning: false,
		hasSucceeded: false,
		failure: null,
		memory: new PollMemory(),
	};
	TURNS.delete(key);
	TURNS.set(key, turn);
	for (const [other, { isRunning }] of TURNS) {
		if (TURNS.size <= MAX_TURNS) break;
		if (!isRunning) TURNS.delete(other);
	}
	return turn;
}
