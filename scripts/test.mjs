// Runs the unit and engine tests: `npm test`, and `npm test -- <arguments of jest>`.
import { ensureBuilt } from './lib/buildPack.mjs';
import { runScript } from './lib/endings.mjs';
import { ensureDependencies } from './lib/ensureDependencies.mjs';
import { runJest } from './lib/runJest.mjs';

await runScript(async () => {
	await ensureDependencies();
	await ensureBuilt();
	return await runJest(['--config', 'jest.config.js', ...process.argv.slice(2)]);
});
