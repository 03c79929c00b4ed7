import type { IDataObject, INode, JsonObject } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';

import { CREDENTIAL_FORMS, type CredentialField } from '../domain/connection';
import { InputError } from '../domain/inputError';
import { VendorError, type VendorErrorFacts } from '../transport/vendorError';

const SECRET_PARAMETERS: readonly string[] = [
	'code',
	...Object.values(CREDENTIAL_FORMS).flatMap((fields: readonly CredentialField[]) =>
		fields.filter(({ secret }) => secret).map(({ name }) => name),
	),
];

type Failure = NonNullable<NodeApiError['failure']>;

/**
 * n8n's own error for whatever went wrong with an item: from the API a `NodeApiError`, before it a `NodeOperationError`,
 * with what happened as the message and the way out as the description.
 */
export function toNodeError(
	node: INode,
	error: unknown,
	itemIndex: number | undefined,
): NodeApiError | NodeOperationError {
	const shown = withoutSecretParameters(node);
	if (error instanceof VendorError) return fromVendor(shown, error.facts, itemIndex);
	if (error instanceof InputError) {
		return new NodeOperationError(shown, error.message, {
			description: `${error.advice} (parameter: ${error.parameter})`,
			itemIndex,
		});
	}
	if (error instanceof NodeOperationError || error instanceof NodeApiError) {
		if (itemIndex !== undefined) error.context.itemIndex ??= itemIndex;
		return error;
	}
	return new NodeOperationError(shown, error instanceof Error ? error : String(error), { itemIndex });
}

/** n8n shows the node with its parameters beside the error; what was typed blind must not stand there. */
function withoutSecretParameters(node: INode): INode {
	const parameters = Object.fromEntries(
		Object.entries(node.parameters).filter(([name]) => !SECRET_PARAMETERS.includes(name)),
	);
	return { ...node, parameters };
}

/** The same as data, for Continue On Fail and the error output. */
export function toErrorData(error: unknown, provider: string): IDataObject {
	const facts = error instanceof VendorError ? error.facts : undefined;
	return {
		message: error instanceof Error ? error.message : String(error),
		description: descriptionOf(error),
		code: facts?.code ?? (error instanceof InputError ? 'INVALID_INPUT' : null),
		httpCode: facts?.httpCode ?? null,
		provider,
		requestId: facts?.requestId ?? null,
		retryable: facts?.retryable ?? false,
	};
}

function fromVendor(node: INode, facts: VendorErrorFacts, itemIndex: number | undefined): NodeApiError {
	const plain: JsonObject = { message: facts.message };
	const error = new NodeApiError(node, plain, {
		message: facts.message,
		description: describe(facts),
		httpCode: facts.httpCode === null ? undefined : String(facts.httpCode),
		itemIndex,
		failure: failureOf(facts),
	});
	error.context.data = {
		code: facts.code,
		provider: facts.provider,
		requestId: facts.requestId,
		retryable: facts.retryable,
	};
	return error;
}

function describe(facts: VendorErrorFacts): string {
	const marks = [
		facts.code === null ? '' : `code ${facts.code}`,
		facts.requestId === null ? '' : `request ${facts.requestId}`,
	].filter((mark) => mark !== '');
	return marks.length === 0 ? facts.advice : `${facts.advice} (${marks.join(', ')})`;
}

function descriptionOf(error: unknown): string | null {
	if (error instanceof VendorError) return error.facts.advice;
	if (error instanceof InputError) return error.advice;
	if (error instanceof NodeOperationError || error instanceof NodeApiError) return error.description ?? null;
	return null;
}

/** Tells n8n (2.37 and newer) why it failed; older versions ignore it. */
function failureOf(facts: VendorErrorFacts): Failure | undefined {
	switch (facts.cause) {
		case 'authentication':
			return { cause: 'credential-invalid' };
		case 'permission':
			return { cause: 'configuration-invalid' };
		case 'rateLimited':
			return { cause: 'rate-limited' };
		case 'quota':
			return { cause: 'quota-exhausted' };
		case 'unavailable':
		case 'unreachable':
			return { cause: 'temporarily-unavailable' };
		default:
			return undefined;
	}
}
