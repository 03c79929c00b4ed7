import type { BenchCase } from '../case';
import { compareNode } from '../measuring/compareNode';
import { planPosts } from '../measuring/createPosts';
import { LONG } from '../measuring/rounds';

const CONCURRENCY = 20;
const LATENCY_MS = 100;

export const bench: BenchCase = {
	name: 'create 1,000 posts, one call each',
	targets: { ratio: 1.15 },
	rounds: LONG,

	measure: async (lab) => {
		const count = lab.quick ? 100 : 1000;
		const { node, bodies, lookUp } = planPosts(lab, count, { bulk: 'never', concurrency: CONCURRENCY });
		const creates = bodies.map((body) => ({ method: 'POST' as const, path: '/posts', body }));
		return await compareNode(lab, {
			world: { latencyMs: LATENCY_MS },
			node,
			outputs: count,
			steps: [
				{ calls: [lookUp], inFlight: 1 },
				{ calls: creates, inFlight: CONCURRENCY },
			],
		});
	},
};
