import type { JsonObject, JsonValue } from '../domain/json';
import type { MediaFile } from '../domain/mediaFile';

/**
 * May this call be sent again when its outcome is unclear (5xx, broken connection, timeout)?
 * - `safe`: it changes nothing, or doing it twice is the same as doing it once.
 * - `keyed`: it carries an idempotency key, so the vendor recognises the repeat.
 * - `never`: it may only be sent again when it is certain that it had no effect (429).
 */
export type Repeatable = 'safe' | 'keyed' | 'never';

export type QueryValue = string | number | boolean | readonly string[] | undefined;

export interface VendorRequest {
	readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
	/** Relative to the credential's base URL, starting with `/`; IDs in it have gone through `pathSegment`. */
	readonly path: string;
	/** Lists are sent as repeated parameters; `undefined` is left out. */
	readonly query?: Readonly<Record<string, QueryValue>>;
	/** Sent as JSON, also when it is empty. */
	readonly body?: JsonObject;
	readonly headers?: Readonly<Record<string, string>>;
	readonly repeatable: Repeatable;
	/** Statuses outside 2xx whose JSON is a result all the same, e.g. that all rows of a bulk call failed. */
	readonly resultStatuses?: readonly number[];
	/** Values in this request that must not appear in a message, whatever the vendor answers. */
	readonly secrets?: readonly string[];
}

/** A file on its way to a vendor. It is streamed, and may be sent again: the same bytes twice are as good as once. */
export interface UploadRequest {
	readonly method: 'POST' | 'PUT';
	/**
	 * `address`: absolute, given by the vendor for this upload; the key never goes there. `path`: of the API itself, as in
	 * `VendorRequest`, with the key.
	 */
	readonly to: { readonly address: string } | { readonly path: string };
	readonly file: MediaFile;
	/** Name of the form field (multipart/form-data). Absent: the bytes as they are, with the type of the file. */
	readonly field?: string;
	/** `content-type` overrides that of the file. */
	readonly headers?: Readonly<Record<string, string>>;
}

export interface VendorResponse {
	readonly status: number;
	/** Names in lower case. */
	readonly headers: Readonly<Record<string, string>>;
	/** Parsed JSON; `null` when the answer had no body. */
	readonly body: JsonValue;
}

/**
 * The careful wire to one vendor with one credential. It authenticates, waits out rate limits within a budget, repeats
 * what may be repeated, stops when the execution is cancelled, and turns every failure into a `VendorError`.
 */
export interface Wire {
	/** Sends and returns a 2xx answer (or one of `resultStatuses`); throws `VendorError` for everything else. */
	send(request: VendorRequest): Promise<VendorResponse>;
	/** Streams a file; the same failures as `send`, always with `outcome: 'none'`. */
	upload(request: UploadRequest): Promise<VendorResponse>;
	/** Waits, but not longer than the execution lives: throws when it is cancelled meanwhile. */
	sleep(milliseconds: number): Promise<void>;
}
