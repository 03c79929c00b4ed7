import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * The example workflows as the files have them.
 *
 * @param {string} folder `examples/workflows`
 * @returns {Promise<Map<string, Record<string, any>>>} by file name without `.json`
 */
export async function readWorkflows(folder) {
	const files = (await readdir(folder)).filter((file) => file.endsWith('.json')).sort();
	const read = files.map(async (file) => [
		file.slice(0, -'.json'.length),
		JSON.parse(await readFile(join(folder, file), 'utf8')),
	]);
	return new Map(await Promise.all(read));
}

/**
 * The workflow with the credentials of this n8n: those in the files are known by their type only.
 *
 * @param {Record<string, any>} workflow
 * @param {ReadonlyMap<string, { id: string, name: string }>} credentials by type
 * @returns {Record<string, any>}
 */
export function bindCredentials(workflow, credentials) {
	const nodes = workflow.nodes.map((node) => {
		if (node.credentials === undefined) return node;
		const bound = Object.keys(node.credentials).map((type) => {
			const credential = credentials.get(type);
			if (!credential) throw new Error(`Node "${node.name}" needs a credential of type ${type}.`);
			return [type, credential];
		});
		return { ...node, credentials: Object.fromEntries(bound) };
	});
	return { ...workflow, nodes };
}
