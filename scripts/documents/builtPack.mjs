import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';

import { ROOT } from '../lib/paths.mjs';

/**
 * The built package, as far as documents speak of it.
 *
 * @typedef {object} BuiltPack
 * @property {ReadonlyArray<Record<string, any>>} providers of the registry
 * @property {ReadonlyArray<{ name: string, displayName: string, properties: ReadonlyArray<Record<string, any>>, operations: ReadonlyArray<{ value: string, name: string, description: string, providers: readonly string[] }> }>} nodes
 * @property {(type: string) => { displayName: string, documentationUrl: string, fields: ReadonlyArray<Record<string, any>> }} credentialOf
 */

/** @returns {BuiltPack} */
export function readBuiltPack() {
	const load = createRequire(import.meta.url);
	const { PROVIDERS } = load(join(ROOT, 'dist', 'nodes', 'pack.js'));
	const { n8n } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
	const nodes = n8n.nodes.map((file) => {
		const { description } = new (load(join(ROOT, file))[basename(file, '.node.js')])();
		return { ...description, operations: operationsOf(description) };
	});
	return {
		providers: PROVIDERS,
		nodes,
		credentialOf: (name) => {
			const className = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
			const file = join(ROOT, 'dist', 'credentials', `${className}.credentials.js`);
			const type = new (load(file)[className])();
			return { ...type, fields: type.properties.filter(({ type: kind }) => kind !== 'hidden') };
		},
	};
}

/** By name; each with the providers that are offered it. */
function operationsOf({ properties }) {
	const lists = properties.filter(({ name }) => name === 'operation');
	const offered = new Map(lists.flatMap(({ options }) => options.map((option) => [option.value, option])));
	return [...offered.values()]
		.sort((one, other) => one.name.localeCompare(other.name))
		.map(({ value, name, description }) => ({
			value,
			name,
			description,
			providers: lists
				.filter(({ options }) => options.some((option) => option.value === value))
				.flatMap(({ displayOptions }) => displayOptions.show.provider),
		}));
}
