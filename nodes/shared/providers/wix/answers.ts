import { asList, asObject, asText, type JsonObject, type JsonValue } from '../../domain/json';
import { VendorError } from '../../transport/vendorError';

/**
 * The list in a field of an answer.
 *
 * @throws VendorError when there is none: an answer that cannot be read must not look like an empty list
 */
export function listOf(body: JsonValue, field: string): readonly JsonValue[] {
	const list = asObject(body)[field];
	if (!Array.isArray(list)) throw unreadable(`The answer holds no list of ${field}`, 'none');
	return asList(list);
}

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

/** The error for something that is not there. */
export function notFound(message: string, advice: string): VendorError {
	return failure('notFound', message, advice, 'none');
}

/** The error for something that Wix has no place for; nothing was sent. */
export function refused(message: string, advice: string): VendorError {
	return failure('invalid', message, advice, 'none');
}

/** The error for something that the present state does not allow; nothing was sent. */
export function notPossible(message: string, advice: string): VendorError {
	return failure('conflict', message, advice, 'none');
}

function unreadable(message: string, outcome: 'none' | 'unknown'): VendorError {
	const advice =
		'The answer is not what the API promises; a proxy may be in between. Check the Base URL of the credential, and try again later.';
	return failure('unavailable', message, advice, outcome);
}

function failure(
	cause: 'notFound' | 'invalid' | 'conflict' | 'unavailable',
	message: string,
	advice: string,
	outcome: 'none' | 'unknown',
): VendorError {
	return new VendorError({
		provider: 'wix',
		cause,
		message,
		advice,
		code: null,
		httpCode: null,
		requestId: null,
		retryable: cause === 'unavailable' && outcome === 'none',
		outcome,
	});
}

/** A vendor's refusal as a value, for those who can do something about it; any other failure is passed on. */
export async function orVendorError<T>(call: Promise<T>): Promise<T | VendorError> {
	return await call.catch((reason: unknown) =>
		reason instanceof VendorError ? reason : Promise.reject(reason as Error),
	);
}
