import { join } from 'node:path';

import { ROOT } from './paths.mjs';

/**
 * The real n8n's that the pack is tested with; the README's compatibility table names them.
 *
 * @typedef {object} N8nEdition
 * @property {'newest' | 'oldest'} name
 * @property {string} recipe where it is described; committed
 * @property {string} folder where it is installed; ignored by git, may be deleted at any time
 * @property {number} nodeMajor the Node.js that it runs with
 * @property {boolean} orNewerNode whether a newer one will do
 * @property {Record<string, string>} settings environment variables that it needs there
 */

/** @type {Readonly<Record<'newest' | 'oldest', N8nEdition>>} */
export const N8N_EDITIONS = {
	newest: edition('newest', '.n8n-runtime', { nodeMajor: 24, orNewerNode: true, settings: {} }),
	// With the oldest Node.js as well: what works there is what the package promises.
	oldest: edition('oldest', '.n8n-runtime-oldest', {
		nodeMajor: 20,
		orNewerNode: false,
		settings: {
			// The new engine needs isolated-vm 6, which needs Node.js 22.
			N8N_EXPRESSION_ENGINE: 'legacy',
			// Its default is one SQLite connection for all, on which transactions of requests at the same time break one another
			// ("no such savepoint"); n8n 2 has a pool by default.
			DB_SQLITE_POOL_SIZE: '4',
		},
	}),
};

function edition(name, folder, more) {
	return { name, recipe: join(ROOT, 'n8n-runtime', name), folder: join(ROOT, folder), ...more };
}

/**
 * Takes `--n8n newest|oldest` out of a script's arguments.
 *
 * @param {readonly string[]} args
 * @returns {{ edition: N8nEdition, rest: string[] }} the newest unless the arguments say otherwise, and the other arguments
 */
export function takeN8nEdition(args) {
	const at = args.findIndex((arg) => arg === '--n8n' || arg.startsWith('--n8n='));
	if (at < 0) return { edition: N8N_EDITIONS.newest, rest: [...args] };
	const inline = args[at].startsWith('--n8n=');
	const name = inline ? args[at].slice('--n8n='.length) : args[at + 1];
	if (name === undefined || !Object.hasOwn(N8N_EDITIONS, name)) {
		throw new Error(
			`--n8n must be one of ${Object.keys(N8N_EDITIONS).join(', ')}, not "${name ?? 'nothing'}".`,
		);
	}
	return {
		edition: N8N_EDITIONS[name],
		rest: args.filter((_, index) => index !== at && (inline || index !== at + 1)),
	};
}
