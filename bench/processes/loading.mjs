// Loads the built package as n8n does, once, as a process of its own. Plain JavaScript, so that nothing translates what is
// loaded.
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
const { PackageDirectoryLoader } = require('n8n-core');

const PACKAGE_FOLDER = fileURLToPath(new URL('../../', import.meta.url));

process.once('message', async () => {
	const startedAt = performance.now();
	const loader = new PackageDirectoryLoader(PACKAGE_FOLDER);
	await loader.loadAll();
	const tookMs = performance.now() - startedAt;
	const nodes = Object.keys(loader.nodeTypes).length;
	process.send({ answer: { tookMs, nodes, credentials: Object.keys(loader.credentialTypes).length } });
	process.disconnect();
});
