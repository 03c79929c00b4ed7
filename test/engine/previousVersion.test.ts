import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';

import type { ICredentialType, INodeProperties, INodeType } from 'n8n-workflow';

const ROOT = join(__dirname, '..', '..');
const FIXTURES = join(ROOT, 'test', 'fixtures');
const TEMPORARY = join(ROOT, '.tmp');

interface Manifest {
	readonly version: string;
	readonly n8n: { readonly nodes: readonly string[]; readonly credentials: readonly string[] };
}

/** What a saved workflow names: parameters by their path with their type, and values of options; by node or credential. */
type Names = ReadonlyMap<string, ReadonlySet<string>>;

function namesIn(properties: readonly INodeProperties[], path = ''): string[] {
	return properties.flatMap((property) => {
		const own = `${path}${property.name}`;
		const inside = (property.options ?? []).flatMap((option) => {
			if ('values' in option) return namesIn(option.values, `${own}.${option.name}.`);
			if ('value' in option) return [`${own} = ${String(option.value)}`];
			return namesIn([option], `${own}.`);
		});
		return [`${own}: ${property.type}`, ...inside];
	});
}

function readNames(folder: string): Names {
	const { n8n } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
	const open = <T>(file: string): T => {
		const built = jest.requireActual<Record<string, new () => T>>(join(folder, file));
		const Kind = built[basename(file).split('.')[0] ?? ''];
		if (!Kind) throw new Error(`${file} holds no class of its name`);
		return new Kind();
	};
	return new Map([
		...n8n.nodes.map((file): [string, Set<string>] => {
			const { description } = open<INodeType>(file);
			return [description.name, new Set(namesIn(description.properties))];
		}),
		...n8n.credentials.map((file): [string, Set<string>] => {
			const { name, properties } = open<ICredentialType>(file);
			return [name, new Set(namesIn(properties))];
		}),
	]);
}

describe.each(readdirSync(FIXTURES).filter((file) => file.endsWith('.tgz')))('what %s has', (tarball) => {
	let folder: string;
	let before: Names;
	beforeAll(() => {
		// Within the repository, so that it finds the same n8n-workflow.
		mkdirSync(TEMPORARY, { recursive: true });
		folder = mkdtempSync(join(TEMPORARY, 'previous-'));
		execFileSync('tar', ['-xzf', join(FIXTURES, tarball), '-C', folder, '--strip-components=1']);
		before = readNames(folder);
	});
	afterAll(() => {
		rmSync(folder, { recursive: true, force: true });
	});

	it('is a version before this one', () => {
		const versionIn = (path: string) =>
			(JSON.parse(readFileSync(join(path, 'package.json'), 'utf8')) as Manifest).version;
		expect(versionIn(ROOT).localeCompare(versionIn(folder), 'en', { numeric: true })).toBe(1);
	});

	it('is still there: nodes, credentials, parameters and their types, values of options', () => {
		const now = readNames(ROOT);
		expect(before.size).toBeGreaterThan(5);
		const gone = [...before].flatMap(([owner, names]) =>
			[...names].filter((name) => !now.get(owner)?.has(name)).map((name) => `${owner}: ${name}`),
		);
		expect(gone).toEqual([]);
	});
});
