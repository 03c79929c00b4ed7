import { createHash, randomUUID } from 'crypto';
import type { IExecuteFunctions } from 'n8n-workflow';

/** What every provider accepts as a key. */
const KEY_PATTERN = /^[A-Za-z0-9._:-]{1,64}$/;

/** Hex digits kept of a hash: far more than enough to tell keys apart, and short enough for every provider. */
const KEY_DIGITS = 40;

/**
 * The key that tells a repeated item from a new one: the user's own, or one made of execution, node, run and item, so
 * that Retry On Fail sends the same key again and a new execution another one. As a tool of an agent the node is called
 * several times within one run, so there its parameters are part of the key.
 */
export function readIdempotencyKey(context: IExecuteFunctions, itemIndex: number): string {
	const own: unknown = context.getNodeParameter('options.idempotencyKey', itemIndex, '');
	const text = typeof own === 'string' || typeof own === 'number' ? String(own).trim() : '';
	if (text !== '') return KEY_PATTERN.test(text) ? text : `key-${digest(text)}`;

	const execution = context.getExecutionId() || randomUUID();
	const { id, type, parameters } = context.getNode();
	const parts = [execution, id, String(runIndexOf(context)), String(itemIndex)];
	if (type.endsWith('Tool')) {
		const names = Object.keys(parameters);
		parts.push(JSON.stringify(names.map((name) => [name, context.getNodeParameter(name, itemIndex)])));
	}
	return `n8n-${digest(parts.join('\n'))}`;
}

/** By run: n8n builds all of a workflow's data to tell its number, which is the same for all items. */
const RUN_INDEXES = new WeakMap<IExecuteFunctions, unknown>();

function runIndexOf(context: IExecuteFunctions): unknown {
	if (!RUN_INDEXES.has(context)) RUN_INDEXES.set(context, context.getWorkflowDataProxy(0).$runIndex);
	return RUN_INDEXES.get(context);
}

function digest(text: string): string {
	return createHash('sha256').update(text).digest('hex').slice(0, KEY_DIGITS);
}
