/** How often each side of a case runs. */
export interface Rounds {
	/** Counted runs of each side. */
	readonly runs: number;
	/** Runs of each side before those, which are not counted. */
	readonly warmUps: number;
}

/** For cases of a second or less. */
export const SHORT: Rounds = { runs: 15, warmUps: 3 };
/** For cases of several seconds. */
export const LONG: Rounds = { runs: 5, warmUps: 1 };
/** When it only matters that everything works. */
export const ONCE: Rounds = { runs: 1, warmUps: 0 };
