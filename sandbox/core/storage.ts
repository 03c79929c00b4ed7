import multipart from '@fastify/multipart';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import { flatHeaders, splitUrl } from './incoming';
import { issue } from './issues';
import type { LogEntry } from './journal';
import { findLeakedKey } from './leakedKey';
import { sampleFor } from './samples';
import { serveUpload } from './uploads';
import type { VendorHost } from './vendorHost';

/** What the log and fault wishes call an upload. */
const UPLOAD_OPERATION = 'upload';

/**
 * The storage: another origin than the API, as in real life. It takes the bytes of uploads and serves sample media. A
 * vendor's key has no business here; one that comes along is a contract violation.
 */
export function addStorage(app: FastifyInstance, hosts: () => readonly VendorHost[]): void {
	app.removeAllContentTypeParsers();
	app.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
	void app.register(multipart, { limits: { fileSize: Number.MAX_SAFE_INTEGER } });

	app.all('/*', async (request, reply) => serveSample(request, reply, enter(request, hosts(), null)));
	app.route<{ Params: { vendor: string; uploadId: string }; Querystring: { signature?: string } }>({
		method: ['PUT', 'POST'],
		url: '/uploads/:vendor/:uploadId',
		handler: async (request, reply) => {
			const { vendor, uploadId } = request.params;
			const host = hosts().find((one) => one.key === vendor) ?? null;
			const entry = enter(request, hosts(), host);
			if (!host) return serveSample(request, reply, entry);
			entry.operationId = UPLOAD_OPERATION;
			await serveUpload({ host, uploadId, signature: request.query.signature ?? '', entry }, request, reply);
			return reply;
		},
	});
}

function enter(request: FastifyRequest, hosts: readonly VendorHost[], host: VendorHost | null): LogEntry {
	const { house } = host ?? hosts[0] ?? {};
	if (!house) throw new Error('The storage serves no vendor');
	const headers = flatHeaders(request);
	const leak = findLeakedKey(request.raw.url ?? '', headers, hosts);
	const entry = house.journal.begin({
		at: house.clock.now().toISOString(),
		vendor: (leak?.owner ?? host)?.key ?? null,
		method: request.method,
		...splitUrl(request),
		headers,
	});
	if (leak) {
		const message = "the vendor's key was sent to another origin";
		house.journal.violation(entry, 'leakedKey', [issue(leak.where, message, 'leakedKey', {})]);
	}
	return entry;
}

function serveSample(request: FastifyRequest, reply: FastifyReply, entry: LogEntry): FastifyReply {
	const isRead = request.method === 'GET' || request.method === 'HEAD';
	const sample = isRead ? sampleFor(splitUrl(request).path) : null;
	entry.outcome = 'answered';
	entry.status = sample ? 200 : 404;
	if (!sample) return reply.code(404).type('text/plain').send('There is nothing here\n');
	return reply.type(sample.contentType).header('content-length', sample.bytes.length).send(sample.bytes);
}
