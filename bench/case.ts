import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

import type { Targets } from './arithmetic';
import type { Lab } from './measuring/lab';
import type { Rounds } from './measuring/rounds';

/**
 * One thing that is measured. Each is a file of its own, `cases/<name>.case.ts`, that exports it as `bench`; the same for
 * each provider is a list in one file.
 */
export interface BenchCase {
	readonly name: string;
	readonly targets: Targets;
	/** How often each side runs; a short case needs more runs than a long one to tell the same. */
	readonly rounds: Rounds;
	measure(lab: Lab): Promise<Measured>;
}

/** What the counted runs of a case gave, in their order. */
export interface Measured {
	readonly oursMs: readonly number[];
	/** Empty where there is nothing to compare with. */
	readonly yardstickMs: readonly number[];
	/** Of the node's work alone: one figure, or one per run. */
	readonly peakMemoryMb: readonly number[];
	readonly sizeBytes?: number;
	/** Processor time of the pack beyond that of the bare client. */
	readonly ownCpuMs?: readonly number[];
	/** Of the run that took most. */
	readonly calls?: number;
}

const CASES = join(__dirname, 'cases');
const CASE_FILE = /\.case\.ts$/;

/**
 * All cases, in the order of their files.
 *
 * @param only part of the name of those that are wanted; `null`: all
 * @throws Error when there is none of that name
 */
export async function findCases(only: string | null): Promise<BenchCase[]> {
	const files = (await readdir(CASES)).filter((file) => CASE_FILE.test(file)).sort();
	const cases = await Promise.all(
		files.map(
			async (file) =>
				((await import(join(CASES, file))) as { bench: BenchCase | readonly BenchCase[] }).bench,
		),
	);
	const found = cases.flat().filter(({ name }) => only === null || name.includes(only));
	if (found.length > 0) return found;
	throw new Error(
		`There is no case "${only ?? ''}". There are: ${cases
			.flat()
			.map(({ name }) => name)
			.join('; ')}.`,
	);
}
