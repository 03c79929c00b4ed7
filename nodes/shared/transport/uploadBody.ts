import { randomUUID } from 'crypto';

import type { ByteStream, MediaFile } from '../domain/mediaFile';

/** What is sent: of known length, so that nothing needs to be held to count it. */
export interface UploadBody {
	readonly contentType: string;
	readonly lengthBytes: number;
	readonly bytes: ByteStream | Buffer;
	/** Lets go of the file: what was not read of it is of no use any more. */
	close(): void;
}

/**
 * The bytes of a file, bare or as the one field of a form (multipart/form-data).
 *
 * @param field name of the form field; `undefined`: bare
 */
export async function openUploadBody(file: MediaFile, field: string | undefined): Promise<UploadBody> {
	const bytes = await file.open();
	if (field === undefined) {
		return {
			contentType: file.mimeType,
			lengthBytes: file.sizeBytes,
			bytes,
			close: () => destroy(bytes),
		};
	}

	const boundary = `----${randomUUID()}`;
	const head = Buffer.from(
		`--${boundary}\r\nContent-Disposition: form-data; name="${quotable(field)}"; filename="${quotable(file.filename)}"\r\nContent-Type: ${oneLine(file.mimeType)}\r\n\r\n`,
	);
	const tail = Buffer.from(`\r\n--${boundary}--\r\n`);
	const framed = Buffer.isBuffer(bytes)
		? Buffer.concat([head, bytes, tail])
		: bytes.compose(async function* frame(inner) {
				yield head;
				yield* inner;
				yield tail;
			});
	return {
		contentType: `multipart/form-data; boundary=${boundary}`,
		lengthBytes: head.length + file.sizeBytes + tail.length,
		bytes: framed,
		// The frame first: it would take the end of the file for a failure. It does not end the file by itself.
		close: () => [framed, bytes].forEach(destroy),
	};
}

function destroy(bytes: ByteStream | Buffer): void {
	if (!Buffer.isBuffer(bytes)) bytes.destroy();
}

/** As browsers write names in forms. */
function quotable(text: string): string {
	return text.replace(/["\r\n]/g, (sign) => (sign === '"' ? '%22' : ' '));
}

function oneLine(text: string): string {
	return text.replace(/[\r\n]/g, ' ');
}
