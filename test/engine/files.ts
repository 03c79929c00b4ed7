import { randomBytes } from 'node:crypto';

import type { IBinaryData, IBinaryKeyData } from 'n8n-workflow';

/** A binary field as n8n holds it in memory. */
export function inMemory(fileName: string | undefined, mimeType: string, sizeBytes: number): IBinaryData {
	return {
		data: randomBytes(sizeBytes).toString('base64'),
		mimeType,
		...(fileName === undefined ? {} : { fileName }),
	};
}

export const PHOTO: IBinaryKeyData = { data: inMemory('photo.jpg', 'image/jpeg', 100_000) };
