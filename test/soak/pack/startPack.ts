import { fork } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { ROOT } from '../../../scripts/lib/paths.mjs';
import type { Answered, Question } from './question';

/** The pack in a process of its own. */
export interface PackProcess {
	/** @throws Error when the process could not answer, or has ended */
	ask<Answer>(question: Question): Promise<Answer>;
	/** Everything that it has printed. */
	printed(): string;
	stop(): Promise<void>;
}

/** @param folder an empty one, for whatever n8n keeps in its home */
export function startPack(folder: string): PackProcess {
	const child = fork(join(__dirname, 'packProcess.ts'), {
		cwd: ROOT,
		// n8n tells all it knows, so that a secret in a log would be seen.
		env: { ...process.env, N8N_USER_FOLDER: folder, N8N_LOG_LEVEL: 'debug', N8N_LOG_OUTPUT: 'console' },
		execArgv: ['--expose-gc', '--import', pathToFileURL(require.resolve('tsx')).href],
		stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
	});
	const printed: string[] = [];
	for (const stream of [child.stdout, child.stderr]) {
		stream?.setEncoding('utf8').on('data', (text: string) => printed.push(text));
	}
	const open = new Map<
		number,
		{ readonly resolve: (answer: unknown) => void; readonly reject: (error: Error) => void }
	>();
	let asked = 0;
	let why: string | undefined;
	const ended = new Promise<void>((resolve) => {
		child.once('exit', (code, signal) => {
			why = `The pack's process ended with ${code ?? signal ?? 'nothing'}:\n${printed.join('').slice(-4000)}`;
			for (const { reject } of open.values()) reject(new Error(why));
			open.clear();
			resolve();
		});
	});
	child.on('message', (message) => {
		const reply = message as Answered;
		const waiting = open.get(reply.id);
		open.delete(reply.id);
		if ('answer' in reply) waiting?.resolve(reply.answer);
		else waiting?.reject(new Error(reply.failure));
	});

	return {
		ask: async <Answer>(question: Question) =>
			await new Promise<Answer>((resolve, reject) => {
				if (why !== undefined) {
					reject(new Error(why));
					return;
				}
				const id = ++asked;
				open.set(id, { resolve: (answer) => resolve(answer as Answer), reject });
				child.send({ id, question });
			}),
		printed: () => printed.join(''),
		stop: async () => {
			if (child.connected) child.disconnect();
			await ended;
		},
	};
}
