import { PROVIDERS } from '../../nodes/shared/providers/registry';
import type { INodePropertyOptions } from 'n8n-workflow';
import { NODES, PAIRS } from './pairs';
import { SCENARIOS } from './scenarios';
import { startWorld, type TestWorld } from './world';

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
	it.each(PAIRS)('$node $operation through $provider', async ({ provider, node, operation }) => {
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
			const having = PAIRS.filter((pair) => pair.provider === id && pair.node === node);
			expect(offered.sort()).toEqual(having.map(({ operation }) => operation).sort());
		}
	});
});
