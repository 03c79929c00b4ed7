/**
 * Works on each thing, on some at the same time; the results come in the order of the things. After a failure nothing
 * more is begun, and what is under way comes to its end first, so that nothing runs on behind the error.
 */
export async function sideBySide<T, R>(
	things: readonly T[],
	atOnce: number,
	work: (thing: T) => Promise<R>,
): Promise<R[]> {
	const results: R[] = [];
	const waiting = [...things.entries()];
	const lane = async () => {
		for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
			const [at, thing] = next;
			results[at] = await work(thing).catch(async (reason: unknown) => {
				waiting.length = 0;
				return await Promise.reject(reason as Error);
			});
		}
	};
	const lanes = Array.from({ length: Math.min(atOnce, things.length) }, lane);
	await Promise.allSettled(lanes);
	await Promise.all(lanes);
	return results;
}
