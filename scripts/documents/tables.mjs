import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { ROOT } from '../lib/paths.mjs';
import { readBuiltPack } from './builtPack.mjs';
import { exampleTable } from './exampleTable.mjs';
import { inferredTables } from './inferredTables.mjs';
import { codeTables, messageTables, problemTable } from './messageTables.mjs';
import { parameterTables } from './parameterTables.mjs';
import { fillPictures } from './pictures.mjs';
import { registryTables } from './registryTables.mjs';
import { vendorTables } from './vendorTables.mjs';

/** Where a table stands: `<!-- table:name -->` and `<!-- /table -->`. */
const PLACE = /(<!-- table:([\w.]+) -->\n)[\s\S]*?(<!-- \/table -->)/g;

/** Its words are not ours. */
const LICENCE = 'LICENSE.md';

/** The documents that people read, relative to the root. */
export function listDocuments() {
	const markdownIn = (folder, recursive) =>
		readdirSync(join(ROOT, folder), { recursive })
			.filter((file) => file.endsWith('.md'))
			.map((file) => join(folder, file).replace(/\\/g, '/'));
	return [...markdownIn('', false), ...markdownIn('docs', true)].filter((file) => file !== LICENCE).sort();
}

/** All tables, from what the built package, the contracts, the sandbox and the sources say of themselves. */
export function makeTables() {
	const pack = readBuiltPack();
	const ids = pack.providers.map(({ id }) => id);
	return {
		...registryTables(pack),
		...parameterTables(pack),
		...vendorTables(pack),
		...inferredTables(ids),
		...codeTables(ids),
		...messageTables(),
		...problemTable(),
		...exampleTable(),
	};
}

/**
 * The document with its tables and pictures as they are now.
 *
 * @param {string} file its name, for the error
 * @param {string} text
 * @param {Record<string, string>} tables
 * @returns {string}
 */
export function fillTables(file, text, tables) {
	return fillPictures(file, text).replace(PLACE, (_, start, name, end) => {
		if (!tables[name]) throw new Error(`${file}: there is no table "${name}"`);
		return `${start}\n${tables[name]}\n\n${end}`;
	});
}

/** Writes the tables into all documents; files that are right already are left alone. */
export function writeTables() {
	const tables = makeTables();
	for (const file of listDocuments()) {
		const path = join(ROOT, file);
		const text = readFileSync(path, 'utf8');
		const next = fillTables(file, text, tables);
		if (next !== text) writeFileSync(path, next);
	}
}
