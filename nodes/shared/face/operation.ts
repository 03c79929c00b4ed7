import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { InputError } from '../domain/inputError';
import type { Provider } from '../providers/provider';
import { type Capability, hasOperation, providersWith } from '../providers/registry';
import type { Wire } from '../transport/wire';
import { variantsByProvider } from './variantsByProvider';

/** What an operation gets to work with for one item. */
export interface ItemCall {
	readonly context: IExecuteFunctions;
	readonly itemIndex: number;
	readonly provider: Provider;
	readonly wire: Wire;
	/** Shared by all items of this run that use the same wire. */
	readonly run: Map<string, unknown>;
}

/** One operation of a node: its entry in the list, its parameters and what it does. One file each. */
export interface Operation {
	readonly value: string;
	/** The provider's method that it needs; by default the one of the same name. */
	readonly method?: string;
	readonly name: string;
	readonly action: string;
	readonly description: string;
	readonly properties: INodeProperties[];
	execute(call: ItemCall): Promise<readonly IDataObject[]>;
}

/** The `operation` list and the parameters of all operations. Each provider is offered only what it has. */
export function operationProperties(
	capability: Capability,
	operations: readonly Operation[],
	byDefault: string,
): INodeProperties[] {
	const list = variantsByProvider(
		(provider) => operations.filter((operation) => hasOperation(provider, capability, methodOf(operation))),
		(offered, provider) => ({
			displayName: 'Operation',
			name: 'operation',
			type: 'options',
			noDataExpression: true,
			options: offered.map(({ value, name, action, description }) => ({ value, name, action, description })),
			default: byDefault,
			displayOptions: { show: { provider } },
		}),
	);
	const parameters = operations.flatMap((operation) =>
		operation.properties.map((property) => onlyFor(operation, property)),
	);
	return [...list, ...parameters];
}

/**
 * n8n looks at the conditions in their order, and at the first whose parameter is an expression it shows the property
 * whatever follows. So the operation comes first: otherwise another operation's required fields would be missed.
 */
function onlyFor({ value }: Operation, property: INodeProperties): INodeProperties {
	const show = { operation: [value], ...property.displayOptions?.show };
	return { ...property, displayOptions: { ...property.displayOptions, show } };
}

/**
 * The operation of that value, if the provider has it.
 *
 * @throws InputError naming the providers that have it, when this one lacks it
 */
export function findOperation(
	capability: Capability,
	operations: readonly Operation[],
	value: unknown,
	provider: Provider,
): Operation {
	const operation = operations.find((one) => one.value === value);
	if (operation && hasOperation(provider, capability, methodOf(operation))) return operation;
	const having = operation ? providersWith(capability, methodOf(operation)) : [];
	throw new InputError(
		'Operation',
		`${provider.displayName} has no operation "${String(value)}"`,
		having.length === 0
			? 'Choose an operation from the list.'
			: `Providers that have it: ${having.map(({ displayName }) => displayName).join(', ')}. Choose one of them, or another operation.`,
	);
}

/** A method whose presence `findOperation` has made sure of. */
export function present<Method>(method: Method | undefined): Method {
	if (method === undefined) throw new Error('The operation was reached without the method that it needs');
	return method;
}

function methodOf({ method, value }: Operation): string {
	return method ?? value;
}
