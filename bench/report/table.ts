import { judge, LIMIT_INCLUDED, type Targets, type Verdict } from '../arithmetic';
import type { CaseResult } from './results';
import { figureInWords, figureOrDash, timeInWords } from './words';

/** Titles, and the fields of a row that stand below them. */
export const COLUMNS = [
	['CASE', 'name'],
	['PACK', 'pack'],
	['BARE CLIENT', 'client'],
	['RATIO', 'ratio'],
	['MEMORY', 'memory'],
	['SIZE', 'size'],
	['OWN CPU', 'cpu'],
	['CALLS', 'calls'],
	['TARGET', 'target'],
] as const;

/** What was measured, and the targets that go with it. */
export interface Judged {
	readonly result: CaseResult;
	readonly targets: Targets;
}

/**
 * One row per case.
 *
 * @param judges whether each target is marked as met or missed
 */
export function resultRows(cases: readonly Judged[], judges: boolean): Array<Record<string, string>> {
	return cases.map(({ result, targets }) => ({
		name: result.name,
		pack: timeInWords(result.oursMs),
		client: timeInWords(result.yardstickMs),
		ratio: figureOrDash(result, 'ratio'),
		memory: figureOrDash(result, 'peakMemoryMb'),
		size: figureOrDash(result, 'sizeBytes'),
		cpu: timeInWords(result.ownCpuMs),
		calls: String(result.calls ?? '-'),
		target: judges ? judge(result, targets).map(markOf).join(', ') : 'not judged',
	}));
}

/** One line per target that was missed. */
export function missedTargets(cases: readonly Judged[]): string[] {
	return cases.flatMap(({ result, targets }) =>
		judge(result, targets)
			.filter(({ isMet }) => !isMet)
			.map(({ figure, value, limit }) => {
				const [is, wanted] = [figureInWords(figure, value), figureInWords(figure, limit)];
				return `${result.name}: ${is}, wanted ${LIMIT_INCLUDED.includes(figure) ? 'at most' : 'below'} ${wanted}`;
			}),
	);
}

function markOf({ figure, limit, isMet }: Verdict): string {
	return `${isMet ? 'ok' : 'MISSED'} ${LIMIT_INCLUDED.includes(figure) ? '<=' : '<'} ${figureInWords(figure, limit)}`;
}
