import { sleep } from 'n8n-workflow';

import { NotSent } from '../../shared/face/runItems';

/** One that is being prepared: batches wait for it until it joins or leaves. */
export interface Ticket<T, R> {
	/** Joins the next batch; gives its own part of the answer. */
	join(entry: T): Promise<R>;
	/** Nobody needs to wait for it; it may still join a later batch. */
	leave(): void;
}

export interface Gatherer<T, R> {
	enter(): Ticket<T, R>;
	/** Nothing more goes out: what waits is not sent. */
	stop(): void;
}

interface Waiting<T, R> {
	readonly entry: T;
	resolve(result: R): void;
	reject(error: unknown): void;
}

/**
 * Gathers entries that are prepared side by side into batches: one goes out as soon as it is full, or when nobody is still
 * being prepared.
 *
 * @param send gives the result of each entry, in the same order; when it throws, all of them have failed
 */
export function gatherer<T, R>(
	maxSize: number,
	send: (entries: readonly T[]) => Promise<ReadonlyArray<R | Error>>,
): Gatherer<T, R> {
	let waiting: Array<Waiting<T, R>> = [];
	let inPreparation = 0;
	let stopped = false;

	async function flush(): Promise<void> {
		const batch = waiting.slice(0, maxSize);
		waiting = waiting.slice(maxSize);
		if (batch.length === 0) return;
		try {
			const results = await send(batch.map(({ entry }) => entry));
			batch.forEach(({ resolve, reject }, at) => {
				const result = results[at];
				if (result instanceof Error) reject(result);
				else resolve(result);
			});
		} catch (error) {
			for (const { reject } of batch) reject(error);
		}
	}

	async function flushIfLast(): Promise<void> {
		// Those that start in this moment are still counted.
		await sleep(0);
		while (inPreparation === 0 && waiting.length > 0) void flush();
	}

	return {
		enter: () => {
			let isCounted = true;
			inPreparation += 1;
			const leave = () => {
				if (isCounted) inPreparation -= 1;
				isCounted = false;
				void flushIfLast();
			};
			return {
				leave,
				join: async (entry) =>
					await new Promise<R>((resolve, reject) => {
						if (stopped) reject(new NotSent());
						else waiting.push({ entry, resolve, reject });
						if (waiting.length >= maxSize) void flush();
						leave();
					}),
			};
		},
		stop: () => {
			stopped = true;
			for (const { reject } of waiting.splice(0)) reject(new NotSent());
		},
	};
}
