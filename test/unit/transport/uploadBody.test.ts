import multipart from '@fastify/multipart';
import fastify, { type FastifyInstance } from 'fastify';
import fc from 'fast-check';
import { createHash, randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';

import type { ByteStream, MediaFile } from '../../../nodes/shared/domain/mediaFile';
import { openUploadBody } from '../../../nodes/shared/transport/uploadBody';
import { receiveForm } from '../../../sandbox/core/bodies';
import { n8nWire } from './fixtures/n8nWire';

/** Files come in pieces of about this size. */
const PIECE = 64 * 1024;

interface Form {
	readonly files: Awaited<ReturnType<typeof receiveForm>>['files'];
	readonly length: string | undefined;
	readonly encoding: string | undefined;
}

let server: FastifyInstance;
let forms: Form[] = [];

beforeAll(async () => {
	server = fastify();
	await server.register(multipart, { limits: { fileSize: Number.MAX_SAFE_INTEGER } });
	server.post('/files', async (request) => {
		const { files, fields } = await receiveForm(request);
		const { 'content-length': length, 'transfer-encoding': encoding } = request.headers;
		forms.push({ files, length, encoding });
		return { fields: Object.keys(fields) };
	});
	await server.listen({ host: '127.0.0.1', port: 0 });
});
beforeEach(() => {
	forms = [];
});
afterAll(async () => {
	await server.close();
});

const wire = () => n8nWire(`http://127.0.0.1:${(server.server.address() as AddressInfo).port}`);
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

/** The same bytes, as n8n hands them out: from its store piece by piece, or from memory. */
function fileOf(
	bytes: Buffer,
	filename: string,
	mimeType: string,
	isStored: boolean,
	piece = PIECE,
): MediaFile {
	const pieces = function* () {
		for (let at = 0; at < bytes.length; at += piece) yield bytes.subarray(at, at + piece);
	};
	return {
		filename,
		mimeType,
		sizeBytes: bytes.length,
		open: async () =>
			isStored
				? (Readable.from(pieces(), { objectMode: false }) as unknown as ByteStream)
				: await Promise.resolve(bytes),
	};
}

async function collect(bytes: ByteStream | Buffer): Promise<Buffer> {
	if (Buffer.isBuffer(bytes)) return bytes;
	const pieces: Uint8Array[] = [];
	for await (const piece of bytes) pieces.push(piece);
	return Buffer.concat(pieces);
}

/** Any name that a file can have; a slash or a backslash would make it a path. */
const filename = fc
	.string({ unit: 'binary', minLength: 1, maxLength: 30 })
	.map((name) => `${name.replace(/[/\\\0]/g, '')}.mp4`);
const size = fc.oneof(
	fc.integer({ min: 0, max: 200 }),
	fc.constantFrom(PIECE - 1, PIECE, PIECE + 1, 5 * PIECE),
	fc.integer({ min: 0, max: 300_000 }),
);

/** As browsers write names in forms: a name cannot end its quotes or its line. */
const asSent = (name: string) => name.replace(/"/g, '%22').replace(/[\r\n]/g, ' ');

it('comes through a real server as it was, whatever its name, size and pieces, with its exact length', async () => {
	await fc.assert(
		fc.asyncProperty(
			filename,
			size,
			fc.boolean(),
			fc.integer({ min: 100, max: 2 * PIECE }),
			fc.constantFrom('file', 'media[]', 'ein "Feld"'),
			async (name, sizeBytes, isStored, piece, field) => {
				forms = [];
				const bytes = randomBytes(sizeBytes);
				const file = fileOf(bytes, name, 'video/mp4', isStored, piece);
				await wire().upload({ method: 'POST', to: { path: '/files' }, file, field });

				expect(forms).toHaveLength(1);
				const { lengthBytes } = await openUploadBody(file, field);
				expect(forms[0]).toMatchObject({ length: String(lengthBytes), encoding: undefined });
				expect(forms[0]?.files).toEqual([
					expect.objectContaining({
						field: asSent(field),
						filename: asSent(name),
						contentType: 'video/mp4',
						sizeBytes,
						sha256: sha256(bytes),
					}),
				]);
			},
		),
		{ numRuns: 150 },
	);
});

it('says exactly how long it is, before it is read', async () => {
	await fc.assert(
		fc.asyncProperty(
			filename,
			size,
			fc.boolean(),
			fc.option(fc.string({ minLength: 1 }), { nil: undefined }),
			async (name, sizeBytes, isStored, field) => {
				const file = fileOf(randomBytes(sizeBytes), name, 'image/png', isStored);
				const { bytes, lengthBytes } = await openUploadBody(file, field);

				expect((await collect(bytes)).length).toBe(lengthBytes);
			},
		),
	);
});

it('is the bare file, of its own type, without a field', async () => {
	const bytes = randomBytes(1_000);
	const body = await openUploadBody(fileOf(bytes, 'a.png', 'image/png', true), undefined);

	expect(body).toMatchObject({ contentType: 'image/png', lengthBytes: 1_000 });
	expect(await collect(body.bytes)).toEqual(bytes);
});

it.each([
	['a name', 'a\\', 'video/mp4'],
	['a name with a line break', 'a.mp4"\r\nContent-Type: text/html\r\n\r\n<script>', 'video/mp4'],
	['a type with a line break', 'a.mp4', 'video/mp4\r\nX-More: 1'],
])('lets %s add nothing to the form', async (_what, name, mimeType) => {
	const bytes = randomBytes(100);
	await wire().upload({
		method: 'POST',
		to: { path: '/files' },
		file: fileOf(bytes, name, mimeType, true),
		field: 'file',
	});

	expect(forms[0]?.files).toEqual([
		expect.objectContaining({ field: 'file', sizeBytes: 100, sha256: sha256(bytes) }),
	]);
	expect(forms[0]?.files[0]?.contentType).toMatch(/^video\/mp4/);
});

it('has another boundary each time', async () => {
	const file = fileOf(Buffer.from('a'), 'a.png', 'image/png', false);
	const types = await Promise.all(
		Array.from({ length: 50 }, async () => (await openUploadBody(file, 'file')).contentType),
	);

	expect(new Set(types).size).toBe(50);
});
