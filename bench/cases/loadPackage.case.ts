import type { BenchCase } from '../case';
import { interleave } from '../measuring/interleave';
import { LONG } from '../measuring/rounds';
import { startWorker } from '../processes/worker';

interface Loaded {
	readonly tookMs: number;
	readonly nodes: number;
	readonly credentials: number;
}

export const bench: BenchCase = {
	name: 'load the package into n8n',
	targets: { oursMs: 100 },
	rounds: LONG,

	measure: async (lab) => {
		const [oursMs = []] = await interleave(lab, [{ name: 'a fresh process', run: loadOnce }]);
		return { oursMs, yardstickMs: [], peakMemoryMb: [] };
	},
};

async function loadOnce(): Promise<number> {
	const worker = startWorker('loading.mjs');
	try {
		const { tookMs, nodes, credentials } = await worker.ask<Loaded>({});
		if (nodes === 0 || credentials === 0) throw new Error('The package has nothing that n8n could load');
		return tookMs;
	} finally {
		await worker.stop();
	}
}
