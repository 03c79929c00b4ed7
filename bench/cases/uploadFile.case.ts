import { open } from 'node:fs/promises';
import { join } from 'node:path';

import type { NodeRun } from '../../test/engine/n8nEngine';
import type { BenchCase } from '../case';
import { interleave } from '../measuring/interleave';
import { packEnvironment, CREDENTIAL, secretsOf } from '../measuring/packSettings';
import { requireSameCalls } from '../measuring/sameCalls';
import type { Lab, NotedCall } from '../measuring/lab';
import { LONG } from '../measuring/rounds';
import type { ClientRun } from '../processes/client';
import type { PackRun, StoredFile } from '../processes/pack';
import { startWorker, type Worker, type WorkerOptions } from '../processes/worker';

const MB = 1024 * 1024;
const BLOCK = Buffer.alloc(MB, 'sandbox video ');
const FILE = { fileName: 'clip.mp4', mimeType: 'video/mp4' } as const;

export const bench: BenchCase = {
	name: 'upload a file of 1 GB',
	targets: { ratio: 1.15, peakMemoryMb: 64 },
	rounds: LONG,

	measure: async (lab) => {
		const { binary, path } = await storeFile(lab, lab.quick ? 64 : 1024);
		const node: NodeRun = {
			type: 'socialPost',
			credential: CREDENTIAL,
			parameters: {
				provider: 'postEverywhere',
				operation: 'uploadMedia',
				source: 'binary',
				binaryPropertyName: 'data',
			},
			binary: { data: binary },
		};
		const memory: number[] = [];
		let asked: readonly NotedCall[] = [];
		const [oursMs = [], yardstickMs = []] = await interleave(lab, [
			{
				name: 'the pack and its control',
				run: async () => {
					await lab.freshWorld({ latencyMs: 0 });
					const run = await runOnce(lab, node, lab.profileFolder);
					asked = await lab.notedCalls();
					const control = await runOnce(lab, { ...node, settings: { disabled: true } }, null);
					memory.push(run.peakMemoryMb - control.peakMemoryMb);
					return run.tookMs;
				},
			},
			{
				name: 'the bare client',
				run: async () => {
					await lab.freshWorld({ latencyMs: 0 });
					const question = { do: 'upload', api: lab.sandbox.postEverywhere, path, ...FILE };
					const { tookMs } = await inFreshProcess(
						'client.ts',
						{},
						async (client) => await client.ask<ClientRun>(question),
					);
					requireSameCalls(asked, await lab.notedCalls());
					return tookMs;
				},
			},
		]);
		return { oursMs, yardstickMs, peakMemoryMb: memory.slice(-lab.runs) };
	},
};

/** A disabled node passes its items on: all is as with the upload, but for the upload. */
async function runOnce(lab: Lab, node: NodeRun, profileFolder: string | null): Promise<PackRun> {
	return await inFreshProcess('pack.ts', { env: packEnvironment(lab), profileFolder }, async (pack) => {
		await pack.ask({ do: 'open', secrets: secretsOf(lab) });
		return await pack.ask<PackRun>({ do: 'run', node });
	});
}

/** A file in n8n's store, as a node before ours would have left it there. */
async function storeFile(lab: Lab, sizeMb: number): Promise<StoredFile> {
	lab.report(`making a file of ${sizeMb} MB`);
	const path = join(lab.folder, FILE.fileName);
	const file = await open(path, 'w');
	try {
		for (let written = 0; written < sizeMb; written++) await file.write(BLOCK);
	} finally {
		await file.close();
	}
	const env = packEnvironment(lab);
	return await inFreshProcess(
		'pack.ts',
		{ env },
		async (pack) => await pack.ask<StoredFile>({ do: 'store', path, ...FILE }),
	);
}

async function inFreshProcess<T>(
	script: string,
	options: WorkerOptions,
	work: (worker: Worker) => Promise<T>,
): Promise<T> {
	const worker = startWorker(script, options);
	try {
		return await work(worker);
	} finally {
		await worker.stop();
	}
}
