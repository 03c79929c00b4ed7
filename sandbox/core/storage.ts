import multipart from '@fastify/multipart';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Readable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';

import { receiveFile, receiveForm } from './bodies';
import { flatHeaders, splitUrl } from './incoming';
import type { LogEntry } from './journal';
import { drop } from './pipeline';
import { sampleFor } from './samples';
import type { ReceivedFile, Reply } from './vendor';
import type { VendorHost } from './vendorHost';

/** What fault wishes call an upload. */
const UPLOAD_OPERATION = 'upload';
const DEFAULT_DELAY_MS = 1000;

/**
 * The storage: another origin than the API, as in real life. It takes the bytes of uploads and serves sample media. A
 * vendor's key has no business here; one that comes along is a contract violation.
 */
export function addStorage(app: FastifyInstance, hosts: () => readonly VendorHost[]): void {
	app.removeAllContentTypeParsers();
	app.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
	void app.register(multipart, { limits: { fileSize: Number.MAX_SAFE_INTEGER } });

	app.all('/*', async (request, reply) => {
		const { path, query } = splitUrl(request);
		const [, area, key, uploadId] = path.split('/');
		const host = area === 'uploads' ? (hosts().find((one) => one.key === key) ?? null) : null;
		const entry = enter(request, path, query, host, hosts());
		if (!entry) return reply.code(503).send();
		const isUpload = (request.method === 'PUT' || request.method === 'POST') && area === 'uploads';
		if (isUpload && host) {
			entry.operationId = UPLOAD_OPERATION;
			await serveUpload(host, decodeURIComponent(uploadId ?? ''), String(query.signature), entry, request, reply);
			return reply;
		}
		return serveSample(request, reply, path, entry);
	});
}

function enter(
	request: FastifyRequest,
	path: string,
	query: Record<string, unknown>,
	host: VendorHost | null,
	hosts: readonly VendorHost[],
): LogEntry | null {
	const house = hosts[0]?.house;
	if (!house) return null;
	const headers = flatHeaders(request);
	const owner = hosts.find(({ secrets }) => secrets.some((secret) => holds(headers, secret))) ?? null;
	const entry = house.journal.begin({
		at: house.clock.now().toISOString(),
		vendor: (owner ?? host)?.key ?? null,
		method: request.method,
		path,
		query,
		headers,
	});
	if (owner || 'authorization' in headers) {
		const [where] = Object.entries(headers).find(([name, value]) => name === 'authorization' || holdsAny(value, owner)) ?? [];
		house.journal.violation(entry, 'leakedKey', [
			{ where: `header/${where ?? ''}`, message: "the vendor's key was sent to another origin", keyword: 'leakedKey', params: {} },
		]);
	}
	return entry;
}

function holds(headers: Readonly<Record<string, string>>, secret: string): boolean {
	return Object.values(headers).some((value) => value.includes(secret));
}

function holdsAny(value: string, owner: VendorHost | null): boolean {
	return owner?.secrets.some((secret) => value.includes(secret)) ?? false;
}

async function serveUpload(
	host: VendorHost,
	uploadId: string,
	signature: string,
	entry: LogEntry,
	request: FastifyRequest,
	reply: FastifyReply,
): Promise<void> {
	const fault = host.house.faults.take(entry);
	entry.fault = fault?.kind ?? null;
	if (fault?.kind === 'slow') await wait(fault.delayMs ?? DEFAULT_DELAY_MS);
	if (fault?.kind === 'dropBefore') return drop(entry, request, reply);
	const answer =
		fault?.kind === 'serverError' || fault?.kind === 'badGatewayHtml'
			? storageError(fault.kind === 'serverError' ? 500 : 502, 'InternalError')
			: await takeUpload(host, uploadId, signature, request);
	if (fault?.kind === 'dropAfter') return drop(entry, request, reply);
	entry.status = answer.status;
	entry.outcome = 'answered';
	await reply.code(answer.status).headers(answer.headers ?? {}).send(answer.body);
}

async function takeUpload(
	host: VendorHost,
	uploadId: string,
	signature: string,
	request: FastifyRequest,
): Promise<Reply> {
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
function storageError(status: number, code: string): Reply {
	return {
		status,
		body: `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code></Error>`,
		headers: { 'content-type': 'application/xml' },
	};
}

function serveSample(request: FastifyRequest, reply: FastifyReply, path: string, entry: LogEntry): FastifyReply {
	const sample = request.method === 'GET' || request.method === 'HEAD' ? sampleFor(path) : null;
	entry.outcome = 'answered';
	entry.status = sample ? 200 : 404;
	if (!sample) return reply.code(404).type('text/plain').send('There is nothing here\n');
	return reply.type(sample.contentType).header('content-length', sample.bytes.length).send(sample.bytes);
}
