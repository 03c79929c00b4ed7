import { readFileSync } from 'node:fs';

const KB_PER_MB = 1024;

/** The most memory that this process has ever had in use (resident set), in megabytes. */
export function peakMemoryMb(): number {
	return (highWaterMarkKb() ?? process.resourceUsage().maxRSS) / KB_PER_MB;
}

/** Linux says it for this program alone; elsewhere the figure of the system must do. */
function highWaterMarkKb(): number | null {
	try {
		const [, kilobytes] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8')) ?? [];
		return kilobytes === undefined ? null : Number(kilobytes);
	} catch {
		return null;
	}
}
