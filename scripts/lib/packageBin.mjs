import { readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

import { ROOT } from './paths.mjs';

/**
 * A program of an installed package, run with our own Node.js, so that no shell and no PATH is needed.
 *
 * @param {string} name of the package, or `package#program` where the program has another name
 * @param {...string} args
 * @returns {[string, ...string[]]}
 */
export function packageBin(name, ...args) {
	const [packageName, program = packageName] = name.split('#');
	const folder = join(ROOT, 'node_modules', packageName);
	const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
	return [process.execPath, join(folder, typeof bin === 'string' ? bin : bin[program]), ...args];
}

/** Our environment for programs that start programs of other packages by name, as `npm run` would give it. */
export function withPackageBins() {
	return { ...process.env, PATH: [join(ROOT, 'node_modules', '.bin'), process.env.PATH].join(delimiter) };
}
