// Starts the four sandboxed vendors: `npm run sandbox -- [--port N] [--json]`.
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { ensureDependencies } from './lib/ensureDependencies.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const args = process.argv.slice(2);

/** How often we look whether the command that started us is still there. */
const PARENT_CHECK_MS = 500;

await ensureDependencies({ quiet: args.includes('--json') });

const tsx = createRequire(join(root, 'package.json')).resolve('tsx/cli');
const child = spawn(process.execPath, [tsx, join(root, 'sandbox', 'main.ts'), ...args], {
	stdio: 'inherit',
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
// npm does not pass a signal on to what it started: when it is gone, so are we.
if (process.env.npm_lifecycle_event !== undefined) {
	const parent = process.ppid;
	setInterval(() => process.ppid === parent || child.kill('SIGTERM'), PARENT_CHECK_MS).unref();
}
child.on('exit', (code, signal) => process.exit(signal ? 0 : (code ?? 1)));
