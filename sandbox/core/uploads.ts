import type { FastifyReply, FastifyRequest } from 'fastify';
import { Readable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';

import { receiveFile, receiveForm } from './bodies';
import { DEFAULT_DELAY_MS, DEFAULT_RETRY_AFTER_SECONDS, type Fault } from './faults';
import type { LogEntry } from './journal';
import { drop } from './pipeline';
import type { ReceivedFile, Reply } from './vendor';
import type { VendorHost } from './vendorHost';

export interface Upload {
	readonly host: VendorHost;
	readonly uploadId: string;
	readonly signature: string;
	readonly entry: LogEntry;
}

/** Takes the bytes that come to an upload address, and lets the vendor know. */
export async function serveUpload(
	upload: Upload,
	request: FastifyRequest,
	reply: FastifyReply,
): Promise<void> {
	const { host, entry } = upload;
	const fault = host.house.faults.take({ ...entry, onlyByName: true });
	entry.fault = fault?.kind ?? null;
	if (fault?.kind === 'slow') await wait(fault.delayMs ?? DEFAULT_DELAY_MS);
	if (fault?.kind === 'dropBefore') return drop(entry, request, reply);
	const answer = injectedReply(fault) ?? (await take(upload, request));
	if (fault?.kind === 'dropAfter') return drop(entry, request, reply);
	entry.status = answer.status;
	entry.outcome = 'answered';
	await reply
		.code(answer.status)
		.headers(answer.headers ?? {})
		.send(answer.body);
}

/** As a storage says it when it is ill. */
function injectedReply(fault: Fault | null): Reply | null {
	if (fault?.kind === 'serverError') return storageError(500, 'InternalError');
	if (fault?.kind === 'badGatewayHtml') return storageError(502, 'BadGateway');
	if (fault?.kind !== 'rateLimit') return null;
	const { retryAfterSeconds: seconds = DEFAULT_RETRY_AFTER_SECONDS } = fault;
	return storageError(503, 'SlowDown', seconds === null ? {} : { 'retry-after': String(seconds) });
}

async function take({ host, uploadId, signature }: Upload, request: FastifyRequest): Promise<Reply> {
	const slot = host.world.uploads.get(uploadId);
	if (!slot) return storageError(404, 'NoSuchKey');
	if (slot.signature !== signature) return storageError(403, 'SignatureDoesNotMatch');
	const file = await receiveBytes(request);
	if (!file) return storageError(400, 'MissingContent');
	// The same bytes again are a client's second try after a lost answer; others would replace the file.
	if (slot.sha256 !== null && slot.sha256 !== file.sha256) return storageError(403, 'AccessDenied');
	slot.sha256 = file.sha256;
	host.world.settle();
	return host.vendor.uploaded?.(host.world, uploadId, file) ?? { status: 200 };
}

async function receiveBytes(request: FastifyRequest): Promise<ReceivedFile | null> {
	if (request.isMultipart()) return (await receiveForm(request)).files[0] ?? null;
	if (!(request.body instanceof Readable)) return null;
	const contentType = request.headers['content-type'] ?? '';
	return receiveFile(request.body, { field: '', filename: '', contentType });
}

/** In the manner of S3. */
function storageError(status: number, code: string, headers: Readonly<Record<string, string>> = {}): Reply {
	return {
		status,
		body: `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code></Error>`,
		headers: { 'content-type': 'application/xml', ...headers },
	};
}
