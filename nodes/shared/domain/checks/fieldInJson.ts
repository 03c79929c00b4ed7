import { asList, asObject, type JsonValue } from '../json';

/** Whether a field with such a name is in it, at any depth, and holds something. */
export function hasFieldIn(json: JsonValue | undefined, isMeant: (name: string) => boolean): boolean {
	if (Array.isArray(json)) return asList(json).some((one) => hasFieldIn(one, isMeant));
	return Object.entries(asObject(json)).some(
		([name, value]) => (isMeant(name) && !isEmpty(value)) || hasFieldIn(value, isMeant),
	);
}

/** Whether it holds nothing that could be sent. */
export function isEmpty(value: unknown): boolean {
	if (typeof value === 'string') return value.trim() === '';
	if (typeof value === 'object' && value !== null) return Object.keys(value).length === 0;
	return value === undefined || value === null;
}
