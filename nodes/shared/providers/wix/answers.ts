import { asObject, asText, type JsonObject, type JsonValue } from '../../domain/json';
import { answerChecksOf, ownError } from '../../transport/answers';
import type { VendorError } from '../../transport/vendorError';

export const { notFound, refused, requireList, unreadable } = answerChecksOf('wix');

/**
 * The item of an answer.
 *
 * @param outcome of the call, if the answer holds no item
 * @throws VendorError when there is none
 */
export function itemOf(body: JsonValue, outcome: 'none' | 'unknown'): JsonObject {
	const item = asObject(asObject(body).item);
	if (asText(item.id) === null) throw unreadable('The answer does not say which item it is about', outcome);
	return item;
}

/**
 * The text in a field of an answer to a call that changed nothing.
 *
 * @throws VendorError when there is none
 */
export function textOf(body: JsonValue, field: string): string {
	const text = asText(asObject(body)[field]);
	if (text === null) throw unreadable(`The answer holds no ${field}`, 'none');
	return text;
}

/** The error for something that the present state does not allow; nothing was sent. */
export function notPossible(message: string, advice: string): VendorError {
	return ownError({ provider: 'wix', cause: 'conflict', message, advice });
}
