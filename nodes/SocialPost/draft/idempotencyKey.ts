import { createHash, randomUUID } from 'crypto';
import type { IExecuteFunctions } from 'n8n-workflow';

import { originOf } from '../../shared/face/originOf';
import { runOf } from '../../shared/face/runOf';

/** What every provider accepts as a key. */
const KEY_PATTERN = /^[A-Za-z0-9._:-]{1,64}$/;

/** Hex digits kept of a hash: far more than enough to tell keys apart, and short enough for every provider. */
const KEY_DIGITS = 40;

/**
 * The key that tells a repeated item from a new one: the user's own, or one made of execution, node, run and item, so
 * that Retry On Fail and n8n's retry of an execution send the same key again, and a new execution another one. As a tool of
 * an agent the node runs once for each call, so that equal posts of two calls are two posts.
 */
export function readIdempotencyKey(context: IExecuteFunctions, itemIndex: number): string {
	const own: unknown = context.getNodeParameter('options.idempotencyKey', itemIndex, '');
	const text = typeof own === 'string' || typeof own === 'number' ? String(own).trim() : '';
	if (text !== '') return KEY_PATTERN.test(text) ? text : `key-${digest(text)}`;

	const origin = originOf(context) ?? randomUUID();
	const parts = [origin, context.getNode().id, runOf(context), String(itemIndex)];
	return `n8n-${digest(parts.join('\n'))}`;
}

function digest(text: string): string {
	return createHash('sha256').update(text).digest('hex').slice(0, KEY_DIGITS);
}
