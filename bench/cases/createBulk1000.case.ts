import type { BenchCase } from '../case';
import { measureBulk } from '../measuring/createInBulk';
import { SHORT } from '../measuring/rounds';

export const bench: BenchCase = {
	name: 'create 1,000 posts, bulk',
	targets: { ratio: 1.15 },
	rounds: SHORT,
	measure: async (lab) =>
		await measureBulk(lab, { posts: lab.quick ? 200 : 1000, latencyMs: 100, concurrency: 20 }),
};
