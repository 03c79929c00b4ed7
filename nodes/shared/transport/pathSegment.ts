import { InputError } from '../domain/inputError';

/** Half of a pair that writes one sign: text that was cut in the middle of it. */
const HALF_SIGN = /\p{Surrogate}/u;

/**
 * An ID as one part of a path, whatever signs it holds.
 *
 * @throws InputError for what would name another path than that of the ID
 */
export function pathSegment(id: string): string {
	if (id !== '' && id !== '.' && id !== '..' && !HALF_SIGN.test(id)) return encodeURIComponent(id);
	throw new InputError(
		'ID',
		'This cannot be an ID',
		'Give an "id" that one of the nodes has returned, unchanged.',
	);
}
