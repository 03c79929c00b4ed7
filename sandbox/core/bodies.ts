import type { FastifyRequest } from 'fastify';
import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';

import type { ReceivedFile } from './vendor';

/** Larger than any JSON body of these APIs; files are streamed and have no limit. */
export const MAX_TEXT_BYTES = 32 * 1024 * 1024;

const HEAD_BYTES = 64;

/** The body is longer than `MAX_TEXT_BYTES`. */
export class BodyTooLarge extends Error {}

/** A body as text, e.g. JSON. */
export async function readText(body: Readable): Promise<string> {
	const chunks: Buffer[] = [];
	let size = 0;
	for await (const chunk of body) {
		const bytes = asBuffer(chunk);
		size += bytes.length;
		if (size > MAX_TEXT_BYTES) throw new BodyTooLarge(`A body of this type may have ${MAX_TEXT_BYTES} bytes`);
		chunks.push(bytes);
	}
	return Buffer.concat(chunks).toString('utf8');
}

/** Reads a file to its end; of its bytes only the hash, the size and the first few are kept. */
export async function receiveFile(
	body: Readable,
	about: { readonly field: string; readonly filename: string; readonly contentType: string },
): Promise<ReceivedFile> {
	const hash = createHash('sha256');
	let sizeBytes = 0;
	let head = Buffer.alloc(0);
	for await (const chunk of body) {
		const bytes = asBuffer(chunk);
		hash.update(bytes);
		sizeBytes += bytes.length;
		if (head.length < HEAD_BYTES) head = Buffer.concat([head, bytes.subarray(0, HEAD_BYTES - head.length)]);
	}
	return { ...about, sizeBytes, sha256: hash.digest('hex'), head };
}

/** Fields and files of a multipart form. A repeated field is a list. */
export async function receiveForm(
	request: FastifyRequest,
): Promise<{ fields: Record<string, unknown>; files: ReceivedFile[] }> {
	const fields: Record<string, unknown> = {};
	const files: ReceivedFile[] = [];
	for await (const part of request.parts()) {
		if (part.type === 'field') {
			append(fields, part.fieldname, part.value);
		} else {
			const { fieldname: field, filename, mimetype: contentType } = part;
			files.push(await receiveFile(part.file, { field, filename: filename ?? '', contentType }));
		}
	}
	return { fields, files };
}

/** Fields of an URL-encoded form. */
export function readForm(text: string): Record<string, unknown> {
	const fields: Record<string, unknown> = {};
	for (const [name, value] of new URLSearchParams(text)) append(fields, name, value);
	return fields;
}

/** Sets a field, or makes a list of it when it comes again. */
export function append(fields: Record<string, unknown>, name: string, value: unknown): void {
	const present = Object.hasOwn(fields, name) ? fields[name] : undefined;
	if (present === undefined) fields[name] = value;
	else if (Array.isArray(present)) present.push(value);
	else fields[name] = [present, value];
}

function asBuffer(chunk: unknown): Buffer {
	return Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
}
