import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { runOf } from './runOf';

/**
 * What a node run has done so far. n8n's Retry On Fail runs a node again over all items, in the same process, those that
 * had succeeded included; what is remembered here is not done a second time.
 */
export interface RunMemory {
	/** By item: what came out of it. */
	readonly done: Map<number, readonly IDataObject[]>;
	/** What operations note for the next try. */
	readonly notes: Map<string, unknown>;
}

interface Entry extends RunMemory {
	usedMs: number;
}

/** n8n tries at most five times, five seconds apart; a try itself may take long. */
const KEPT_MS = 60 * 60_000;

/** The oldest runs go first beyond that; a run that ended well is not kept at all. */
const MAX_RUNS = 1000;

const RUNS = new Map<string, Entry>();

/** The memory of this run: that of its last try, if there was one; a fresh one where n8n gives no execution ID. */
export function recallRun(context: IExecuteFunctions): RunMemory {
	const now = Date.now();
	for (const [key, { usedMs }] of RUNS) {
		if (now - usedMs <= KEPT_MS && RUNS.size < MAX_RUNS) break;
		RUNS.delete(key);
	}
	const key = keyOf(context);
	const entry: Entry = (key === null ? undefined : RUNS.get(key)) ?? {
		done: new Map(),
		notes: new Map(),
		usedMs: now,
	};
	entry.usedMs = now;
	if (key !== null) {
		// To the end of the line: the first ones are those that have not been used for longest.
		RUNS.delete(key);
		RUNS.set(key, entry);
	}
	return entry;
}

/** After a run without a failure no other try comes. */
export function forgetRun(context: IExecuteFunctions): void {
	const key = keyOf(context);
	if (key !== null) RUNS.delete(key);
}

function keyOf(context: IExecuteFunctions): string | null {
	const execution = context.getExecutionId();
	return execution ? [execution, context.getNode().id, runOf(context)].join('\n') : null;
}
