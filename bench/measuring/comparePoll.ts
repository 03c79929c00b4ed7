import type { ProviderId } from '../../nodes/shared/domain/provider';
import type { Measured } from '../case';
import type { ClientRun, PlannedCall } from '../processes/client';
import type { Learned, PollRun } from '../processes/pack';
import { startWorker } from '../processes/worker';
import { interleave } from './interleave';
import type { Lab, NotedCall } from './lab';
import { credentialOf, packEnvironment, secretsOf } from './packSettings';
import { requireSameCalls } from './sameCalls';

const ACCOUNTS = 10_000;
const POSTS = 100_000;
/** For a quick look. */
const FEW = 1000;

const EVENTS = [
	'accountConnected',
	'accountDisconnected',
	'accountHealthChanged',
	'postFailed',
	'postPartiallyPublished',
	'postWentLive',
];

/** By then posts that waited are out, and tokens have expired. SmartlyQ is asked for each post that is due, so fewer are. */
const busyTime = (provider: ProviderId) => (provider === 'smartlyQ' ? '20d' : '31d');

export interface PollComparison {
	readonly provider: ProviderId;
	/** Whether weeks have passed since the poll before. */
	readonly isBusy: boolean;
}

/**
 * Lets the trigger poll again and again from the same state, and a bare client make the calls of each of these polls. What
 * the pack takes beyond the client is its own: n8n's HTTP helper and engine, mapping, comparing, state.
 */
export async function comparePoll(lab: Lab, { provider, isBusy }: PollComparison): Promise<Measured> {
	const pack = startWorker('pack.ts', { env: packEnvironment(lab), profileFolder: lab.profileFolder });
	const client = startWorker('client.ts');
	try {
		lab.report('populating the sandbox');
		await lab.freshWorld({ latencyMs: 0 });
		const [accounts, posts] = lab.quick ? [FEW, FEW] : [ACCOUNTS, POSTS];
		await lab.populate(provider, { accounts, posts });
		await pack.ask({ do: 'open', secrets: secretsOf(lab) });
		const { stateBytes } = await pack.ask<Learned>({ do: 'learn', node: nodeFor(provider) });
		if (isBusy) await lab.forward(busyTime(provider));

		let asked: readonly NotedCall[] = [];
		let calls = 0;
		const packCpu: number[] = [];
		const clientCpu: number[] = [];
		const [oursMs = [], yardstickMs = []] = await interleave(lab, [
			{
				name: 'the pack',
				run: async () => {
					await lab.forgetCalls();
					const { tookMs, cpuMs, events } = await pack.ask<PollRun>({ do: 'poll' });
					if (events > 0 !== isBusy) throw new Error(`${events} events came out`);
					asked = await lab.notedCalls(provider);
					calls = Math.max(calls, asked.length);
					packCpu.push(cpuMs);
					return tookMs;
				},
			},
			{
				name: 'the bare client',
				run: async () => {
					await lab.forgetCalls();
					const { apiKey } = lab.sandbox[provider];
					const api = {
						apiKey,
						baseUrl: rootOf(lab.sandbox[provider].baseUrl),
						headers:
							provider === 'wix' ? { authorization: apiKey, 'wix-site-id': lab.sandbox.wix.siteId } : {},
					};
					const steps = [{ calls: asked.map(asPlanned), inFlight: 1 }];
					const { tookMs, cpuMs } = await client.ask<ClientRun>({ do: 'calls', api, steps });
					requireSameCalls(asked, await lab.notedCalls(provider));
					clientCpu.push(cpuMs);
					return tookMs;
				},
			},
		]);
		const ownCpuMs = packCpu.map((cpuMs, at) => cpuMs - (clientCpu[at] ?? 0)).slice(-lab.runs);
		return { oursMs, yardstickMs, peakMemoryMb: [], sizeBytes: stateBytes, ownCpuMs, calls };
	} finally {
		await Promise.all([pack.stop(), client.stop()]);
	}
}

/** The sandbox notes paths from the vendor's own root, which is a folder of its address. */
function rootOf(baseUrl: string): string {
	const { origin, pathname } = new URL(baseUrl);
	return `${origin}/${pathname.split('/')[1] ?? ''}`;
}

function nodeFor(provider: ProviderId) {
	return {
		type: 'socialTrigger',
		credential: credentialOf(provider),
		parameters: {
			provider,
			authentication: 'apiKey',
			events: EVENTS,
			// A link would be a call for each event, and another link each time.
			options: { includeReconnectLink: false },
		},
	};
}

function asPlanned({ method, path, query, body }: NotedCall): PlannedCall {
	const search = new URLSearchParams();
	for (const [name, value] of Object.entries(query)) {
		for (const one of [value].flat()) search.append(name, String(one));
	}
	return {
		method: method === 'POST' ? 'POST' : 'GET',
		path: search.size === 0 ? path : `${path}?${search.toString()}`,
		...(method === 'POST' ? { body: body as object } : {}),
	};
}
