import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { EXAMPLE_WORKFLOWS } from '../lib/paths.mjs';
import { table } from './markdown.mjs';

/**
 * The example workflows, each with the first sentence of its sticky note "About".
 *
 * @returns {Record<string, string>} the table `examples`, as the README has it
 */
export function exampleTable() {
	const files = readdirSync(EXAMPLE_WORKFLOWS).filter((file) => file.endsWith('.json'));
	const rows = files.sort().map((file) => {
		const { name, nodes } = JSON.parse(readFileSync(join(EXAMPLE_WORKFLOWS, file), 'utf8'));
		const about = nodes.find((node) => node.name === 'About')?.parameters.content;
		const [what] = /(?<=\n\n).*?[.](?=\s|$)/s.exec(about ?? '') ?? [];
		if (!what) throw new Error(`${file}: the sticky note "About" does not say what the workflow does`);
		return [`[${name}](examples/workflows/${file})`, what];
	});
	return { examples: table(['Workflow', 'What it does'], rows) };
}
