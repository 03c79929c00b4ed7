// The unit and engine tests on the engine of the oldest n8n: `npm test -- --n8n oldest`.
const { join } = require('node:path');

const { projects, ...settings } = require('./jest.config.js');

/** What a host gives to the pack, and what the tests take of the engine; there is one copy of each. */
const OF_THE_HOST = ['luxon', 'n8n-core', 'n8n-workflow', 'reflect-metadata'];

module.exports = async () => {
	const { N8N_EDITIONS } = await import('./scripts/lib/n8nEditions.mjs');
	const modules = join(N8N_EDITIONS.oldest.folder, 'node_modules');
	const moduleNameMapper = Object.fromEntries(OF_THE_HOST.map((name) => [`^${name}$`, join(modules, name)]));
	return {
		...settings,
		projects: projects.map((project) => ({ ...project, moduleNameMapper })),
		// The SSHClientsManager of n8n 1 looks every minute for what it may close, and so keeps the process alive.
		forceExit: true,
	};
};
