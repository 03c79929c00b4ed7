import { PROVIDERS } from '../../nodes/shared/providers/registry';
import type { INodePropertyOptions } from 'n8n-workflow';
import { SCENARIOS } from './scenarios';
import { startWorld, type TestWorld } from './world';

/** Capability of the registry -> the node that offers its operations. */
const NODES = { accounts: 'socialAccounts', connect: 'socialConnect', posts: 'socialPost' } as const;

/** Operations that a node makes of another one's method. */
const MADE_OF: Readonly<Record<string, readonly string[]>> = {
	getStatus: ['waitUntilConnected'],
	create: ['validate'],
};

/** Methods behind a list of the editor. */
const LISTS: readonly string[] = ['listQueues'];

/** Every provider with each of its operations, from the registry: the methods of its capabilities. */
const pairs = PROVIDERS.flatMap((provider) =>
	Object.entries(NODES).flatMap(([capability, node]) =>
		Object.entries(provider[capability as keyof typeof NODES])
			.filter(([name, method]) => typeof method === 'function' && !LISTS.includes(name))
			.flatMap(([method]) => [method, ...(MADE_OF[method] ?? [])])
			.map((operation) => ({ provider: provider.id, node, operation })),
	),
);

let world: TestWorld;
beforeAll(async () => {
	world = await startWorld();
});
beforeEach(async () => {
	await world.reset();
});
afterAll(async () => {
	await world.stop();
});

describe('every operation of every provider', () => {
	it.each(pairs)('$node $operation through $provider', async ({ provider, node, operation }) => {
		const scenario = SCENARIOS[`${node}.${operation}`];
		if (!scenario) throw new Error(`There is no test for ${node} ${operation}: add one to scenarios.ts`);
		await scenario(world, provider);
		expect(world.sandbox.violations()).toEqual([]);
	});

	it.each(Object.values(NODES))('%s offers each provider exactly what it has', (node) => {
		const { properties } = world.engine.nodeType(node).description;
		for (const { id } of PROVIDERS) {
			const offered = properties
				.filter(
					({ name, displayOptions }) => name === 'operation' && displayOptions?.show?.provider?.includes(id),
				)
				.flatMap(({ options }) => (options as INodePropertyOptions[]).map(({ value }) => String(value)));
			const having = pairs.filter((pair) => pair.provider === id && pair.node === node);
			expect(offered.sort()).toEqual(having.map(({ operation }) => operation).sort());
		}
	});
});
