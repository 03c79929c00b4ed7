import { asObject, type JsonObject, type JsonValue } from '../../domain/json';
import { toIsoUtc } from '../../domain/time';
import { answerChecksOf } from '../../transport/answers';
import { VendorError } from '../../transport/vendorError';
import type { VendorResponse } from '../../transport/wire';

/** What an answer is about: the content of its envelope, or the whole of one that came without. */
export function dataOf(body: JsonValue): JsonValue {
	const { data } = asObject(body);
	return data === undefined ? body : data;
}

/** The same as an object; empty when it is none. */
export function objectOf(body: JsonValue): JsonObject {
	return asObject(dataOf(body));
}

export const { notFound, requireList, unreadable } = answerChecksOf('smartlyQ');

/** Whether a call failed because the vendor has nothing under that ID; a wrong profile is not meant by it. */
export function isNotFound(error: unknown): error is VendorError {
	return (
		error instanceof VendorError &&
		error.facts.cause === 'notFound' &&
		error.facts.code !== 'PROFILE_NOT_FOUND'
	);
}

/** What a call gives; `null` when the vendor has nothing under that ID. Other failures stay failures. */
export async function unlessNotFound<T>(call: Promise<T>): Promise<T | null> {
	return call.catch((error: unknown) => (isNotFound(error) ? null : Promise.reject(error)));
}

/**
 * When an answer was given, by the vendor's clock where the answer tells it, as ISO 8601 UTC. Contract: success envelope
 * (`meta.timestamp`).
 */
export function answeredAt({ body, headers }: Pick<VendorResponse, 'body' | 'headers'>): string {
	const stamped = toIsoUtc(asObject(asObject(body).meta).timestamp);
	if (stamped !== null) return stamped;
	const header = Date.parse(headers.date ?? '');
	return new Date(Number.isNaN(header) ? Date.now() : header).toISOString();
}
