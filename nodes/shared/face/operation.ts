import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { InputError } from '../domain/inputError';
import { shown } from '../domain/shown';
import type { Provider } from '../providers/provider';
import { type Capability, hasOperation, PROVIDERS } from '../providers/registry';
import type { Wire } from '../transport/wire';
import { variantsByProvider } from './variantsByProvider';

/** What an operation gets to work with for one item. */
export interface ItemCall {
	readonly context: IExecuteFunctions;
	readonly itemIndex: number;
	readonly provider: Provider;
	readonly wire: Wire;
	/** Shared by all items of this try that use the same wire. */
	readonly run: Map<string, unknown>;
	/** Kept for the next try, should n8n run the node again over all items (Retry On Fail). */
	readonly notes: Map<string, unknown>;
}

/** One operation of a node: its entry in the list, its parameters and what it does. One file each. */
export interface Operation {
	readonly value: string;
	/** The provider's method that it needs; by default the one of the same name. `null`: every provider can do it. */
	readonly method?: string | null;
	/** Whether it changes anything: then an item that is done is not done again when n8n tries the node again. */
	readonly changes?: boolean;
	/** How many items may be under way at once, where it is not the Concurrency option. */
	itemsAtOnce?(context: IExecuteFunctions, provider: Provider): number | undefined;
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
		(provider) => operations.filter((operation) => isOffered(provider, capability, operation)),
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
	if (operation && isOffered(provider, capability, operation)) return operation;
	const having = operation ? PROVIDERS.filter((one) => isOffered(one, capability, operation)) : [];
	throw new InputError(
		'Operation',
		`${provider.displayName} has no operation "${shown(value)}"`,
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

function isOffered(provider: Provider, capability: Capability, { method, value }: Operation): boolean {
	return method === null || hasOperation(provider, capability, method ?? value);
}
