import { existsSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

import { ROOT } from '../lib/paths.mjs';

const FOLDER = join('docs', 'pictures');

/** What is to be seen, by the name of the file. A picture is taken by an end-to-end test. */
const WORDS = {
	canvas: 'A workflow with the nodes of this package on the canvas of n8n',
	'node-creator': 'The nodes in the list of n8n',
	'credential-tested': 'A credential that was tested',
	'account-picker': 'The list of accounts of Social Post, with their health',
	'post-with-overrides': 'Social Post with a text of its own for one network',
	'post-output': 'The output of Social Post: a scheduled post, with status and time for each account',
	'schema-preview': 'What an operation will put out, shown before it has run',
	'trigger-test-run': 'Social Trigger after a test run in the editor',
};

/** Where a picture stands: `<!-- picture:name -->` and `<!-- /picture -->`. */
const PLACE = /(<!-- picture:([\w-]+) -->\n)[\s\S]*?(<!-- \/picture -->)/g;

/**
 * The document with the pictures that have been taken; one that has not been taken leaves its place empty. Where there is
 * one for each theme (`-light`, `-dark`), the reader's theme decides.
 *
 * @param {string} file its name, relative to the root
 * @param {string} text
 * @returns {string}
 */
export function fillPictures(file, text) {
	const pathOf = (name) => {
		const path = join(FOLDER, `${name}.png`);
		return existsSync(join(ROOT, path)) ? relative(dirname(file), path).replace(/\\/g, '/') : null;
	};
	return text.replace(PLACE, (_, start, name, end) => {
		const words = WORDS[name];
		if (words === undefined) throw new Error(`${file}: there is no picture "${name}"`);
		const [plain, light, dark] = [pathOf(name), pathOf(`${name}-light`), pathOf(`${name}-dark`)];
		if (light !== null && dark !== null) {
			return `${start}\n<picture><source media="(prefers-color-scheme: dark)" srcset="${dark}"><img alt="${words}" src="${light}"></picture>\n\n${end}`;
		}
		const shown = plain ?? light ?? dark;
		return shown === null ? `${start}${end}` : `${start}\n![${words}](${shown})\n\n${end}`;
	});
}
