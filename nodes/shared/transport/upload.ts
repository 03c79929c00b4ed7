import type { IHttpRequestOptions } from 'n8n-workflow';

import { checkUploadAddress } from './baseUrl';
import { openUploadBody } from './uploadBody';
import type { UploadRequest } from './wire';

/** However slow the line is: a file may take a minute, and as long as it needs at this pace. */
const SHORTEST_TIMEOUT_MS = 60_000;
const SLOWEST_BYTES_PER_MS = 100;

/** Sends n8n's request options with the key or without it. */
export interface UploadSenders {
	withKey(options: IHttpRequestOptions): Promise<unknown>;
	withoutKey(options: IHttpRequestOptions): Promise<unknown>;
}

/**
 * Streams a file once. Its bytes go from n8n's store to the address as they are read.
 *
 * @param signal ends the upload when the execution is cancelled
 * @returns n8n's full response
 * @throws InputError for an upload address that is neither https nor on this machine
 */
export async function uploadOnce(
	senders: UploadSenders,
	baseUrl: string,
	request: UploadRequest,
	signal: AbortSignal | undefined,
): Promise<unknown> {
	const { to, file, field } = request;
	const url = 'path' in to ? `${baseUrl}${to.path}` : checkUploadAddress(to.address);
	const { contentType, lengthBytes, bytes, close } = await openUploadBody(file, field);
	const options: IHttpRequestOptions = {
		method: request.method,
		url,
		headers: {
			accept: 'application/json',
			'content-type': contentType,
			...request.headers,
			'content-length': lengthBytes,
		},
		body: bytes,
		encoding: 'text',
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		// Following would hold the whole file for sending it again, and could take the key elsewhere.
		disableFollowRedirect: true,
		timeout: SHORTEST_TIMEOUT_MS + lengthBytes / SLOWEST_BYTES_PER_MS,
		...(signal === undefined ? {} : { abortSignal: signal }),
	};
	try {
		return await ('path' in to ? senders.withKey(options) : senders.withoutKey(options));
	} finally {
		// The next attempt opens the file anew.
		close();
	}
}
