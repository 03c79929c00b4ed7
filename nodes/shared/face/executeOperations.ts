import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { Capability } from '../providers/registry';
import { openProvider, type OpenProvider } from './openProvider';
import { findOperation, type Operation } from './operation';
import { DEFAULT_CONCURRENCY, runItems } from './runItems';

interface OpenRun extends OpenProvider {
	readonly run: Map<string, unknown>;
}

/** Executes a node whose operations are these: reads provider and operation per item and runs the operation. */
export async function executeOperations(
	context: IExecuteFunctions,
	capability: Capability,
	operations: readonly Operation[],
): Promise<INodeExecutionData[][]> {
	if (context.getInputData().length === 0) return [[]];
	const opened = new Map<string, Promise<OpenRun>>();

	/** One wire per provider and credential for the whole run, so that items wait for a rate limit together. */
	function open(itemIndex: number): Promise<OpenRun> {
		const provider: unknown = context.getNodeParameter('provider', itemIndex);
		const authentication: unknown = context.getNodeParameter('authentication', itemIndex, '');
		const key = `${String(provider)} ${String(authentication)}`;
		const known = opened.get(key);
		if (known) return known;
		const opening = openProvider(context, { provider, authentication }).then((open) => ({
			...open,
			run: new Map<string, unknown>(),
		}));
		opened.set(key, opening);
		return opening;
	}

	const items = await runItems(context, concurrencyOf(context), async (itemIndex) => {
		const { provider, wire, run } = await open(itemIndex);
		const value: unknown = context.getNodeParameter('operation', itemIndex, '');
		const operation = findOperation(capability, operations, value, provider);
		return await operation.execute({ context, itemIndex, provider, wire, run });
	});
	return [items];
}

/** The option is one for the whole run, so the first item's value counts. */
function concurrencyOf(context: IExecuteFunctions): number {
	const value: unknown = context.getNodeParameter('options.concurrency', 0, DEFAULT_CONCURRENCY);
	const wanted =
		typeof value === 'number' && Number.isFinite(value) ? Math.round(value) : DEFAULT_CONCURRENCY;
	return Math.min(Math.max(wanted, 1), MAX_CONCURRENCY);
}

const MAX_CONCURRENCY = 20;
