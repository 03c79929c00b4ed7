/** The sandbox's time: the machine's own plus what the control API has moved it forward. One for all vendors. */
export class Clock {
	private aheadMs = 0;

	now(): Date {
		return new Date(Date.now() + this.aheadMs);
	}

	/** How far ahead of the machine's time, in milliseconds. */
	get offsetMs(): number {
		return this.aheadMs;
	}

	forward(ms: number): void {
		this.aheadMs += ms;
	}

	reset(): void {
		this.aheadMs = 0;
	}
}

const MS_PER_UNIT: Readonly<Record<string, number>> = {
	ms: 1,
	s: 1000,
	m: 60_000,
	h: 3_600_000,
	d: 86_400_000,
};

/** Milliseconds of a duration such as `90s`, `15m`, `2h`, `3d` or `1d 12h`; `null` when it is not one. */
export function readDuration(text: string): number | null {
	const parts = text.trim().split(/\s+/);
	let total = 0;
	for (const part of parts) {
		const match = /^(\d+(?:\.\d+)?)(ms|s|m|h|d)$/.exec(part);
		if (!match) return null;
		total += Number(match[1]) * (MS_PER_UNIT[match[2] ?? ''] ?? 0);
	}
	return total;
}
