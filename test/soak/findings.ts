/** What is judged for each provider. */
export const CHECKS = {
	twice: 'no post went out twice',
	lost: 'each item that reported success has its post',
	silent: 'each item that reported failure has no post, or says that nobody knows',
	changes: 'each change that was reported is there',
	stopped: 'what was cancelled or deleted did not go out',
	outputs: 'with Continue On Fail no run fails as a whole, and each item gives its output',
	eventsMissing: 'each event is told',
	eventsDoubled: 'each event is told once',
	eventsUntrue: 'each event that is told has happened',
	polls: 'polls succeed when nothing is wrong',
	links: 'each link that was approved is connected',
	violations: 'no contract is violated',
	secrets: 'no secret is in any output, error, event or state',
	weather: 'faults of every kind were met',
	coverage: 'each operation ran and succeeded',
} as const;
export type Check = keyof typeof CHECKS;

/** Enough to see what it is. */
const MAX_EXAMPLES = 20;

/** What was found wrong, check by check. */
export class Findings {
	private readonly found = new Map<Check, { count: number; readonly examples: string[] }>();

	/** @param onFound gets the first ones of each check while the soak goes on */
	constructor(private readonly onFound: (check: Check, what: string) => void) {}

	add(check: Check, what: string): void {
		const known = this.found.get(check) ?? { count: 0, examples: [] };
		this.found.set(check, known);
		known.count += 1;
		if (known.examples.length >= MAX_EXAMPLES) return;
		known.examples.push(what);
		this.onFound(check, what);
	}

	count(check: Check): number {
		return this.found.get(check)?.count ?? 0;
	}

	examples(check: Check): readonly string[] {
		return this.found.get(check)?.examples ?? [];
	}
}
