import type { IExecuteFunctions } from 'n8n-workflow';

import { InputError } from '../shared/domain/inputError';
import { type Platform, platformName } from '../shared/domain/platform';
import { shown } from '../shared/domain/shown';
import { readLine } from '../shared/face/readPlain';

/**
 * The network to connect.
 *
 * @throws InputError when the provider cannot connect it this way
 */
export function readPlatform<Allowed extends Platform>(
	context: IExecuteFunctions,
	itemIndex: number,
	allowed: readonly Allowed[],
	providerName: string,
): Allowed {
	const value: unknown = context.getNodeParameter('platform', itemIndex, '');
	const platform = allowed.find((known) => known === value);
	if (platform !== undefined) return platform;
	throw new InputError(
		'Network',
		`${providerName} cannot connect "${shown(value)}" this way`,
		`Choose one of: ${allowed.map(platformName).join(', ')}.`,
	);
}

/**
 * Where the owner of the account lands afterwards; `null` for the provider's own page.
 *
 * @throws InputError for anything that is no web address, or when the provider cannot send people anywhere
 */
export function readReturnUrl(
	context: IExecuteFunctions,
	itemIndex: number,
	takesReturnUrl: boolean,
	providerName: string,
): string | null {
	const value = readLine('Return URL', context.getNodeParameter('returnUrl', itemIndex, ''));
	if (value === '') return null;
	if (!takesReturnUrl) {
		throw new InputError(
			'Return URL',
			`${providerName} cannot send people to a return URL`,
			'Leave it empty. Wait Until Connected tells when the account is there.',
		);
	}
	return readWebAddress('Return URL', value);
}

/** @throws InputError for anything that is no http(s) address */
export function readWebAddress(parameter: string, value: string): string {
	if (URL.canParse(value) && /^https?:$/.test(new URL(value).protocol)) return value;
	throw new InputError(parameter, `"${shown(value)}" is not a web address`, 'Give a whole http(s) address.');
}

/** @throws InputError when it is empty */
export function readConnectionId(context: IExecuteFunctions, itemIndex: number): string {
	return readRequired(
		context,
		itemIndex,
		'connectionId',
		'Connection ID',
		'Give the "connectionId" that Create Link and Reconnect return.',
	);
}

/** @throws InputError when it is empty */
export function readRequired(
	context: IExecuteFunctions,
	itemIndex: number,
	name: string,
	displayName: string,
	advice: string,
): string {
	const value = readLine(displayName, context.getNodeParameter(name, itemIndex, ''));
	if (value !== '') return value;
	throw new InputError(displayName, `${displayName} is empty`, advice);
}
