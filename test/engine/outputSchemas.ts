import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import type { TestWorld } from './world';

/** As much of JSON Schema as n8n's editor shows of it. */
export interface Schema {
	readonly type: 'array' | 'boolean' | 'null' | 'number' | 'object' | 'string';
	readonly properties?: Readonly<Record<string, Schema>>;
	readonly items?: Schema;
}

/** n8n looks there for what a node that has not run yet will put out. */
const NODES = join(__dirname, '..', '..', 'nodes');
const VERSION = 'v1.0.0';

/** The shipped schema of an operation, or of the trigger; `null`: there is none. */
export async function readSchema(node: string, operation?: string): Promise<Schema | null> {
	const text = await readFile(pathOf(node, operation), 'utf8').catch(() => null);
	return text === null ? null : (JSON.parse(text) as Schema);
}

export async function writeSchema(schema: Schema, node: string, operation?: string): Promise<void> {
	const path = pathOf(node, operation);
	await mkdir(dirname(path), { recursive: true });
	await writeFile(path, `${JSON.stringify(schema, null, '\t')}\n`);
}

function pathOf(node: string, operation?: string): string {
	const folder = join(NODES, node.charAt(0).toUpperCase() + node.slice(1), '__schema__');
	return operation === undefined
		? join(folder, `${VERSION}.json`)
		: join(folder, VERSION, `${operation}.json`);
}

/** What no vendor of the sandbox ever tells, or only some operations have. */
const NEVER_SEEN: Readonly<Record<string, Schema>> = {
	durationSeconds: { type: 'number' },
	warnings: { type: 'array', items: { type: 'string' } },
};

/** What operations have put out so far. */
export class SeenOutputs {
	private readonly outputs = new Map<string, Schema>();

	/**
	 * Objects by their keys. All with the same keys are one kind of thing (an account, a target …), so that a field that is
	 * `null` wherever one operation shows it is known from another one.
	 */
	private readonly kinds = new Map<string, Map<string, Schema>>();

	/** From now on learns from all that this world's nodes put out. */
	watch(world: TestWorld): TestWorld {
		const run: TestWorld['engine']['run'] = async (node) => {
			const result = await world.engine.run(node);
			const { operation } = node.parameters;
			if (typeof operation === 'string' && result.error === undefined) {
				for (const { json } of result.items) this.learn(node.type, operation, json);
			}
			return result;
		};
		return { ...world, engine: { ...world.engine, run } };
	}

	learn(node: string, operation: string, json: object): void {
		// Only there where somebody asks for it, in the provider's own words.
		const own = Object.fromEntries(Object.entries(json).filter(([name]) => name !== 'raw'));
		// An item that has failed where the node goes on.
		if (Object.keys(own).join() === 'error') return;
		const key = `${node} ${operation}`;
		this.outputs.set(key, merge(this.outputs.get(key), this.infer(own)));
	}

	/** The schema of what has been seen of an operation; `null`: nothing. */
	schemaOf(node: string, operation: string): Schema | null {
		const seen = this.outputs.get(`${node} ${operation}`);
		return seen === undefined ? null : this.complete(seen);
	}

	private infer(value: unknown): Schema {
		if (value === null || value === undefined) return { type: 'null' };
		if (Array.isArray(value)) {
			const items = value
				.map((one) => this.infer(one))
				.reduce<Schema | undefined>((all, one) => merge(all, one), undefined);
			return { type: 'array', ...(items === undefined ? {} : { items }) };
		}
		if (typeof value !== 'object') return { type: typeof value as 'boolean' | 'number' | 'string' };
		const properties: Record<string, Schema> = {};
		for (const [name, field] of Object.entries(value)) properties[name] = this.infer(field);
		const kind = this.kindOf(properties);
		for (const [name, field] of Object.entries(properties)) kind.set(name, merge(kind.get(name), field));
		return { type: 'object', properties };
	}

	private kindOf(properties: Readonly<Record<string, Schema>>): Map<string, Schema> {
		const keys = Object.keys(properties).sort().join(' ');
		const kind = this.kinds.get(keys) ?? new Map<string, Schema>();
		this.kinds.set(keys, kind);
		return kind;
	}

	private complete(schema: Schema): Schema {
		if (schema.items !== undefined) return { ...schema, items: this.complete(schema.items) };
		const { properties } = schema;
		if (properties === undefined) return schema;
		const kind = this.kindOf(properties);
		const fields = Object.entries(properties).map(([name, field]) => [
			name,
			this.complete(merge(merge(kind.get(name), field), NEVER_SEEN[name] ?? { type: 'null' })),
		]);
		return { type: 'object', properties: Object.fromEntries(fields) as Record<string, Schema> };
	}
}

/** Both in one: what one of them does not know comes from the other. */
function merge(one: Schema | undefined, other: Schema): Schema {
	if (one === undefined || one.type === 'null') return other;
	if (other.type === 'null') return one;
	if (one.type !== other.type) throw new Error(`A field is once ${one.type} and once ${other.type}.`);
	if (one.items !== undefined && other.items !== undefined)
		return { type: 'array', items: merge(one.items, other.items) };
	if (one.properties === undefined || other.properties === undefined)
		return one.items !== undefined || one.properties !== undefined ? one : other;
	const properties: Record<string, Schema> = { ...one.properties };
	for (const [name, field] of Object.entries(other.properties))
		properties[name] = merge(properties[name], field);
	return { type: 'object', properties };
}

/** Where an output and its schema differ; a `null` fits everything, and so does an empty list. */
export function differences(seen: Schema, schema: Schema | undefined, path = ''): string[] {
	if (schema === undefined) return [`${path} is not in the schema`];
	if (seen.type === 'null') return [];
	if (seen.type !== schema.type) return [`${path} is ${seen.type}, not ${schema.type}`];
	if (seen.items !== undefined) return differences(seen.items, schema.items, `${path}[]`);
	const missing = Object.keys(schema.properties ?? {})
		.filter((name) => !(name in (seen.properties ?? {})))
		.map((name) => `${path}.${name} never came`);
	return [
		...missing,
		...Object.entries(seen.properties ?? {}).flatMap(([name, field]) =>
			differences(field, schema.properties?.[name], `${path}.${name}`),
		),
	];
}
