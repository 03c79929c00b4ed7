import { fork } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { ROOT } from '../../scripts/lib/paths.mjs';
import type { Reply } from './answering';

/** A process of its own that answers questions. */
export interface Worker {
	/** @throws Error when the process could not answer, or has ended */
	ask<Answer>(question: object): Promise<Answer>;
	stop(): Promise<void>;
}

export interface WorkerOptions {
	readonly env?: Readonly<Record<string, string>>;
	/** Where the process leaves a CPU profile when it ends. */
	readonly profileFolder?: string | null;
}

/** @param script name of a file beside this one */
export function startWorker(script: string, { env = {}, profileFolder = null }: WorkerOptions = {}): Worker {
	const child = fork(join(__dirname, script), {
		cwd: ROOT,
		env: { ...process.env, ...env },
		execArgv: [
			...(script.endsWith('.ts') ? ['--import', pathToFileURL(require.resolve('tsx')).href] : []),
			...(profileFolder === null ? [] : ['--cpu-prof', `--cpu-prof-dir=${profileFolder}`]),
		],
		// Standard output belongs to the table.
		stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
	});
	const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));

	return {
		ask: async <Answer>(question: object) =>
			await new Promise<Answer>((resolve, reject) => {
				const onExit = (code: number | null, signal: string | null) =>
					reject(new Error(`${script} ended with ${code ?? signal ?? 'nothing'}`));
				child.once('exit', onExit);
				child.once('message', (message) => {
					child.off('exit', onExit);
					const reply = message as Reply;
					if ('answer' in reply) resolve(reply.answer as Answer);
					else reject(new Error(`${script}: ${reply.failure}`));
				});
				child.send(question);
			}),
		stop: async () => {
			if (child.connected) child.disconnect();
			await ended;
		},
	};
}
