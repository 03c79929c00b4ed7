import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { shown } from '../domain/shown';
import { type Capability, findProvider } from '../providers/registry';
import { openProvider, type OpenProvider } from './openProvider';
import { findOperation, type Operation } from './operation';
import { readConcurrency } from './readConcurrency';
import { runItems } from './runItems';
import { keepRun, recallRun } from './runMemory';

interface OpenRun extends OpenProvider {
	readonly run: Map<string, unknown>;
}

/**
 * Executes a node whose operations are these: reads provider and operation per item and runs the operation. What an
 * earlier try of this run has done already is not done again.
 */
export async function executeOperations(
	context: IExecuteFunctions,
	capability: Capability,
	operations: readonly Operation[],
): Promise<INodeExecutionData[][]> {
	if (context.getInputData().length === 0) return [[]];
	const opened = new Map<string, Promise<OpenRun>>();
	const memory = recallRun(context);
	let unfinished = 0;

	/** One wire per provider and credential for the whole run, so that items wait for a rate limit together. */
	function open(itemIndex: number): Promise<OpenRun> {
		const provider: unknown = context.getNodeParameter('provider', itemIndex);
		const authentication: unknown = context.getNodeParameter('authentication', itemIndex, '');
		const key = `${shown(provider)} ${shown(authentication)}`;
		const known = opened.get(key);
		if (known) return known;
		const opening = openProvider(context, { provider, authentication }).then((open) => ({
			...open,
			run: new Map<string, unknown>(),
		}));
		opened.set(key, opening);
		return opening;
	}

	try {
		const items = await runItems(context, itemsAtOnce(context, operations), async (itemIndex) => {
			const done = memory.done.get(itemIndex);
			if (done) return done;
			unfinished += 1;
			const { provider, wire, run } = await open(itemIndex);
			const value: unknown = context.getNodeParameter('operation', itemIndex, '');
			const operation = findOperation(capability, operations, value, provider);
			const call = { context, itemIndex, provider, wire, run, notes: memory.notes };
			const output = await operation.execute(call);
			if (operation.changes === true) memory.done.set(itemIndex, output);
			unfinished -= 1;
			return output;
		});
		return [items];
	} finally {
		keepRun(context, memory, unfinished > 0);
	}
}

/** Asked of the first item's operation: the list of operations takes no expression. */
function itemsAtOnce(context: IExecuteFunctions, operations: readonly Operation[]): number {
	const value: unknown = context.getNodeParameter('operation', 0, '');
	const provider = findProvider(context.getNodeParameter('provider', 0));
	const operation = operations.find((one) => one.value === value);
	return (provider && operation?.itemsAtOnce?.(context, provider)) ?? readConcurrency(context);
}
