import type { BenchCase, Measured } from '../case';
import { compareNode } from './compareNode';
import { planPosts } from './createPosts';
import type { Lab } from './lab';

/** The API's largest batch. */
const BATCH = 50;

export interface BulkPlan {
	readonly posts: number;
	readonly latencyMs: number;
	readonly concurrency: number;
}

/** Creates posts in batches. */
export function measureBulk(
	lab: Lab,
	{ posts, latencyMs, concurrency }: BulkPlan,
): ReturnType<BenchCase['measure']> {
	const { node, bodies, lookUp } = planPosts(lab, posts, { bulk: 'auto', concurrency });
	const calls = Array.from({ length: Math.ceil(posts / BATCH) }, (_, at) => ({
		method: 'POST' as const,
		path: '/posts/bulk',
		body: { posts: bodies.slice(at * BATCH, (at + 1) * BATCH) },
	}));
	const steps = [
		{ calls: [lookUp], inFlight: 1 },
		{ calls, inFlight: concurrency },
	];
	return compareNode(lab, { world: { latencyMs }, node, outputs: posts, steps }) satisfies Promise<Measured>;
}
