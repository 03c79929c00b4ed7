// The asset pipeline: icons drawn into place, codex files checked, tables of the documentation written from the registry,
// and nothing in `dist` but what is published. `npm run build` runs it around the TypeScript build.
const { spawn } = require('node:child_process');
const { mkdir, readdir, readFile, rm, writeFile } = require('node:fs/promises');
const { basename, dirname, join, relative } = require('node:path');

const { build: bundle } = require('esbuild');
const { series } = require('gulp');
const { optimize } = require('svgo');

/** Lucide's drawings (ISC) in our colours: dark strokes for the light theme, light ones for the dark theme. */
const ICONS = {
	socialAccounts: { drawing: 'users-round', light: '#1d4ed8', dark: '#93c5fd' },
	socialConnect: { drawing: 'link', light: '#047857', dark: '#6ee7b7' },
	socialPost: { drawing: 'megaphone', light: '#be185d', dark: '#f9a8d4' },
	socialTrigger: { drawing: 'bell-ring', light: '#c2410c', dark: '#fdba74' },
	wix: { drawing: 'globe', light: '#1f2937', dark: '#e5e7eb' },
	postEverywhere: { drawing: 'send', light: '#6d28d9', dark: '#c4b5fd' },
	socialSyncer: { drawing: 'refresh-cw', light: '#0f766e', dark: '#5eead4' },
	smartlyQ: { drawing: 'sparkles', light: '#b45309', dark: '#fcd34d' },
};

/** n8n's own words for where a node is listed. */
const CODEX_CATEGORIES = ['Marketing', 'Communication', 'Utility'];

/** Of the shipped code. */
const LINE_LENGTH = 120;

/** What n8n itself provides at run time. */
const PROVIDED = ['n8n-workflow', 'luxon'];

/** The tables of the documentation are made of it. */
const REGISTRY = './nodes/shared/providers/registry';

/** What `npm pack` ships beside package.json, README, LICENSE and CHANGELOG. */
const SHIPPED = ['credentials', 'icons', 'nodes'];

async function icons() {
	const drawings = dirname(require.resolve('lucide-static/icons/send.svg'));
	await mkdir('icons', { recursive: true });
	for (const [name, { drawing, light, dark }] of Object.entries(ICONS)) {
		const source = await readFile(join(drawings, `${drawing}.svg`), 'utf8');
		for (const [suffix, colour] of [
			['', light],
			['.dark', dark],
		]) {
			const coloured = source.replace('currentColor', colour).replace(/\sclass="[^"]*"/, '');
			const { data } = optimize(coloured, { multipass: true });
			await writeFile(join('icons', `${name}${suffix}.svg`), `${data}\n`);
		}
	}
}

/** A codex file that n8n would silently ignore (wrong name, wrong node, unknown category) stops the build. */
async function codex() {
	const { name: packageName, n8n } = JSON.parse(await readFile('package.json', 'utf8'));
	for (const built of n8n.nodes) {
		const file = built.replace(/^dist\//, '').replace(/\.js$/, '.json');
		const className = basename(file, '.node.json');
		const node = JSON.parse(await readFile(file, 'utf8'));
		const expected = `${packageName}.${className.charAt(0).toLowerCase()}${className.slice(1)}`;
		if (node.node !== expected) throw new Error(`${file}: "node" is ${node.node}, not ${expected}`);
		for (const category of node.categories) {
			if (!CODEX_CATEGORIES.includes(category)) throw new Error(`${file}: n8n has no category ${category}`);
		}
		if (!(await readdir(dirname(file))).includes(basename(file))) {
			throw new Error(`${file}: its name must match the node's in every letter`);
		}
	}
}

function compile() {
	const script = join(__dirname, 'node_modules', '@n8n', 'node-cli', 'bin', 'n8n-node.mjs');
	return spawn(process.execPath, [script, 'build'], { stdio: 'inherit' });
}

async function prune() {
	for (const entry of await readdir('dist')) {
		if (!SHIPPED.includes(entry)) await rm(join('dist', entry), { recursive: true });
	}
}

/**
 * Puts all modules into one small file: n8n reads every file at start, and one is read much faster than hundreds. What n8n
 * itself provides stays outside. Each node and credential keeps its own file, where n8n looks for it. The sources that it
 * is made of are the repository at the version's tag.
 */
async function pack() {
	const { n8n } = JSON.parse(await readFile('package.json', 'utf8'));
	const entries = [...n8n.nodes, ...n8n.credentials];
	const sources = [...entries.map((file) => file.replace(/^dist\//, './').replace(/\.js$/, '')), REGISTRY];
	const built = join('dist', 'nodes', 'pack.js');
	for (const folder of ['nodes', 'credentials']) {
		for (const file of await readdir(join('dist', folder), { recursive: true })) {
			if (file.endsWith('.js')) await rm(join('dist', folder, file));
		}
	}
	await bundle({
		stdin: {
			contents: sources.map((source) => `export * from '${source}';`).join('\n'),
			resolveDir: __dirname,
			loader: 'ts',
		},
		outfile: built,
		bundle: true,
		platform: 'node',
		target: 'node20',
		format: 'cjs',
		external: PROVIDED,
		minify: true,
		charset: 'utf8',
		lineLimit: LINE_LENGTH,
	});
	for (const entry of entries) {
		const className = basename(entry).split('.')[0];
		const from = relative(dirname(entry), built).replace(/\\/g, '/');
		const path = from.startsWith('.') ? from : `./${from}`;
		await writeFile(entry, `'use strict';\nexports.${className} = require('${path}').${className};\n`);
	}
}

/** Writes between `<!-- table:name -->` and `<!-- /table -->` what the built package and its sources say of themselves. */
async function tables() {
	const { writeTables } = await import('./scripts/documents/tables.mjs');
	writeTables();
}

exports.icons = icons;
exports.codex = codex;
exports.tables = tables;
exports.build = series(icons, codex, compile, prune, pack, tables);
exports.default = exports.build;
