// The built pack in n8n-core's own engine, as a process of its own: what it holds is the pack's, not the judge's.
import { inspect } from 'node:util';

import { type Engine, type NodeRun, startEngine } from '../../engine/n8nEngine';
import { TriggerHost } from '../../engine/triggerHost';
import type { Answered, Asked, Footprint, PollAnswer, Question, RunAnswer } from './question';

let opened: Engine | undefined;
let canaries: ReadonlyArray<readonly [string, string]> = [];
const triggers = new Map<string, TriggerHost>();

function engine(): Engine {
	if (!opened) throw new Error('The pack has not been opened');
	return opened;
}

async function answer(question: Question): Promise<unknown> {
	switch (question.do) {
		case 'open':
			canaries = Object.entries(question.canaries);
			opened = await startEngine(question.secrets);
			return null;
		case 'run':
			return await run(question.node);
		case 'list':
			return (await engine().list(question.node, question.method)).map(({ value }) => value);
		case 'activate': {
			const host = new TriggerHost(engine(), question.node, question.hasDurableCursors);
			triggers.set(question.trigger, host);
			await host.activate();
			return take(host);
		}
		case 'poll': {
			const host = triggerOf(question.trigger);
			host.budgetMs = question.budgetMs;
			await host.poll();
			return take(host);
		}
		case 'restart':
			triggerOf(question.trigger).restart();
			return null;
		case 'measure':
			return await measure();
	}
}

async function run(node: NodeRun): Promise<RunAnswer> {
	const { items, error, run: whole } = await engine().run(node);
	const leaks = [
		...leaksIn('result', JSON.stringify(whole.data.resultData)),
		...(error ? leaksIn('error', textOf(error)) : []),
	];
	return {
		items,
		error: error ? { message: error.message, description: error.description } : null,
		leaks,
	};
}

function triggerOf(name: string): TriggerHost {
	const host = triggers.get(name);
	if (!host) throw new Error(`There is no trigger ${name}`);
	return host;
}

/** Everything that has come out since the last time; nothing of it stays here. */
function take(host: TriggerHost): PollAnswer {
	const events = host.executions.splice(0).flat();
	const errors = host.errors.splice(0);
	return {
		events,
		errors: errors.map(({ message }) => message),
		leaks: [
			...leaksIn('event', JSON.stringify(events)),
			...leaksIn('state', host.state),
			...errors.flatMap((error) => leaksIn('error of a poll', textOf(error))),
		],
	};
}

/** As a log would show it, with stack and cause, and as n8n keeps it. */
function textOf(error: Error): string {
	return `${inspect(error, { depth: 6 })}\n${JSON.stringify(error)}`;
}

function leaksIn(place: string, text: string): string[] {
	return canaries.filter(([, canary]) => text.includes(canary)).map(([name]) => `${name} in ${place}`);
}

async function measure(): Promise<Footprint> {
	if (!globalThis.gc) throw new Error('Start this with --expose-gc');
	// What was dropped a moment ago is still held by the turn of the event loop that it belongs to.
	for (let turn = 0; turn < 3; turn++) {
		await new Promise(setImmediate);
		globalThis.gc();
	}
	const resources = process.getActiveResourcesInfo();
	const sockets = resources.filter((name) => name === 'TCPSocketWrap').length;
	return {
		heapBytes: process.memoryUsage().heapUsed,
		sockets,
		handles: resources.length - sockets,
	};
}

const reply = (message: Answered) => process.send?.(message);
process.on('message', (message) => {
	const { id, question } = message as Asked;
	answer(question).then(
		(given) => reply({ id, answer: given }),
		(error: unknown) => reply({ id, failure: error instanceof Error ? error.message : String(error) }),
	);
});
process.on('disconnect', () => process.exit());
