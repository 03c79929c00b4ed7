import type { NotedCall } from './lab';

/**
 * Makes sure that both sides asked the same of the sandbox: the same requests, equally often, with the same bodies, all of
 * them answered with success. In which order is theirs to decide.
 *
 * @throws Error naming the first request that only one side has sent
 */
export function requireSameCalls(ours: readonly NotedCall[], yardstick: readonly NotedCall[]): void {
	const failed = [...ours, ...yardstick].find(({ status }) => status === null || status >= 400);
	if (failed) throw new Error(`${failed.method} ${failed.path} answered ${failed.status ?? 'nothing'}`);
	const [mine, theirs] = [countBySignature(ours), countBySignature(yardstick)];
	for (const signature of new Set([...mine.keys(), ...theirs.keys()])) {
		const [times, expected] = [mine.get(signature) ?? 0, theirs.get(signature) ?? 0];
		if (times !== expected) {
			throw new Error(
				`The comparison is not fair: the pack sent this ${times} times, the bare client ${expected} times: ${signature}`,
			);
		}
	}
}

function countBySignature(calls: readonly NotedCall[]): Map<string, number> {
	const counts = new Map<string, number>();
	for (const { method, path, query, body } of calls) {
		const signature = `${method} ${path} ${inOrder(query)} ${inOrder(body)}`;
		counts.set(signature, (counts.get(signature) ?? 0) + 1);
	}
	return counts;
}

/** As JSON, with the fields in an order that does not depend on who wrote it. */
function inOrder(value: unknown): string {
	return JSON.stringify(value, (_name, inner: unknown) =>
		typeof inner === 'object' && inner !== null && !Array.isArray(inner)
			? Object.fromEntries(Object.entries(inner).sort(([one], [other]) => (one < other ? -1 : 1)))
			: inner,
	);
}
