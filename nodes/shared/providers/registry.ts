import type { ProviderId } from '../domain/provider';
import { postEverywhere } from './postEverywhere';
import type { Provider } from './provider';
import { smartlyQ } from './smartlyQ';
import { socialSyncer } from './socialSyncer';
import { wix } from './wix';

/** The only list of providers. A new vendor is a new folder and one line here. */
const REGISTRY: Readonly<Record<ProviderId, Provider>> = { postEverywhere, smartlyQ, socialSyncer, wix };

/** All providers, in the order in which they are offered. */
export const PROVIDERS: readonly Provider[] = Object.values(REGISTRY);

/** The provider of that ID; `undefined` for anything else, which an expression can produce. */
export function findProvider(id: unknown): Provider | undefined {
	return PROVIDERS.find((provider) => provider.id === id);
}

/** What a node works on: the key of the provider's capability, whose methods are the node's operations. */
export type Capability = 'accounts' | 'connect' | 'posts';

/** Whether a provider has an operation: its capability has a method of that name. */
export function hasOperation(provider: Provider, capability: Capability, operation: string): boolean {
	const operations: Readonly<Record<string, unknown>> = { ...provider[capability] };
	return typeof operations[operation] === 'function';
}
