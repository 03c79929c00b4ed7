interface Signature {
	readonly contentType: string;
	readonly extension: string;
	matches(head: Buffer): boolean;
}

const startsWith =
	(...bytes: readonly number[]) =>
	(head: Buffer) =>
		bytes.every((byte, index) => head[index] === byte);
const textAt = (offset: number, text: string) => (head: Buffer) =>
	head.subarray(offset, offset + text.length).toString('latin1') === text;

/** How the accepted files begin. */
const SIGNATURES: readonly Signature[] = [
	{ contentType: 'image/jpeg', extension: 'jpg', matches: startsWith(0xff, 0xd8, 0xff) },
	{ contentType: 'image/png', extension: 'png', matches: startsWith(0x89, 0x50, 0x4e, 0x47) },
	{ contentType: 'image/gif', extension: 'gif', matches: textAt(0, 'GIF8') },
	{ contentType: 'image/webp', extension: 'webp', matches: textAt(8, 'WEBP') },
	{ contentType: 'video/mp4', extension: 'mp4', matches: textAt(4, 'ftyp') },
	{ contentType: 'video/webm', extension: 'webm', matches: startsWith(0x1a, 0x45, 0xdf, 0xa3) },
	{ contentType: 'application/pdf', extension: 'pdf', matches: textAt(0, '%PDF') },
];

/** The content type that a file's first bytes tell; `null` for a kind that is not accepted. */
export function typeOfBytes(head: Buffer): string | null {
	return SIGNATURES.find(({ matches }) => matches(head))?.contentType ?? null;
}

/** The extension for a file whose name has none. */
export function forgottenExtension(contentType: string): string {
	return SIGNATURES.find((signature) => signature.contentType === contentType)?.extension ?? 'bin';
}
