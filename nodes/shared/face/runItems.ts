import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

import { shown } from '../domain/shown';
import { toErrorData, toNodeError } from './toNodeError';

/** An item was not sent because another one had failed: not a failure of its own. */
export class NotSent extends Error {
	constructor() {
		super('The item was not sent, because another one failed');
		this.name = 'NotSent';
	}
}

/** Items that are prepared in one go: meanwhile nothing is sent and nothing is received. */
const PREPARED_IN_ONE_GO = 50;

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

	async function begin(lanes: number, inOneGo: number): Promise<void> {
		const now = Math.min(lanes, inOneGo);
		const later = async () => {
			await sleep(0);
			await begin(lanes - now, PREPARED_IN_ONE_GO);
		};
		await Promise.all([...Array.from({ length: now }, work), ...(now < lanes ? [later()] : [])]);
	}

	// The first one alone: what it asks for all of them is under way while they are being prepared.
	await begin(Math.min(concurrency, count), 1);

	const [firstFailed = 0] = [...failures.keys()].sort((one, other) => one - other);
	if (!goOn && failures.size > 0) {
		throw toNodeError(context.getNode(), failures.get(firstFailed), firstFailed);
	}
	return outputs.flat();
}

function providerOf(context: IExecuteFunctions, itemIndex: number): string {
	return shown(context.getNodeParameter('provider', itemIndex, ''));
}
