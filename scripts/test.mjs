// Runs the unit and engine tests: `npm test`, and `npm test -- <arguments of jest>`. With `-- --n8n oldest` they run on the
// engine of the oldest n8n instead of the development dependency, and on its Node.js.
import { ensureBuilt } from './lib/buildPack.mjs';
import { runScript } from './lib/endings.mjs';
import { ensureDependencies } from './lib/ensureDependencies.mjs';
import { ensureN8n } from './lib/ensureN8n.mjs';
import { N8N_EDITIONS, takeN8nEdition } from './lib/n8nEditions.mjs';
import { runJest } from './lib/runJest.mjs';

await runScript(async () => {
	const { edition, rest } = takeN8nEdition(process.argv.slice(2));
	await ensureDependencies();
	if (edition !== N8N_EDITIONS.oldest) {
		await ensureBuilt();
		return await runJest(['--config', 'jest.config.js', ...rest]);
	}
	const { node } = await ensureN8n(edition);
	await ensureBuilt();
	return await runJest(['--config', 'jest.oldest.config.js', ...rest], { node });
});
