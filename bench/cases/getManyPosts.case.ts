import type { BenchCase } from '../case';
import { compareNode } from '../measuring/compareNode';
import { CREDENTIAL } from '../measuring/packSettings';
import { SHORT } from '../measuring/rounds';

const LATENCY_MS = 20;
/** The API's largest page. */
const PAGE = 100;
const PAGES_IN_FLIGHT = 10;

export const bench: BenchCase = {
	name: 'get many, 10,000 posts',
	targets: { ratio: 1.2 },
	rounds: SHORT,

	measure: async (lab) => {
		const posts = lab.quick ? 500 : 10_000;
		const pages = Array.from({ length: Math.ceil(posts / PAGE) }, (_, at) => ({
			method: 'GET' as const,
			path: `/posts?limit=${PAGE}&offset=${at * PAGE}`,
		}));
		return await compareNode(lab, {
			world: { latencyMs: LATENCY_MS, posts },
			node: {
				type: 'socialPost',
				credential: CREDENTIAL,
				parameters: { provider: 'postEverywhere', operation: 'getMany', returnAll: true },
			},
			outputs: posts,
			// Only the first page tells how many there are.
			steps: [
				{ calls: pages.slice(0, 1), inFlight: 1 },
				{ calls: pages.slice(1), inFlight: PAGES_IN_FLIGHT },
			],
		});
	},
};
