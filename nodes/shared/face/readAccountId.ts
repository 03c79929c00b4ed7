import type { IExecuteFunctions } from 'n8n-workflow';

import { InputError } from '../domain/inputError';
import { readId } from './readPlain';

/** @throws InputError when no account was chosen */
export function readAccountId(context: IExecuteFunctions, itemIndex: number): string {
	const accountId = readOptionalAccountId(context, itemIndex);
	if (accountId !== undefined) return accountId;
	throw new InputError(
		'Account',
		'No account was chosen',
		'Pick one from the list, or give the "id" that Social Accounts > Get Many returns.',
	);
}

/** `undefined` when none was chosen. */
export function readOptionalAccountId(context: IExecuteFunctions, itemIndex: number): string | undefined {
	const value: unknown = context.getNodeParameter('accountId', itemIndex, '', { extractValue: true });
	const accountId = readId('Account', value);
	return accountId === '' ? undefined : accountId;
}
