import { asObject, asText, type JsonObject, type JsonValue } from '../../domain/json';
import { toIsoUtc } from '../../domain/time';
import { answerChecksOf } from '../../transport/answers';
import type { VendorError } from '../../transport/vendorError';

/** The content of an answer's envelope `{data, error, meta}`; empty when there is none. */
export function dataOf(body: JsonValue): JsonObject {
	return asObject(asObject(body).data);
}

/** The vendor's ID of a call, which its support asks for. */
export function requestIdOf(body: JsonValue): string | null {
	return asText(asObject(asObject(body).meta).request_id);
}

/** When the vendor gave an answer, by its own clock. */
export function answeredAt(body: JsonValue): string {
	return toIsoUtc(asObject(asObject(body).meta).timestamp) ?? new Date().toISOString();
}

/** The name of the account that an answer has connected; `null` when it tells none. */
export function accountNameOf(data: JsonObject): string | null {
	return asText(asObject(data.account).account_name);
}

export const checks = answerChecksOf('postEverywhere');

export const { refused } = checks;

/** A list that an answer must hold; throws as `unreadable` says when there is none. */
export function requireList(body: JsonValue, field: string): readonly JsonValue[] {
	const list = dataOf(body)[field];
	if (!Array.isArray(list)) throw unreadable(`The answer holds no list of ${field}`, 'none', body);
	return list as readonly JsonValue[];
}

/**
 * The error for a 2xx whose JSON does not hold what it promises, in the vendor's words where its envelope has an error.
 *
 * @param outcome `unknown` when the call was to change something, which may well have happened
 */
export function unreadable(message: string, outcome: 'none' | 'unknown', body: JsonValue): VendorError {
	const told = asText(asObject(asObject(body).error).message);
	return checks.unreadable(told ?? message, outcome, requestIdOf(body));
}
