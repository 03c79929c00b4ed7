import { randomUUID } from 'crypto';
import type { IExecuteFunctions } from 'n8n-workflow';

/** By run: n8n builds all of a workflow's data to tell its number, which is the same for all items. */
const RUNS = new WeakMap<IExecuteFunctions, string>();

/** By input. */
const TOOL_CALLS = new WeakMap<object, string>();

/**
 * What tells a run of this node from its other runs in the execution, and stays the same when n8n tries the run again
 * (Retry On Fail). That is the run's number, but not where an agent calls the node as a tool past n8n's engine (agents
 * before version 3, agents below an agent): there each try has a number of its own, and calls for several items share one.
 * What the tries of such a call have in common, and only they, is the object that holds its input.
 */
export function runOf(context: IExecuteFunctions): string {
	const known = RUNS.get(context);
	if (known !== undefined) return known;
	const run = toolCallOf(context) ?? String(context.getWorkflowDataProxy(0).$runIndex);
	RUNS.set(context, run);
	return run;
}

function toolCallOf(context: IExecuteFunctions): string | null {
	const { isToolExecution } = context as Partial<IExecuteFunctions>;
	// An n8n that cannot tell has no other way to call a tool.
	const isCall = isToolExecution ? isToolExecution.call(context) : context.getNode().type.endsWith('Tool');
	const input = isCall ? context.getInputData()[0]?.json : undefined;
	if (input === undefined) return null;
	const call = TOOL_CALLS.get(input) ?? randomUUID();
	TOOL_CALLS.set(input, call);
	return call;
}
