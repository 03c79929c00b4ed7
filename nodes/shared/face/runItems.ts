import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { toErrorData, toNodeError } from './toNodeError';

/** An item was not sent because another one had failed: not a failure of its own. */
export class NotSent extends Error {
	constructor() {
		super('The item was not sent, because another one failed');
		this.name = 'NotSent';
	}
}

/** Turns one input item into its output items. */
export type RunItem = (itemIndex: number) => Promise<readonly IDataObject[]>;

/**
 * Runs all items, a few at a time; output order is input order and every output item knows its input item. With
 * Continue On Fail a failed item becomes `{ error }` and the others go on; without it nothing new is started after the
 * first failure, what is under way is finished, and the error of the earliest failed item is thrown.
 */
export async function runItems(
	context: IExecuteFunctions,
	concurrency: number,
	run: RunItem,
): Promise<INodeExecutionData[]> {
	const count = context.getInputData().length;
	const goOn = context.continueOnFail();
	const outputs: INodeExecutionData[][] = Array.from({ length: count }, () => []);
	const failures = new Map<number, unknown>();
	let next = 0;

	async function work(): Promise<void> {
		while (next < count && (goOn || failures.size === 0)) {
			const itemIndex = next++;
			try {
				const results = await run(itemIndex);
				outputs[itemIndex] = results.map((json) => ({ json, pairedItem: { item: itemIndex } }));
			} catch (error) {
				if (error instanceof NotSent) continue;
				failures.set(itemIndex, error);
				outputs[itemIndex] = [
					{
						json: { error: toErrorData(error, providerOf(context, itemIndex)) },
						pairedItem: { item: itemIndex },
					},
				];
			}
		}
	}

	await Promise.all(Array.from({ length: Math.min(concurrency, count) }, work));

	const firstFailed = Math.min(...failures.keys());
	if (!goOn && failures.size > 0) {
		throw toNodeError(context.getNode(), failures.get(firstFailed), firstFailed);
	}
	return outputs.flat();
}

function providerOf(context: IExecuteFunctions, itemIndex: number): string {
	return String(context.getNodeParameter('provider', itemIndex, ''));
}
