import { InputError } from '../domain/inputError';
import { shown } from '../domain/shown';

/**
 * Text as it was given, or a number as text; empty when there is nothing.
 *
 * @param parameter name for the error
 * @throws InputError for a list, an object, a switch, and text that is cut in the middle of a sign
 */
export function readPlain(parameter: string, value: unknown): string {
	if (value === undefined || value === null) return '';
	if (typeof value !== 'string' && !(typeof value === 'number' && Number.isFinite(value))) {
		throw new InputError(
			parameter,
			`${parameter} is no text but ${shown(value)}`,
			'Give text. Of an object or a list name the part that is meant, such as {{ $json.id }}.',
		);
	}
	const text = String(value);
	if (!/\p{Surrogate}/u.test(text)) return text;
	throw new InputError(
		parameter,
		`${parameter} holds half a sign`,
		'An emoji was cut in two, as by a limit to a number of letters. Cut the text in another place.',
	);
}

/** The same without white space around it. */
export function readLine(parameter: string, value: unknown): string {
	return readPlain(parameter, value).trim();
}

/** No provider's ID is nearly as long; some name several items. */
const LONGEST_ID = 2000;

/** The ID of something; likewise. */
export function readId(parameter: string, value: unknown): string {
	const id = readLine(parameter, value);
	if (id.length <= LONGEST_ID) return id;
	throw new InputError(
		parameter,
		`${parameter} is too long for an ID`,
		'Give an "id" that one of the nodes has returned.',
	);
}
