import type { IExecuteFunctions } from 'n8n-workflow';

import { InputError } from '../../shared/domain/inputError';
import { listIds } from '../../shared/face/listIds';

/**
 * The chosen accounts, in order and each once: from the multi-select, or from an expression that gives a list or text
 * with commas.
 *
 * @throws InputError when there is none
 */
export function readAccountIds(context: IExecuteFunctions, itemIndex: number): string[] {
	const ids = readAccountIdsIfAny(context, itemIndex);
	if (ids.length === 0) {
		throw new InputError(
			'Accounts',
			'No account was chosen',
			'Pick accounts from the list, or give an expression with their IDs: a list, or text with commas, such as {{ $json.id }}.',
		);
	}
	return ids;
}

/** The same, where none is needed. */
export function readAccountIdsIfAny(context: IExecuteFunctions, itemIndex: number): string[] {
	return listIds(context.getNodeParameter('accountIds', itemIndex, []));
}
