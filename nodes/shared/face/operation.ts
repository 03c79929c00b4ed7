import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { updateDisplayOptions } from 'n8n-workflow';

import { InputError } from '../domain/inputError';
import type { Provider } from '../providers/provider';
import { type Capability, hasOperation, PROVIDERS, providersWith } from '../providers/registry';
import type { Wire } from '../transport/wire';

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
	/** Also the name of the provider's method. */
	readonly value: string;
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
		(provider) => operations.filter(({ value }) => hasOperation(provider, capability, value)),
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
		updateDisplayOptions({ show: { operation: [operation.value] } }, operation.properties),
	);
	return [...list, ...parameters];
}

/**
 * One property for each group of providers that share the same offer. Groups instead of options that hide themselves:
 * n8n versions that do not know hidden options would offer everything to everyone.
 */
export function variantsByProvider<Offer>(
	offerOf: (provider: Provider) => readonly Offer[],
	make: (offer: readonly Offer[], providers: string[]) => INodeProperties,
): INodeProperties[] {
	const groups: Array<{ offer: readonly Offer[]; providers: string[] }> = [];
	for (const provider of PROVIDERS) {
		const offer = offerOf(provider);
		const same = groups.find(
			(group) => group.offer.length === offer.length && group.offer.every((one, at) => one === offer[at]),
		);
		if (same) same.providers.push(provider.id);
		else groups.push({ offer, providers: [provider.id] });
	}
	return groups.map(({ offer, providers }) => make(offer, providers));
}

/** @throws InputError naming the providers that have the operation, when this one lacks it */
export function requireOperation(capability: Capability, operation: string, provider: Provider): void {
	if (hasOperation(provider, capability, operation)) return;
	const having = providersWith(capability, operation).map(({ displayName }) => displayName);
	throw new InputError(
		'Operation',
		`${provider.displayName} has no operation "${operation}"`,
		having.length === 0
			? 'Choose an operation from the list.'
			: `Providers that have it: ${having.join(', ')}. Choose one of them, or another operation.`,
	);
}
