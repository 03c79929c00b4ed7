/** What the pack's process held at a moment when it had nothing to do. */
export interface Sample {
	/** Calls that it had made by then. */
	readonly calls: number;
	readonly heapBytes: number;
	readonly sockets: number;
	readonly handles: number;
}

export interface Trend {
	/** What the heap grew by over the second half, as the line through its samples says. */
	readonly growthBytes: number;
	readonly bytesPerCall: number;
	readonly limitBytes: number;
	readonly isFlat: boolean;
}

/** The heap may end the second half so much larger than it began it. What is kept for each call soon exceeds that. */
const HEAP_SHARE = 0.05;

/** Connections and the like may differ by so many between the quarters of the second half. */
const HANDLES_MORE = 8;

/** Fewer say nothing. */
const FEWEST_SAMPLES = 6;

/**
 * Whether the heap stays as it is. Only the second half counts: in the first one code is compiled and caches fill. The line
 * is the median of the slopes between all pairs (Theil-Sen), so that a few odd samples do not tilt it.
 *
 * @throws Error when there are too few samples
 */
export function heapTrend(samples: readonly Sample[]): Trend {
	const half = secondHalf(samples);
	const slopes = half.flatMap((one, at) =>
		half
			.slice(at + 1)
			.filter(({ calls }) => calls > one.calls)
			.map((later) => (later.heapBytes - one.heapBytes) / (later.calls - one.calls)),
	);
	const bytesPerCall = median(slopes);
	const span = (half.at(-1)?.calls ?? 0) - (half[0]?.calls ?? 0);
	const growthBytes = bytesPerCall * span;
	const limitBytes = HEAP_SHARE * median(half.map(({ heapBytes }) => heapBytes));
	return { growthBytes, bytesPerCall, limitBytes, isFlat: growthBytes <= limitBytes };
}

/** Whether as many connections (or other handles) are open at the end of the second half as at its beginning. */
export function areHandlesFlat(samples: readonly Sample[], kind: 'sockets' | 'handles'): boolean {
	const counts = secondHalf(samples).map((sample) => sample[kind]);
	const quarter = Math.ceil(counts.length / 2);
	return median(counts.slice(-quarter)) <= median(counts.slice(0, quarter)) + HANDLES_MORE;
}

function secondHalf(samples: readonly Sample[]): readonly Sample[] {
	if (samples.length < FEWEST_SAMPLES) {
		throw new Error(`${samples.length} samples say nothing: let it run longer (--minutes).`);
	}
	return samples.slice(Math.floor(samples.length / 2));
}

function median(values: readonly number[]): number {
	const sorted = [...values].sort((one, other) => one - other);
	return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
