import { PROVIDERS } from '../../nodes/shared/providers/registry';

/** Capability of the registry -> the node that offers its operations. */
export const NODES = { accounts: 'socialAccounts', connect: 'socialConnect', posts: 'socialPost' } as const;

/** Operations that a node makes of another one's method. */
const MADE_OF: Readonly<Record<string, readonly string[]>> = {
	getStatus: ['waitUntilConnected'],
	create: ['validate'],
};

/** Methods behind a list of the editor. */
const LISTS: readonly string[] = ['listQueues'];

/** Every provider with each of its operations, from the registry: the methods of its capabilities. */
export const PAIRS = PROVIDERS.flatMap((provider) =>
	Object.entries(NODES).flatMap(([capability, node]) =>
		Object.entries(provider[capability as keyof typeof NODES])
			.filter(([name, method]) => typeof method === 'function' && !LISTS.includes(name))
			.flatMap(([method]) => [method, ...(MADE_OF[method] ?? [])])
			.map((operation) => ({ provider: provider.id, node, operation })),
	),
);
