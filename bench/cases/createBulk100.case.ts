import type { BenchCase } from '../case';
import { measureBulk } from '../measuring/createInBulk';

export const bench: BenchCase = {
	name: 'create 100 posts, bulk',
	targets: { ratio: 1.15, oursMs: 400 },
	measure: async (lab) => await measureBulk(lab, { posts: 100, latencyMs: 100, concurrency: 20 }),
};
