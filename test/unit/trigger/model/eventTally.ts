/** Counts in how many histories each kind of event was told, so that a generator cannot silently stop to bring it about. */
export class EventTally {
	private readonly counts = new Map<string, number>();

	/** What was told in one history. */
	add(kinds: readonly string[]): void {
		for (const kind of new Set(kinds)) this.counts.set(kind, this.of(kind) + 1);
	}

	of(kind: string): number {
		return this.counts.get(kind) ?? 0;
	}

	/** With `SHOW_COUNTS=1`. */
	show(title: string): void {
		if (process.env.SHOW_COUNTS) {
			process.stdout.write(`${title}: ${JSON.stringify(Object.fromEntries(this.counts))}\n`);
		}
	}
}
