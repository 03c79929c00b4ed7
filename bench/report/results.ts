import { readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { cpus, release, totalmem, type } from 'node:os';
import { dirname } from 'node:path';

import { type Figures, median, ratioOf } from '../arithmetic';
import type { Measured } from '../case';

/** The file that a run leaves behind. */
export interface Results {
	readonly machine: string;
	/** ISO 8601, UTC. */
	readonly date: string;
	readonly cases: readonly CaseResult[];
}

/** Medians of a case, rounded; `null` where it has no such figure. */
export interface CaseResult extends Figures {
	readonly name: string;
	/** How many runs of each side were counted. */
	readonly runs: number;
}

const BYTES_PER_GB = 1024 ** 3;

/** The figures of a case. They are rounded first and then judged, so that nobody sees a limit kept that was missed. */
export function summarize(
	name: string,
	{ oursMs, yardstickMs, peakMemoryMb, sizeBytes, ownCpuMs = [], calls }: Measured,
): CaseResult {
	const [ours, yardstick] = [medianOrNull(oursMs), medianOrNull(yardstickMs)];
	return {
		name,
		oursMs: rounded(ours, 1),
		yardstickMs: rounded(yardstick, 1),
		ratio: rounded(ratioOf(ours, yardstick), 3),
		peakMemoryMb: rounded(medianOrNull(peakMemoryMb), 1),
		sizeBytes: sizeBytes ?? null,
		ownCpuMs: rounded(medianOrNull(ownCpuMs), 1),
		calls: calls ?? null,
		runs: Math.max(oursMs.length, 1),
	};
}

/** Processor, memory, system, and the versions that matter. */
export function describeMachine(): string {
	const processors = cpus();
	const core = readFileSync(require.resolve('n8n-core/package.json'), 'utf8');
	return [
		`${processors.length} x ${processors[0]?.model.trim() ?? 'unknown processor'}`,
		`${Math.round(totalmem() / BYTES_PER_GB)} GB`,
		`${type()} ${release().split('.', 2).join('.')}`,
		`Node.js ${process.versions.node}`,
		`n8n-core ${(JSON.parse(core) as { version: string }).version}`,
	].join(', ');
}

export async function writeResults(file: string, results: Results): Promise<void> {
	await mkdir(dirname(file), { recursive: true });
	await writeFile(file, `${JSON.stringify(results, null, '\t')}\n`);
}

function medianOrNull(values: readonly number[]): number | null {
	return values.length === 0 ? null : median(values);
}

function rounded(value: number | null, digits: number): number | null {
	return value === null ? null : Number(value.toFixed(digits));
}
