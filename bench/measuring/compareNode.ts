import type { NodeRun } from '../../test/engine/n8nEngine';
import type { Measured } from '../case';
import type { ClientRun, Step } from '../processes/client';
import type { Opened, PackRun } from '../processes/pack';
import { startWorker } from '../processes/worker';
import { interleave } from './interleave';
import type { Lab, NotedCall, World } from './lab';
import { packEnvironment, secretsOf } from './packSettings';
import { requireSameCalls } from './sameCalls';

export interface Comparison {
	readonly world: World;
	readonly node: NodeRun;
	/** How many items come out. */
	readonly outputs: number;
	/** The calls that the node makes. */
	readonly steps: readonly Step[];
}

/**
 * Runs the node in n8n's engine, and the same calls with a bare client, each in a process of its own that stays: n8n is a
 * server that runs for days, so both are measured warm.
 *
 * @throws Error when one of them asks anything else of the sandbox than the other
 */
export async function compareNode(lab: Lab, { world, node, outputs, steps }: Comparison): Promise<Measured> {
	const api = lab.sandbox.postEverywhere;
	const { profileFolder } = lab;
	const pack = startWorker('pack.ts', { env: packEnvironment(lab), profileFolder });
	const client = startWorker('client.ts');
	try {
		const { peakMemoryMb: before } = await pack.ask<Opened>({ do: 'open', secrets: secretsOf(lab) });
		let peakMemoryMb = before;
		let asked: readonly NotedCall[] = [];
		const [oursMs = [], yardstickMs = []] = await interleave(lab, [
			{
				name: 'the pack',
				run: async () => {
					await lab.freshWorld(world);
					const run = await pack.ask<PackRun>({ do: 'run', node });
					if (run.items !== outputs) throw new Error(`${run.items} items came out, not ${outputs}`);
					({ peakMemoryMb } = run);
					asked = await lab.notedCalls();
					return run.tookMs;
				},
			},
			{
				name: 'the bare client',
				run: async () => {
					await lab.freshWorld(world);
					const { tookMs } = await client.ask<ClientRun>({ do: 'calls', api, steps });
					requireSameCalls(asked, await lab.notedCalls());
					return tookMs;
				},
			},
		]);
		return { oursMs, yardstickMs, peakMemoryMb: [peakMemoryMb - before] };
	} finally {
		await Promise.all([pack.stop(), client.stop()]);
	}
}
