import { readLine, readPlain } from '../../shared/face/readPlain';

/**
 * Text as it was given; empty when it holds nothing but white space.
 *
 * @param parameter name for the error
 * @throws InputError for anything but text
 */
export function readText(parameter: string, value: unknown): string {
	const text = readPlain(parameter, value);
	return text.trim() === '' ? '' : text;
}

/** A list, or text with commas; likewise. */
export function readList(parameter: string, value: unknown): string[] {
	const list: unknown[] = Array.isArray(value) ? value : readPlain(parameter, value).split(',');
	return list.map((entry) => readLine(parameter, entry)).filter((entry) => entry !== '');
}
