// Begins a new vendor from `templates/vendor`: `npm run new:vendor -- acmeSocial "Acme Social"`.
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { runScript } from './lib/endings.mjs';
import { ROOT } from './lib/paths.mjs';
import { say } from './lib/progress.mjs';

const TEMPLATE = join(ROOT, 'templates', 'vendor');

/**
 * Where a vendor is registered: each place once, right before what it names.
 *
 * @param {string} id
 * @param {string} type class name of the credential without its end
 * @returns {ReadonlyArray<readonly [file: string, before: string | RegExp, added: string]>}
 */
function registrations(id, type) {
	return [
		['nodes/shared/domain/provider.ts', /(?=\] as const)/, `, '${id}'`],
		[
			'nodes/shared/providers/registry.ts',
			/(?=\n\/\*\* The only list)/,
			`import { ${id} } from './${id}';\n`,
		],
		['nodes/shared/providers/registry.ts', /(?= \};\n\n\/\*\* All providers)/, `, ${id}`],
		['sandbox/core/vendor.ts', /(?=\] as const)/, `, '${id}'`],
		['sandbox/vendors/index.ts', /(?=\n\/\*\* The vendors)/, `import { ${id} } from './${id}/vendor';\n`],
		['sandbox/vendors/index.ts', /(?=\];)/, `, ${id}`],
		[
			'package.json',
			/(?=\n {4}\],\n {4}"nodes")/,
			`,\n      "dist/credentials/${type}PublisherApi.credentials.js"`,
		],
		[
			'gulpfile.js',
			/(?=\};\n\n\/\*\* n8n's own words)/,
			`\t${id}: { drawing: 'plug', light: '#475569', dark: '#cbd5e1' },\n`,
		],
		['test/engine/world.ts', /(?=\};\n\n\/\*\* The sandbox with all)/, `\t${id}: '${id}PublisherApi',\n`],
		['test/engine/world.ts', /(?=\t\};\n\}\n$)/, `\t\t${id}PublisherApi: { ...access.${id} },\n`],
	];
}

await runScript(async () => {
	const [id = '', name = ''] = process.argv.slice(2);
	if (!/^[a-z][a-zA-Z0-9]+$/.test(id) || name.trim() === '') {
		say('Give an ID in camel case and the name that people know:');
		say('  npm run new:vendor -- acmeSocial "Acme Social"');
		return 1;
	}
	if (existsSync(join(ROOT, 'nodes', 'shared', 'providers', id))) {
		say(`There is a vendor "${id}" already. Choose another ID.`);
		return 1;
	}
	const type = `${id.charAt(0).toUpperCase()}${id.slice(1)}`;
	const named = (text) =>
		text
			.replaceAll('__Name__', name)
			.replaceAll('NewVendor', type)
			.replaceAll('newVendor', id)
			.replaceAll('newvendor', id.toLowerCase());

	const changed = new Map();
	for (const [file, place, added] of registrations(id, type)) {
		const text = changed.get(file) ?? (await readFile(join(ROOT, file), 'utf8'));
		if (!place.test(text))
			throw new Error(`${file}: the place to register a vendor was not found (${place})`);
		changed.set(
			file,
			text.replace(place, () => added),
		);
	}
	const entries = await readdir(TEMPLATE, { recursive: true, withFileTypes: true });
	for (const entry of entries.filter((one) => one.isFile())) {
		const source = join(entry.parentPath, entry.name);
		changed.set(named(source.slice(TEMPLATE.length + 1)), named(await readFile(source, 'utf8')));
	}
	for (const [file, text] of changed) {
		await mkdir(dirname(join(ROOT, file)), { recursive: true });
		await writeFile(join(ROOT, file), text);
		say(`  ${file}`);
	}
	say('\nNow: npm run build, then npm run lint and npm test tell what is missing (CONTRIBUTING.md).');
});
