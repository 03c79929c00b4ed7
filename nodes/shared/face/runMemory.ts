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

interface Kept extends RunMemory {
	readonly endedMs: number;
}

/** n8n tries again at most five seconds after a try has ended. */
const KEPT_MS = 5 * 60_000;

/** Tries that failed, the newest last. */
const TRIES = new Map<string, Kept>();

/** The memory of this run: that of its last try, if there was one; otherwise a fresh one. */
export function recallRun(context: IExecuteFunctions): RunMemory {
	const key = keyOf(context);
	return (key === null ? undefined : TRIES.get(key)) ?? { done: new Map(), notes: new Map() };
}

/** At the end of a try: kept for the next one, if n8n will try again after a failure. */
export function keepRun(context: IExecuteFunctions, memory: RunMemory, hasFailed: boolean): void {
	const now = Date.now();
	for (const [key, { endedMs }] of TRIES) if (now - endedMs > KEPT_MS) TRIES.delete(key);
	const key = keyOf(context);
	if (key === null) return;
	if (hasFailed) TRIES.set(key, { ...memory, endedMs: now });
	else TRIES.delete(key);
}

/** `null`: n8n will not try again, or does not say what execution this is. */
function keyOf(context: IExecuteFunctions): string | null {
	const execution = context.getExecutionId();
	return execution && context.getNode().retryOnFail === true
		? [execution, context.getNode().id, runOf(context)].join('\n')
		: null;
}
