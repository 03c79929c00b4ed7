// Runs the end-to-end tests in a real n8n: `npm run test:e2e [-- --n8n oldest] [<arguments of jest>]`.
import { ensureBuilt } from './lib/buildPack.mjs';
import { runScript } from './lib/endings.mjs';
import { ensureChromium } from './lib/ensureChromium.mjs';
import { ensureDependencies } from './lib/ensureDependencies.mjs';
import { ensureN8n } from './lib/ensureN8n.mjs';
import { takeN8nEdition } from './lib/n8nEditions.mjs';
import { say, showWhile } from './lib/progress.mjs';
import { runJest } from './lib/runJest.mjs';
import { startN8n } from './lib/startN8n.mjs';
import { startSandbox } from './lib/startSandbox.mjs';

await runScript(async () => {
	const { edition, rest } = takeN8nEdition(process.argv.slice(2));
	say('[1/4] Dependencies');
	await ensureDependencies();
	say('[2/4] n8n and Chromium');
	const n8n = await ensureN8n(edition);
	const chromium = await ensureChromium();
	say('[3/4] Pack, sandbox and n8n');
	await ensureBuilt();
	const sandbox = await startSandbox();
	const started = await showWhile('      Starting n8n with the pack in it', (report) =>
		startN8n(n8n, { report }),
	);
	say('[4/4] Tests');
	return await runJest(['--config', 'test/e2e/jest.config.js', ...rest], {
		environment: {
			SOCIAL_PUBLISHER_E2E: JSON.stringify({ n8n: { ...n8n, ...started }, sandbox, chromium }),
		},
	});
});
