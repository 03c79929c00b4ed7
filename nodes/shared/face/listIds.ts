import { shown } from '../domain/shown';

/** The IDs of a parameter, in order and each once: of a multi-select, or of an expression that gives a list or text with commas. */
export function listIds(value: unknown): string[] {
	const ids = new Set(toList(value).map((id) => id.trim()));
	ids.delete('');
	return [...ids];
}

function toList(value: unknown): string[] {
	if (Array.isArray(value)) return value.flatMap(toList);
	if (typeof value === 'number') return [shown(value)];
	return typeof value === 'string' ? value.replace(/^\s*\[|\]\s*$|"/g, '').split(',') : [];
}
