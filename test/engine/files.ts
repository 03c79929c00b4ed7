import { randomBytes } from 'node:crypto';

import type { IBinaryData, IBinaryKeyData } from 'n8n-workflow';

/** How files of a type begin: one of the vendors looks at the bytes. */
const BEGINNINGS: Readonly<Record<string, Buffer>> = {
	'image/jpeg': Buffer.from([0xff, 0xd8, 0xff, 0xe0]),
	'image/png': Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
	'video/mp4': Buffer.from('\0\0\0\x18ftypmp42'),
};

/** A binary field as n8n holds it in memory. */
export function inMemory(fileName: string | undefined, mimeType: string, sizeBytes: number): IBinaryData {
	const beginning = BEGINNINGS[mimeType] ?? Buffer.alloc(0);
	return {
		data: Buffer.concat([beginning, randomBytes(sizeBytes - beginning.length)]).toString('base64'),
		mimeType,
		...(fileName === undefined ? {} : { fileName }),
	};
}

export const PHOTO: IBinaryKeyData = { data: inMemory('photo.jpg', 'image/jpeg', 100_000) };
