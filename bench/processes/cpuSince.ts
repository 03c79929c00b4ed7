const MICROSECONDS = 1000;

/** Processor time of this process since then, garbage collection included, in milliseconds. */
export function cpuSince(before: NodeJS.CpuUsage): number {
	const { user, system } = process.cpuUsage(before);
	return (user + system) / MICROSECONDS;
}
