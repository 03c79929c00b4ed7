const LONGEST = 100;

/** A value as it can stand in a message, whatever it is: in short. */
export function shown(value: unknown): string {
	const text = typeof value === 'string' ? value : written(value);
	const short = text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
	return short.replace(/\p{Surrogate}/gu, '');
}

function written(value: unknown): string {
	if (value === undefined) return 'nothing';
	if (typeof value === 'number' && !Number.isFinite(value)) return 'no number';
	if (typeof value !== 'object' || value === null) return String(value);
	return Array.isArray(value) ? 'a list' : 'an object';
}
