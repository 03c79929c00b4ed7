import type { IExecuteFunctions } from 'n8n-workflow';

/** Items in flight at once when the node has no option for it. */
export const DEFAULT_CONCURRENCY = 5;

const MAX_CONCURRENCY = 20;

/** The option is one for the whole run, so the first item's value counts. */
export function readConcurrency(context: IExecuteFunctions): number {
	const value: unknown = context.getNodeParameter('options.concurrency', 0, DEFAULT_CONCURRENCY);
	const wanted =
		typeof value === 'number' && Number.isFinite(value) ? Math.round(value) : DEFAULT_CONCURRENCY;
	return Math.min(Math.max(wanted, 1), MAX_CONCURRENCY);
}
