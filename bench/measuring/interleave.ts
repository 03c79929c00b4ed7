import type { Lab } from './lab';

/** One side of a comparison. */
export interface Side {
	readonly name: string;
	/** Runs once under fresh conditions; gives the time in milliseconds. */
	run(): Promise<number>;
}

/**
 * Lets the sides take turns, so that whatever else the machine does meets all of them alike.
 *
 * @returns the times of each side's counted runs
 */
export async function interleave(
	lab: Pick<Lab, 'runs' | 'warmUps' | 'report'>,
	sides: readonly Side[],
): Promise<number[][]> {
	const times: number[][] = sides.map(() => []);
	for (let round = 0; round < lab.warmUps + lab.runs; round++) {
		const counted = round >= lab.warmUps;
		const label = counted ? `run ${round - lab.warmUps + 1} of ${lab.runs}` : 'warming up';
		for (const [at, side] of sides.entries()) {
			lab.report(`${label}, ${side.name}`);
			const tookMs = await side.run();
			if (counted) times[at]?.push(tookMs);
		}
	}
	return times;
}
