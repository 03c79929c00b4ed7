// Runs the tests in a real n8n that is scaled out (queue mode): `npm run test:queue`, and `npm run test:queue -- <arguments
// of jest>`. Where PostgreSQL and Redis cannot be had, it says so and ends without a failure.
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { ensureBuilt } from './lib/buildPack.mjs';
import { atEnd, runScript } from './lib/endings.mjs';
import { ensureDependencies } from './lib/ensureDependencies.mjs';
import { ensureN8n } from './lib/ensureN8n.mjs';
import { ensureQueueServers, NoQueueServers } from './lib/ensureQueueServers.mjs';
import { installPack } from './lib/installPack.mjs';
import { say, showWhile } from './lib/progress.mjs';
import { runJest } from './lib/runJest.mjs';
import { startQueueServers } from './lib/startQueueServers.mjs';
import { startSandbox } from './lib/startSandbox.mjs';

await runScript(async () => {
	say('[1/4] Dependencies');
	await ensureDependencies();
	say('[2/4] n8n, PostgreSQL and Redis');
	const servers = await ensureQueueServers().catch((error) => {
		if (error instanceof NoQueueServers) return error;
		throw error;
	});
	if (servers instanceof NoQueueServers) {
		say(`\nskipped: ${servers.message}.`);
		say('\n0 passed, 0 failed');
		return 0;
	}
	const n8n = await ensureN8n();
	say('[3/4] Pack, sandbox, PostgreSQL and Redis');
	await ensureBuilt();
	const sandbox = await startSandbox();
	// The tests put the folders of their n8n beside that of the pack.
	const folder = await mkdtemp(join(tmpdir(), 'social-publisher-n8n-'));
	atEnd(() => rm(folder, { recursive: true, force: true, maxRetries: 3 }));
	const userFolder = join(folder, 'pack');
	await mkdir(userFolder);
	await installPack(userFolder);
	const settings = await showWhile('      Starting PostgreSQL and Redis', () => startQueueServers(servers));
	say('[4/4] Tests');
	return await runJest(['--config', 'test/queue/jest.config.js', ...process.argv.slice(2)], {
		environment: {
			SOCIAL_PUBLISHER_E2E: JSON.stringify({ n8n: { ...n8n, userFolder }, sandbox }),
			SOCIAL_PUBLISHER_QUEUE: JSON.stringify(settings),
		},
	});
});
