import type { CaseResult } from './results';
import type { Verdict } from '../arithmetic';

const MS_PER_SECOND = 1000;
const KB = 1024;

/** e.g. `85.2 ms`, `5.31 s`; `-` for none. */
export function timeInWords(milliseconds: number | null): string {
	if (milliseconds === null) return '-';
	return milliseconds < MS_PER_SECOND
		? `${milliseconds.toFixed(1)} ms`
		: `${(milliseconds / MS_PER_SECOND).toFixed(2)} s`;
}

/** A figure of a case with its unit. */
export function figureInWords(figure: Verdict['figure'], value: number): string {
	if (figure === 'oursMs') return timeInWords(value);
	if (figure === 'ownCpuMs') return `${timeInWords(value)} CPU`;
	if (figure === 'calls') return `${value} calls`;
	if (figure === 'ratio') return `${value.toFixed(2)} x`;
	return figure === 'peakMemoryMb' ? `${value.toFixed(1)} MB` : `${(value / KB).toFixed(1)} KB`;
}

/** The same for a figure that may be missing. */
export function figureOrDash(result: CaseResult, figure: Verdict['figure']): string {
	const value = result[figure];
	return value === null ? '-' : figureInWords(figure, value);
}
