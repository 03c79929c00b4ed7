/** A JSON value as it comes over the wire: nothing about its inside is known until a mapping has looked. */
export type JsonValue =
	string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue | undefined };

export type JsonObject = { readonly [key: string]: JsonValue | undefined };

/** The value as an object, or an empty one when it is anything else (null, list, text …). */
export function asObject(value: unknown): JsonObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};
}

/** The value as a list, or an empty one when it is anything else. */
export function asList(value: unknown): readonly JsonValue[] {
	return Array.isArray(value) ? (value as readonly JsonValue[]) : [];
}

/** Text of a string, number or boolean; `null` for anything else and for empty text. */
export function asText(value: unknown): string | null {
	if (typeof value === 'string') return value === '' ? null : value;
	if (typeof value === 'number' || typeof value === 'boolean') return String(value);
	return null;
}

/** A finite number, also when it came as text; `null` for anything else. */
export function asNumber(value: unknown): number | null {
	if (typeof value === 'number') return Number.isFinite(value) ? value : null;
	if (typeof value !== 'string' || value.trim() === '') return null;
	const parsed = Number(value);
	return Number.isFinite(parsed) ? parsed : null;
}

/** `true` or `false` when the value is one; `null` for anything else. */
export function asBoolean(value: unknown): boolean | null {
	return typeof value === 'boolean' ? value : null;
}
