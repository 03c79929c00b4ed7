// The built pack in n8n-core's own engine, as a process of its own.
import { createRequire } from 'node:module';

import { BinaryDataService } from 'n8n-core';
import type { IBinaryData } from 'n8n-workflow';

import { type Engine, type NodeRun, type Secrets, startEngine } from '../../test/engine/n8nEngine';
import { TriggerHost } from '../../test/engine/triggerHost';
import { answerQuestions } from './answering';
import { cpuSince } from './cpuSince';
import { peakMemoryMb } from './peakMemory';

/** The engine's own container: another copy would hold other services. */
const { Container } = createRequire(require.resolve('n8n-core'))('@n8n/di') as typeof import('@n8n/di');

export type PackQuestion =
	/** Loads the pack; answers with `Opened`. */
	| { readonly do: 'open'; readonly secrets: Secrets }
	/** Runs the node once; answers with `PackRun`. */
	| { readonly do: 'run'; readonly node: NodeRun }
	/** Lets a trigger learn how things stand; answers with `Learned`. */
	| { readonly do: 'learn'; readonly node: NodeRun }
	/** Polls once, each time from what was learned; answers with `PollRun`. */
	| { readonly do: 'poll' }
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

export interface Learned {
	/** What the trigger keeps, as JSON. */
	readonly stateBytes: number;
}

export interface PollRun {
	readonly tookMs: number;
	/** Processor time of this process. */
	readonly cpuMs: number;
	readonly events: number;
}

export interface StoredFile {
	readonly binary: IBinaryData;
	/** Where n8n keeps it. */
	readonly path: string;
}

let engine: Engine | undefined;
let trigger: { readonly host: TriggerHost; readonly learned: string } | undefined;

async function answer(question: PackQuestion): Promise<Opened | PackRun | Learned | PollRun | StoredFile> {
	if (question.do === 'run') return await run(question.node);
	if (question.do === 'learn') return await learn(question.node);
	if (question.do === 'poll') return await poll();
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

async function learn(node: NodeRun): Promise<Learned> {
	if (!engine) throw new Error('The pack has not been opened');
	const host = new TriggerHost(engine, node, true);
	await host.activate();
	const events = await host.poll();
	if (events.length > 0) throw new Error('Something has changed before anything did');
	const learned = host.saved;
	trigger = { host, learned };
	return { stateBytes: Buffer.byteLength(learned) };
}

async function poll(): Promise<PollRun> {
	if (!trigger) throw new Error('Nothing has been learned');
	const { host, learned } = trigger;
	host.bringBack(learned);
	const startedAt = performance.now();
	const before = process.cpuUsage();
	const events = await host.poll();
	const run = { tookMs: performance.now() - startedAt, cpuMs: cpuSince(before), events: events.length };
	if (host.errors[0]) throw host.errors[0];
	return run;
}

answerQuestions(answer);
