import { PROVIDERS } from '../../nodes/shared/providers/registry';
import type { INodePropertyOptions } from 'n8n-workflow';
import { differences, readSchema, SeenOutputs, writeSchema } from './outputSchemas';
import { NODES, PAIRS } from './pairs';
import { SCENARIOS } from './scenarios';
import { ALL_EVENTS } from './triggerWorld';
import { startWorld, type TestWorld } from './world';

const outputs = new SeenOutputs();

let world: TestWorld;
beforeAll(async () => {
	world = outputs.watch(await startWorld());
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

const operations = [...new Set(PAIRS.map(({ node, operation }) => `${node} ${operation}`))].map(
	(name) => name.split(' ') as [string, string],
);

/** Made anew by `UPDATE_SCHEMAS=1 npm test`. Runs after the operations, of whose outputs it speaks. */
describe('the schema that the editor shows before a run', () => {
	it.each(operations)('%s %s: is what all providers put out', async (node, operation) => {
		const seen = outputs.schemaOf(node, operation);
		if (seen === null) throw new Error('No scenario has got an output from it.');
		if (process.env.UPDATE_SCHEMAS === '1') await writeSchema(seen, node, operation);

		const schema = await readSchema(node, operation);
		if (schema === null) throw new Error('There is none: make it with UPDATE_SCHEMAS=1 npm test');
		expect(differences(seen, schema)).toEqual([]);
	});

	it('socialTrigger: is what its test run puts out', async () => {
		for (const { id } of PROVIDERS) {
			const node = world.node('socialTrigger', id, { authentication: 'apiKey', events: [...ALL_EVENTS] });
			for (const { json } of (await world.engine.run(node)).items)
				outputs.learn('socialTrigger', 'test run', json);
		}
		const seen = outputs.schemaOf('socialTrigger', 'test run');
		if (seen === null) throw new Error('The test run has brought nothing.');
		if (process.env.UPDATE_SCHEMAS === '1') await writeSchema(seen, 'socialTrigger');

		expect(differences(seen, (await readSchema('socialTrigger')) ?? undefined)).toEqual([]);
	});
});
