import { SeededRandom } from '../../sandbox/core/seeded';

/** Draws that are the same for the same seed. */
export class Draw {
	private readonly random: SeededRandom;

	constructor(private readonly seed: string) {
		this.random = new SeededRandom(seed);
	}

	/** Another line of draws, which does not disturb this one. */
	branch(name: string): Draw {
		return new Draw(`${this.seed} ${name}`);
	}

	chance(share: number): boolean {
		return this.random.fraction() < share;
	}

	/** A whole number; both ends may come. */
	between(least: number, most: number): number {
		return least + this.random.below(most - least + 1);
	}

	oneOf<T>(list: readonly T[]): T {
		if (list.length === 0) throw new Error('There is nothing to draw from');
		return list[this.random.below(list.length)] as T;
	}

	/** At most so many of them, in their order. */
	someOf<T>(list: readonly T[], most: number): T[] {
		const left = [...list];
		while (left.length > most) left.splice(this.random.below(left.length), 1);
		return left;
	}

	/** One of the keys, the heavier the likelier. */
	weighted<K extends string>(weights: Readonly<Record<K, number>>): K {
		const entries = Object.entries<number>(weights) as Array<[K, number]>;
		let at = this.random.fraction() * entries.reduce((sum, [, weight]) => sum + weight, 0);
		for (const [key, weight] of entries) {
			at -= weight;
			if (at < 0) return key;
		}
		return this.oneOf(entries.map(([key]) => key));
	}
}
