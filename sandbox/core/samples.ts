/** The smallest files of their kind that programs accept. */
const PNG_PIXEL =
	'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const GIF_TWO_FRAMES =
	'R0lGODlhAQABAIAAAP8AAAAA/yH/C05FVFNDQVBFMi4wAwEAAAAh+QQACgAAACwAAAAAAQABAAACAkQBACH5BAAKAAAALAAAAAABAAEAAAICTAEAOw==';
const JPEG_PIXEL =
	'/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////////////////////////////////////////////////////////wAALCAABAAEBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAAA//EABQQAQAAAAAAAAAAAAAAAAAAAAD/2gAIAQEAAD8AN//Z';

export interface Sample {
	readonly contentType: string;
	readonly bytes: Buffer;
}

const BY_EXTENSION: Readonly<Record<string, Sample>> = {
	jpg: { contentType: 'image/jpeg', bytes: Buffer.from(JPEG_PIXEL, 'base64') },
	jpeg: { contentType: 'image/jpeg', bytes: Buffer.from(JPEG_PIXEL, 'base64') },
	png: { contentType: 'image/png', bytes: Buffer.from(PNG_PIXEL, 'base64') },
	gif: { contentType: 'image/gif', bytes: Buffer.from(GIF_TWO_FRAMES, 'base64') },
	mp4: { contentType: 'video/mp4', bytes: emptyMovie() },
	pdf: { contentType: 'application/pdf', bytes: Buffer.from('%PDF-1.4\n%%EOF\n') },
};

const NAMED: Readonly<Record<string, string>> = {
	'/samples/photo.jpg': 'jpg',
	'/samples/picture.png': 'png',
	'/samples/anim.gif': 'gif',
	'/samples/clip.mp4': 'mp4',
	'/samples/paper.pdf': 'pdf',
};

/**
 * The media at a path: the named samples, and below `/files/` something of the type that the path's extension says (where
 * uploaded files are supposed to stand: their bytes are not kept). `null`: nothing there.
 */
export function sampleFor(path: string): Sample | null {
	const extension = path.startsWith('/files/')
		? path.slice(path.lastIndexOf('.') + 1).toLowerCase()
		: NAMED[path];
	return (
		(extension !== undefined && Object.hasOwn(BY_EXTENSION, extension) && BY_EXTENSION[extension]) || null
	);
}

/** An MP4 file with its two necessary boxes and no frames. */
function emptyMovie(): Buffer {
	return Buffer.concat([
		box('ftyp', Buffer.from('isom\0\0\x02\0isomiso2mp41', 'latin1')),
		box('moov', box('mvhd', Buffer.alloc(100))),
		box('mdat', Buffer.alloc(0)),
	]);
}

function box(type: string, content: Buffer): Buffer {
	const head = Buffer.alloc(8);
	head.writeUInt32BE(head.length + content.length, 0);
	head.write(type, 4, 'latin1');
	return Buffer.concat([head, content]);
}
