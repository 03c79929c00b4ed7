import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { fillTables, listDocuments, makeTables } from '../../scripts/documents/tables.mjs';
import type { ProviderId } from '../../nodes/shared/domain/provider';
import { findMessages } from '../../scripts/documents/messageTables.mjs';
import { readDocument, ROOT, type Sample, samplesIn } from './documentSamples';
import type { NodeResult, NodeRun } from './n8nEngine';
import { startWorld, type TestWorld } from './world';

const PACKAGE = 'n8n-nodes-social-publisher.';

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

/** A node of a document, with what the document says around it. */
interface Scene {
	readonly node: Sample;
	readonly input: Sample | undefined;
	/** Outputs, errors, expressions and code that follow, up to the next node. */
	readonly after: readonly Sample[];
}

const DOCUMENTS = listDocuments();
const SCENES = DOCUMENTS.flatMap((file) => scenesIn(samplesIn(file)));

/** A node takes the input right before it. */
function scenesIn(samples: readonly Sample[]): Scene[] {
	return samples.flatMap((node, at) => {
		if (node.kind !== 'node') return [];
		const before = samples[at - 1];
		const rest = samples.slice(at + 1);
		const end = rest.findIndex(({ kind }) => kind === 'node' || kind === 'input');
		return [
			{
				node,
				input: before?.kind === 'input' ? before : undefined,
				after: end === -1 ? rest : rest.slice(0, end),
			},
		];
	});
}

interface PastedNode {
	readonly type: string;
	readonly parameters: INodeParameters & { readonly provider: ProviderId };
	readonly onError?: NonNullable<NodeRun['settings']>['onError'];
}

async function run({ node, input }: Scene): Promise<NodeResult> {
	const { nodes, connections } = JSON.parse(node.text) as {
		nodes: readonly [PastedNode];
		connections: object;
	};
	expect(connections).toEqual({});
	const [{ type, parameters, onError }] = nodes;
	expect(type.startsWith(PACKAGE)).toBe(true);
	return await world.engine.run(
		world.node(type.slice(PACKAGE.length) as NodeRun['type'], parameters.provider, parameters, {
			items: [input ? (JSON.parse(input.text) as IDataObject) : {}],
			settings: { onError: onError ?? 'stopWorkflow' },
		}),
	);
}

/** With the words of the sandbox that differ from run to run in one form. */
const CHANGING: ReadonlyArray<readonly [RegExp, string]> = [
	[/http:\/\/127\.0\.0\.1:\d+/g, 'https://sandbox.example'],
];
const VARIABLE: ReadonlyArray<readonly [RegExp, string]> = [
	[/\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{3})?Z/g, '<time>'],
	[/"\d{4}-\d{2}-\d{2}"/g, '"<date>"'],
	[/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, '<uuid>'],
	[/("requestId": )"[^"]+"/g, '$1"<request>"'],
	[/[\w-]{60,}/g, '<long>'],
	[/(https:\/\/sandbox\.example\/)[^"]+/g, '$1<path>'],
];

function shown(value: unknown): string {
	return CHANGING.reduce((text, [what, as]) => text.replace(what, as), JSON.stringify(value, null, 2));
}

/** To be compared: what is another one in each run is one word. */
function comparable(text: string): unknown {
	return JSON.parse(VARIABLE.reduce((rest, [what, as]) => rest.replace(what, as), text));
}

/** `UPDATE_SAMPLES=1` writes what came out into the document. */
function update({ file, kind, text: before }: Sample, after: string): void {
	const block = (text: string) => `\`\`\`json ${kind}\n${text}\n\`\`\`\n`;
	writeFileSync(
		join(ROOT, file),
		readDocument(file).replace(block(before), () => block(after)),
	);
}

describe('the samples of the documents', () => {
	it('are there', () => {
		expect(SCENES.length).toBeGreaterThan(10);
	});

	it.each(SCENES.map((scene) => [`${scene.node.file}:${scene.node.line}`, scene] as const))(
		'%s runs, and gives what stands below it',
		async (_where, scene) => {
			const result = await run(scene);
			const outputs = scene.after.filter(({ kind }) => kind === 'output' || kind === 'error');
			expect(outputs.length).toBeGreaterThan(0);
			if (!outputs.some(({ kind }) => kind === 'error')) expect(result.error).toBeUndefined();

			for (const [at, sample] of outputs.entries()) {
				const real = shown(result.items[at]?.json ?? null);
				expect(Object.keys(JSON.parse(real) as object).includes('error')).toBe(sample.kind === 'error');
				if (process.env.UPDATE_SAMPLES === '1') update(sample, real);
				else expect(comparable(sample.text)).toEqual(comparable(real));
			}
			for (const sample of scene.after.filter(({ kind }) => kind === 'expression')) {
				expect(await evaluate(sample.text, result)).not.toEqual('');
			}
			expect(world.sandbox.violations()).toEqual([]);
		},
	);

	it('stand below a node, or are commands', () => {
		const orphans = DOCUMENTS.flatMap((file) => {
			const samples = samplesIn(file);
			const seen = new Set(scenesIn(samples).flatMap(({ node, input, after }) => [node, input, ...after]));
			return samples.filter((sample) => !['commands', 'picture'].includes(sample.kind) && !seen.has(sample));
		});
		expect(orphans).toEqual([]);
	});
});

/** The text of a post whose Text is the expression: n8n itself reads it. Validate sends nothing. */
async function evaluate(expression: string, { items }: NodeResult): Promise<unknown> {
	const [first] = items;
	const { workflow, entry } = world.engine.prepare({
		type: 'socialPost',
		parameters: { text: `=${expression}` },
		credential: 'postEverywherePublisherApi',
	});
	return workflow.expression.getParameterValue(
		entry.parameters.text ?? '',
		null,
		0,
		0,
		entry.name,
		[{ json: first?.json ?? {} }],
		'manual',
		{},
	);
}

describe('the tables of the documents', () => {
	const tables = makeTables();

	it.each(DOCUMENTS)('%s has those of the built package', (file) => {
		const text = readDocument(file);
		expect(text).toBe(fillTables(file, text, tables));
	});

	it('stand somewhere, each of them', () => {
		const all = DOCUMENTS.map(readDocument).join('\n');
		const missing = Object.keys(tables).filter((name) => !all.includes(`<!-- table:${name} -->`));
		expect(missing).toEqual([]);
	});
});

describe('the messages of the documents', () => {
	const templates = findMessages().map(({ message }) => message);

	it('are all those of the sources', () => {
		expect(templates.length).toBeGreaterThan(150);
		const all = DOCUMENTS.map(readDocument).join('\n');
		const missing = templates.filter((message) => !all.includes(`| ${message.replace(/\|/g, '\\|')} |`));
		expect(missing).toEqual([]);
	});

	it('are explained only if the sources can say them', () => {
		const page = readDocument('docs/troubleshooting.md');
		const explained = [...page.matchAll(/^### “(.+)”$/gm)].map(([, message]) => message ?? '');
		expect(explained.length).toBeGreaterThan(8);
		expect(explained.filter((message) => !templates.includes(message))).toEqual([]);
	});
});
