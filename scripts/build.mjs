// Builds the pack into `dist`: `npm run build`.
import { buildPack } from './lib/buildPack.mjs';
import { runScript } from './lib/endings.mjs';
import { ensureDependencies } from './lib/ensureDependencies.mjs';
import { say } from './lib/progress.mjs';

await runScript(async () => {
	await ensureDependencies();
	await buildPack();
	say('The pack is built: dist/');
});
