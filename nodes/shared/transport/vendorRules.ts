import type { JsonValue } from '../domain/json';
import type { VendorErrorCause } from './vendorError';

/** What a vendor's error body says, as far as it could be read. */
export interface VendorFailure {
	readonly message: string | null;
	readonly code: string | null;
	readonly requestId: string | null;
	/** Overrides what the HTTP status alone would tell. */
	readonly cause?: VendorErrorCause;
	/** A way out that is better than the general one for this cause. */
	readonly advice?: string;
}

/** The part of the wire that differs from vendor to vendor: how to read its errors. */
export interface VendorRules {
	/**
	 * Reads a non-2xx answer.
	 *
	 * @param status HTTP status
	 * @param body parsed JSON, or `null` when it was no JSON (proxies answer HTML)
	 */
	readFailure(status: number, body: JsonValue): VendorFailure;
}
