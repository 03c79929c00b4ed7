import type { BenchCase } from '../case';
import { measureBulk } from '../measuring/createInBulk';
import { SHORT } from '../measuring/rounds';

export const bench: BenchCase = {
	name: 'create 100 posts, bulk',
	targets: { ratio: 1.15, oursMs: 400 },
	rounds: SHORT,
	measure: async (lab) => await measureBulk(lab, { posts: 100, latencyMs: 100, concurrency: 20 }),
};
