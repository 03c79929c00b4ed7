import type { IPollFunctions } from 'n8n-workflow';

import { VendorError } from '../shared/transport/vendorError';
import { PollMemory } from './pollMemory';

/** What this process remembers of a trigger between two polls. */
interface Turn {
	isRunning: boolean;
	hasSucceeded: boolean;
	/** When each failure was told since the last success: an outage shows itself in several by turns. */
	readonly toldMs: Map<string, number>;
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
		turn.toldMs.clear();
		turn.hasSucceeded = true;
		return result;
	} catch (error) {
		const kind = kindOf(error);
		const isKnown = Date.now() - (turn.toldMs.get(kind) ?? -Infinity) < TELL_AGAIN_MS;
		if (isKnown && (turn.hasSucceeded || hasState())) return null;
		turn.toldMs.set(kind, Date.now());
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
		toldMs: new Map<string, number>(),
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

/** What tells one failure from another. Waiting times and numbers of requests in a message make no other one of it. */
function kindOf(error: unknown): string {
	const { name, message } = error instanceof Error ? error : { name: '', message: String(error) };
	const facts = error instanceof VendorError ? [error.facts.cause, error.facts.httpCode] : [];
	return [name, ...facts, message.replace(/[\w-]*\d[\w-]*/g, '#')].join(' ');
}
