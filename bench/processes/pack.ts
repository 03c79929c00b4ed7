// The built pack in n8n-core's own engine, as a process of its own.
import { createRequire } from 'node:module';

import { BinaryDataService } from 'n8n-core';
import type { IBinaryData } from 'n8n-workflow';

import { type Engine, type NodeRun, type Secrets, startEngine } from '../../test/engine/n8nEngine';
import { answerQuestions } from './answering';
import { peakMemoryMb } from './peakMemory';

/** The engine's own container: another copy would hold other services. */
const { Container } = createRequire(require.resolve('n8n-core'))('@n8n/di') as typeof import('@n8n/di');

export type PackQuestion =
	/** Loads the pack; answers with `Opened`. */
	| { readonly do: 'open'; readonly secrets: Secrets }
	/** Runs the node once; answers with `PackRun`. */
	| { readonly do: 'run'; readonly node: NodeRun }
	/** Puts a file into n8n's store; answers with `StoredFile`. */
	| { readonly do: 'store'; readonly path: string; readonly fileName: string; readonly mimeType: string };

export interface Opened {
	readonly peakMemoryMb: number;
}

export interface PackRun {
	/** From the call of n8n's engine until its result is there. */
	readonly tookMs: number;
	readonly items: number;
	readonly peakMemoryMb: number;
}

export interface StoredFile {
	readonly binary: IBinaryData;
	/** Where n8n keeps it. */
	readonly path: string;
}

let engine: Engine | undefined;

async function answer(question: PackQuestion): Promise<Opened | PackRun | StoredFile> {
	if (question.do === 'run') return await run(question.node);
	const store = Container.get(BinaryDataService);
	await store.init();
	if (question.do === 'store') {
		const { path, fileName, mimeType } = question;
		const place = { type: 'execution', workflowId: 'bench', executionId: '1' } as const;
		const binary = await store.copyBinaryFile(place, { data: '', fileName, mimeType }, path);
		return { binary, path: store.getPath(binary.id ?? '') };
	}
	engine = await startEngine(question.secrets);
	return { peakMemoryMb: peakMemoryMb() };
}

async function run(node: NodeRun): Promise<PackRun> {
	if (!engine) throw new Error('The pack has not been opened');
	const startedAt = performance.now();
	const { items, error } = await engine.run(node);
	const tookMs = performance.now() - startedAt;
	if (error) throw new Error(`The node failed: ${error.message} (${String(error.description)})`);
	const refused = items.find(({ json }) => json.error !== undefined);
	if (refused) throw new Error(`An item failed: ${JSON.stringify(refused.json)}`);
	return { tookMs, items: items.length, peakMemoryMb: peakMemoryMb() };
}

answerQuestions(answer);
