import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..', '..');
const FOLDER = join(ROOT, 'examples', 'workflows');

interface Node {
	readonly name: string;
	readonly type: string;
	readonly position: readonly [number, number];
	readonly parameters: {
		readonly content?: string;
		readonly width?: number;
		readonly height?: number;
	};
	readonly credentials?: Readonly<Record<string, object>>;
}

interface Workflow {
	readonly name: string;
	readonly nodes: readonly Node[];
	readonly connections: Readonly<
		Record<string, Readonly<Record<string, ReadonlyArray<ReadonlyArray<{ node: string }>>>>>
	>;
	readonly pinData?: object;
}

interface Box {
	readonly left: number;
	readonly top: number;
	readonly right: number;
	readonly bottom: number;
}

const STICKY = 'n8n-nodes-base.stickyNote';

/** As n8n draws them. An agent is wider, for its connectors. */
const NODE = { width: 96, height: 96 };
const WIDE = { width: 256, height: 96 };
/** The name below a node. */
const LABEL_HEIGHT = 24;

const EXAMPLES = readdirSync(FOLDER)
	.filter((file) => file.endsWith('.json'))
	.map((file) => [file, JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as Workflow] as const);

function boxOf({ type, position: [left, top], parameters }: Node): Box {
	if (type === STICKY) {
		return { left, top, right: left + (parameters.width ?? 0), bottom: top + (parameters.height ?? 0) };
	}
	const { width, height } = type.endsWith('.agent') ? WIDE : NODE;
	return { left, top, right: left + width, bottom: top + height + LABEL_HEIGHT };
}

const overlap = (one: Box, other: Box) =>
	one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
const holds = (outer: Box, inner: Box) =>
	outer.left <= inner.left &&
	outer.top <= inner.top &&
	outer.right >= inner.right &&
	outer.bottom >= inner.bottom;

function overlapsAmong(nodes: readonly Node[]): string[] {
	return nodes.flatMap((one, at) =>
		nodes
			.slice(at + 1)
			.filter((other) => overlap(boxOf(one), boxOf(other)))
			.map((other) => `${one.name} and ${other.name}`),
	);
}

describe.each(EXAMPLES)('%s', (_file, { name, nodes, connections, pinData }) => {
	const notes = nodes.filter(({ type }) => type === STICKY);
	const others = nodes.filter(({ type }) => type !== STICKY);

	it('has a name, and a note that says what it does and what is needed for it', () => {
		expect(name).toMatch(/\w{3}/);
		const about = notes.find((note) => note.name === 'About')?.parameters.content ?? '';
		expect(about.startsWith(`## ${name}\n\n`)).toBe(true);
		expect(about.split('\n\n').length).toBeGreaterThan(2);
	});

	it('lies in steps that a note explains, side by side', () => {
		expect(overlapsAmong(others)).toEqual([]);
		expect(overlapsAmong(notes)).toEqual([]);
		const steps = notes.filter((note) => note.name !== 'About');
		const starts = others.filter(({ type }) => /Trigger$/.test(type));
		const alone = others.filter(
			(node) => !starts.includes(node) && !steps.some((step) => holds(boxOf(step), boxOf(node))),
		);
		expect(alone.map((node) => node.name)).toEqual([]);
		const across = others.filter((node) =>
			notes.some((note) => overlap(boxOf(note), boxOf(node)) && !holds(boxOf(note), boxOf(node))),
		);
		expect(across.map((node) => node.name)).toEqual([]);
	});

	it('holds no credential but its name, and connects nodes that are there', () => {
		for (const { credentials = {} } of others) {
			for (const credential of Object.values(credentials)) {
				expect(Object.keys(credential).sort()).toEqual(['id', 'name']);
			}
		}
		const names = new Set(others.map((node) => node.name));
		expect(names.size).toBe(others.length);
		const used = Object.entries(connections).flatMap(([from, kinds]) => [
			from,
			...Object.values(kinds).flatMap((outputs) => outputs.flatMap((ends) => ends.map(({ node }) => node))),
		]);
		expect(used.filter((node) => !names.has(node))).toEqual([]);
		expect(pinData ?? {}).toEqual({});
	});
});

it('each example is run by an end-to-end test', () => {
	const tests = readdirSync(join(ROOT, 'test', 'e2e'))
		.filter((file) => file.endsWith('.e2e.ts'))
		.map((file) => readFileSync(join(ROOT, 'test', 'e2e', file), 'utf8'))
		.join('\n');
	const unused = EXAMPLES.map(([file]) => file.replace('.json', '')).filter(
		(example) => !tests.includes(`'${example}'`),
	);
	expect(unused).toEqual([]);
});
