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

/** The post of an answer, which is bare as far as known; an answer that wraps it as `post` is read too. */
export function postOf(body: JsonValue): JsonObject {
	const bare = asObject(body);
	return asText(bare.id) === null ? asObject(bare.post) : bare;
}

/**
 * The error for a 2xx whose JSON does not hold what it promises.
 *
 * @param outcome `unknown` when the call was to change something, which may well have happened
 */
export function unreadable(message: string, outcome: 'none' | 'unknown'): VendorError {
	return new VendorError({
		provider: 'socialSyncer',
		cause: 'unavailable',
		message,
		advice:
			'The answer is not what the API promises; a proxy may be in between. Check the Base URL of the credential, and try again later.',
		code: null,
		httpCode: null,
		requestId: null,
		retryable: outcome === 'none',
		outcome,
	});
}
