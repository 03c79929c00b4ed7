import type { IExecuteFunctions } from 'n8n-workflow';

import { InputError } from '../domain/inputError';
import { asNumber } from '../domain/json';
import { shown } from '../domain/shown';

/**
 * How many results are wanted; `Infinity` for all of them.
 *
 * @throws InputError for anything below 1
 */
export function readLimit(context: IExecuteFunctions, itemIndex: number): number {
	if (context.getNodeParameter('returnAll', itemIndex, false) === true) return Infinity;
	const value: unknown = context.getNodeParameter('limit', itemIndex, 50);
	const limit = asNumber(value);
	if (limit !== null && limit >= 1) return Math.floor(limit);
	throw new InputError(
		'Limit',
		`Limit cannot be "${shown(value)}"`,
		'Give a number from 1, or turn on Return All.',
	);
}
