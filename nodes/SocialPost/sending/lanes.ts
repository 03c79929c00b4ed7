type Lanes = Map<string, Promise<unknown>>;

/**
 * Runs what has the same key one after the other, whatever becomes of the one before.
 *
 * @param wait called when another one is before it
 */
export async function oneAfterTheOther<T>(
	run: Map<string, unknown>,
	key: string,
	wait: () => void,
	work: () => Promise<T>,
): Promise<T> {
	const lanes = (run.get('lanes') ?? new Map<string, Promise<unknown>>()) as Lanes;
	run.set('lanes', lanes);
	const before = lanes.get(key);
	if (before) wait();
	const mine = before ? before.then(work, work) : work();
	lanes.set(key, mine);
	return await mine;
}

/** Lets at most so many run at a time; the others wait in line. */
export function limiter(atOnce: number): <T>(work: () => Promise<T>) => Promise<T> {
	const waiting: Array<() => void> = [];
	let running = 0;
	return async (work) => {
		if (running >= atOnce) await new Promise<void>((resolve) => waiting.push(resolve));
		else running += 1;
		try {
			return await work();
		} finally {
			const next = waiting.shift();
			if (next) next();
			else running -= 1;
		}
	};
}
