import { InputError } from '../../shared/domain/inputError';
import { asObject, type JsonObject } from '../../shared/domain/json';

/**
 * A JSON parameter as an object; empty text is an empty object.
 *
 * @throws InputError naming the parameter, for anything else
 */
export function readJsonObject(parameter: string, value: unknown): JsonObject {
	const parsed = typeof value === 'string' ? parse(parameter, value) : value;
	if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
		throw notAnObject(parameter);
	}
	return asObject(parsed);
}

function parse(parameter: string, text: string): unknown {
	if (text.trim() === '') return {};
	try {
		return JSON.parse(text);
	} catch {
		return refuse(parameter);
	}
}

function refuse(parameter: string): never {
	throw notAnObject(parameter);
}

function notAnObject(parameter: string): InputError {
	return new InputError(
		parameter,
		`${parameter} is not a JSON object`,
		'Write it like { "name": "value" }, with double quotes, or leave it empty.',
	);
}
