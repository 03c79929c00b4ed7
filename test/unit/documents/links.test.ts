import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

import { listDocuments } from '../../../scripts/documents/tables.mjs';
import { readDocument, ROOT, samplesIn } from '../../engine/documentSamples';

const DOCUMENTS = listDocuments();

interface Link {
	readonly from: string;
	readonly line: number;
	readonly to: string;
}

/** Links and pictures of a document, without what stands in fenced blocks. */
function linksIn(from: string): Link[] {
	const text = readDocument(from).replace(/^```[^\n]*\n[\s\S]*?^```$/gm, (block) =>
		block.replace(/[^\n]/g, ''),
	);
	return text
		.split('\n')
		.flatMap((words, at) =>
			[...words.matchAll(/(?:\]\(|src(?:set)?=")([^)\s"]+)[)"]/g)].map(([, to]) => ({
				from,
				line: at + 1,
				to: to ?? '',
			})),
		);
}

/** Anchors as GitHub makes them of headings. */
function anchorsOf(file: string): ReadonlySet<string> {
	const headings = [...readDocument(file).matchAll(/^#{1,6} (.+)$/gm)].map(([, heading]) => heading ?? '');
	return new Set(
		headings.map((heading) =>
			heading
				.trim()
				.toLowerCase()
				.replace(/[^\p{L}\p{N}\s_-]/gu, '')
				.replace(/\s/g, '-'),
		),
	);
}

/** What is wrong with a link inside the repository; `null` when it leads somewhere. */
function fault({ from, to }: Link): string | null {
	const [path = '', anchor] = to.split('#');
	const target = path === '' ? from : normalize(join(dirname(from), path)).replace(/\\/g, '/');
	if (target.startsWith('..')) return 'leads out of the repository';
	if (!existsSync(join(ROOT, target))) return 'leads nowhere';
	if (anchor === undefined || !target.endsWith('.md')) return null;
	return anchorsOf(target).has(anchor) ? null : 'has no such heading';
}

const LINKS = DOCUMENTS.flatMap(linksIn);

describe('the links of the documents', () => {
	it('lead to files and headings that are there', () => {
		const inside = LINKS.filter(({ to }) => !/^[a-z]+:/.test(to));
		expect(inside.length).toBeGreaterThan(60);
		const faults = inside.flatMap((link) => {
			const what = fault(link);
			return what === null ? [] : [`${link.from}:${link.line}: ${link.to} ${what}`];
		});
		expect(faults).toEqual([]);
	});

	it('to elsewhere are https', () => {
		const outside = LINKS.filter(({ to }) => /^[a-z]+:/.test(to));
		expect(outside.filter(({ to }) => !to.startsWith('https://'))).toEqual([]);
	});

	it('are noticed when they lead nowhere', () => {
		const broken = ['docs/none.md', '#no-such-heading', '../outside.md'].map((to) =>
			fault({ from: 'README.md', line: 1, to }),
		);
		expect(broken).toEqual(['leads nowhere', 'has no such heading', 'leads out of the repository']);
	});

	it('reach every page from the README', () => {
		const reached = new Set(['README.md']);
		for (const file of reached) {
			for (const { to } of linksIn(file)) {
				const target = normalize(join(dirname(file), to.split('#')[0] ?? ''));
				if (DOCUMENTS.includes(target)) reached.add(target);
			}
		}
		expect(DOCUMENTS.filter((file) => !reached.has(file))).toEqual([]);
	});
});

describe('the commands of the documents', () => {
	const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
		scripts: Readonly<Record<string, string>>;
	};
	/** Programs that everybody has; what they are told is not looked at. */
	const KNOWN = ['git', 'cd', 'npx'];

	const commands = DOCUMENTS.flatMap((file) => {
		const fenced = samplesIn(file)
			.filter(({ kind }) => kind === 'commands')
			.flatMap(({ text }) => text.split('\n'));
		const inline = [...readDocument(file).matchAll(/`(npm [^`]+)`/g)].map(([, command]) => command ?? '');
		return [...fenced, ...inline]
			.flatMap((line) => line.replace(/\s#.*$/, '').split('&&'))
			.map((command) => ({ file, command: command.trim().replace(/^([A-Z_]+=\S+ )+/, '') }))
			.filter(({ command }) => command !== '');
	});

	it('are scripts of package.json', () => {
		expect(commands.length).toBeGreaterThan(15);
		const unknown = commands.filter(({ command }) => {
			const [program = '', verb = '', name = ''] = command.split(/\s+/);
			if (program !== 'npm') return !KNOWN.includes(program);
			if (verb === 'test') return false;
			if (verb === 'run') return scripts[name] === undefined;
			return !['install', 'ls', 'pack', 'version'].includes(verb);
		});
		expect(unknown).toEqual([]);
	});

	it('after git clone are two: the demo and the tests', () => {
		const section = /## Try it: two commands\n[\s\S]*?\n```sh\n([\s\S]*?)```/.exec(readDocument('README.md'));
		const lines = (section?.[1] ?? '').trim().split('\n');
		expect(lines.map((line) => line.replace(/\s*#.*$/, ''))).toEqual(['npm run demo', 'npm test']);
	});
});
