import type { Handler, ReceivedFile, Reply } from '../../core/vendor';
import type { World } from '../../core/world';

const GIGABYTE = 1024 ** 3;
const MAX_SIZE_BYTES = 5 * GIGABYTE;

export function mediaHandlers(world: World): Readonly<Record<string, Handler>> {
	return {
		presignMedia: ({ body, now }) => {
			const { filename, contentType } = body as { filename: string; contentType: string };
			const id = world.hex(16);
			const uploadUrl = world.uploadAddress(id);
			const publicUrl = `${uploadUrl.split('?')[0]}/${encodeURIComponent(filename)}`;
			world.media.set(id, {
				id,
				url: publicUrl,
				filename,
				contentType,
				sizeBytes: 0,
				status: 'waiting',
				readyAt: null,
				createdAt: now,
				extra: {},
			});
			return { status: 200, body: { uploadUrl, publicUrl } };
		},
	};
}

/** What the storage answers when it has the bytes: nothing, or why it does not take them. There is no call to complete. */
export function uploaded(world: World, uploadId: string, file: ReceivedFile): Reply {
	const media = world.media.get(uploadId);
	if (media === undefined) return refusedByStorage(404, 'NoSuchKey');
	// The type is part of what the address was signed for.
	if (file.contentType !== media.contentType) return refusedByStorage(403, 'SignatureDoesNotMatch');
	if (file.sizeBytes > MAX_SIZE_BYTES) return refusedByStorage(400, 'EntityTooLarge');
	media.sizeBytes = file.sizeBytes;
	media.status = 'ready';
	return { status: 200 };
}

/** The documented upload addresses are S3's, so are its errors. */
function refusedByStorage(status: number, code: string): Reply {
	return {
		status,
		body: `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code></Error>`,
		headers: { 'content-type': 'application/xml' },
	};
}
