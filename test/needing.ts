/** What a version of n8n has or does not have. */
export interface Feature {
	/** E.g. `durable cursors of polling triggers`. */
	readonly name: string;
	/** Name and version of the package that was looked at, e.g. `n8n-core 1.122.48`. */
	readonly lookedAt: string;
	readonly isThere: boolean;
}

export interface Gate {
	readonly describe: jest.Describe;
	readonly it: jest.It;
	/** The name of the test, with the reason when it is skipped: the test scripts print it. */
	named(name: string): string;
}

/** For tests that need a feature: where the n8n at hand lacks it they are skipped, with the reason in their name. */
export function needing({ name: feature, lookedAt, isThere }: Feature): Gate {
	return isThere
		? { describe, it, named: (name) => name }
		: {
				describe: describe.skip,
				it: it.skip,
				named: (name) => `${name} [not in ${lookedAt}: ${feature}]`,
			};
}
