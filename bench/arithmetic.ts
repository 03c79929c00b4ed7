/** What a case may cost at most. What is absent is not judged. */
export interface Targets {
	/** Our time as a multiple of the bare client's; the limit itself is met. */
	readonly ratio?: number;
	/** Our time in milliseconds, less than this. */
	readonly oursMs?: number;
	/** Peak memory in megabytes, less than this. */
	readonly peakMemoryMb?: number;
	/** Size in bytes, less than this. */
	readonly sizeBytes?: number;
	/** Processor time that the bare client does not take, in milliseconds, less than this. */
	readonly ownCpuMs?: number;
	/** Calls of a run, at most so many. */
	readonly calls?: number;
}

/** What was measured, as it stands in the result file; `null` where a case has none. */
export interface Figures {
	/** Medians, in milliseconds. */
	readonly oursMs: number | null;
	readonly yardstickMs: number | null;
	/** `oursMs / yardstickMs` */
	readonly ratio: number | null;
	/** Of the node's work alone. */
	readonly peakMemoryMb: number | null;
	readonly sizeBytes: number | null;
	/** Processor time of the pack beyond that of the bare client, in milliseconds. */
	readonly ownCpuMs: number | null;
	readonly calls: number | null;
}

/** One target beside what was measured. */
export interface Verdict {
	readonly figure: keyof Targets;
	readonly limit: number;
	readonly value: number;
	readonly isMet: boolean;
}

/** These are stated as "at most"; all others as "below". */
export const LIMIT_INCLUDED: ReadonlyArray<keyof Targets> = ['ratio', 'calls'];

/**
 * The middle one of the values; the mean of the two in the middle when their number is even.
 *
 * @throws Error when there is none
 */
export function median(values: readonly number[]): number {
	const sorted = [...values].sort((one, other) => one - other);
	const above = sorted[Math.floor(sorted.length / 2)];
	const below = sorted[Math.ceil(sorted.length / 2) - 1];
	if (above === undefined || below === undefined) throw new Error('There is no median of nothing');
	return below + (above - below) / 2;
}

/** Our time as a multiple of the yardstick's; `null` where there is none. */
export function ratioOf(oursMs: number | null, yardstickMs: number | null): number | null {
	if (oursMs === null || yardstickMs === null) return null;
	if (yardstickMs <= 0) throw new Error('The yardstick took no time at all, so it measures nothing');
	return oursMs / yardstickMs;
}

/**
 * Holds the figures of a case against its targets.
 *
 * @throws Error when a target speaks of a figure that was not measured
 */
export function judge(figures: Figures, targets: Targets): Verdict[] {
	const stated = Object.entries(targets) as Array<[keyof Targets, number]>;
	return stated.map(([figure, limit]) => {
		const value = figures[figure];
		if (value === null) throw new Error(`There is a target for ${figure}, but no figure`);
		const isMet = LIMIT_INCLUDED.includes(figure) ? value <= limit : value < limit;
		return { figure, limit, value, isMet };
	});
}
