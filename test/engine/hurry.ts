/** What keeps working in its own time: connections, and what is done right away. */
export const REAL = ['nextTick', 'setImmediate', 'queueMicrotask', 'performance', 'hrtime'] as const;

/** Lets the waits of some work pass quickly. */
export async function hurry<T>(work: () => Promise<T>): Promise<T> {
	const { setTimeout: wait } = globalThis;
	jest.useFakeTimers({ doNotFake: [...REAL] });
	try {
		let isDone = false;
		const running = work().finally(() => {
			isDone = true;
		});
		running.catch(() => undefined);
		while (!isDone) {
			await new Promise((resolve) => wait(resolve, 2));
			await jest.advanceTimersByTimeAsync(500);
		}
		return await running;
	} finally {
		jest.useRealTimers();
	}
}
