import { InputError } from '../../domain/inputError';
import type { MediaFile } from '../../domain/mediaFile';
import type { MediaSource, MediaType } from '../../domain/post';

const MB = 1024 * 1024;
/** The smallest excess that is told in megabytes. */
const TELLING_SHARE = 0.1;

interface KindOfFile {
	readonly kind: MediaType;
	readonly types: RegExp;
	/** `null`: not documented. */
	readonly maxBytes: number | null;
	/** As told to people. */
	readonly formats: string;
}

/** Largest files, in bytes. The contract page (section 6) has them for files at a URL; the library is the same. */
export const MAX_IMAGE_BYTES = 25 * MB;
export const MAX_VIDEO_BYTES = 4096 * MB;
/** Extensions of the images that the library takes. */
export const IMAGE_FORMATS = ['jpg', 'jpeg', 'png', 'gif', 'webp', 'heic', 'heif'] as const;

const KINDS: readonly KindOfFile[] = [
	{
		kind: 'image',
		types: /^image\/(jpeg|png|gif|webp|heic|heif)$/,
		maxBytes: MAX_IMAGE_BYTES,
		formats: 'JPEG, PNG, GIF, WebP, HEIC and HEIF images',
	},
	{ kind: 'video', types: /^video\//, maxBytes: MAX_VIDEO_BYTES, formats: 'videos' },
	{
		kind: 'document',
		types: /^application\/(pdf|msword|vnd\.ms-powerpoint|vnd\.openxmlformats-officedocument\..+)$/,
		maxBytes: null,
		formats: 'PDF, Word and PowerPoint documents',
	},
];

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * Checks what can be known before any call.
 *
 * @throws InputError naming the file, the limit and by how much it is exceeded
 */
export function checkSource(source: MediaSource): void {
	if (source.source === 'binary') checkFile(source.file);
	if (source.source === 'mediaId' && !UUID.test(source.mediaId)) {
		throw new InputError(
			'Media',
			`"${source.mediaId}" is not the ID of a file at PostEverywhere`,
			'Give the ID that Upload Media returns, such as 0d1f7a52-5a0c-4c1e-8a39-6d2c6a1f0b11. Nothing was sent.',
		);
	}
}

/** The vendor's answer may allow less than its documentation. */
export function checkSize({ filename, sizeBytes }: MediaFile, maxBytes: number, what: string): void {
	const excess = sizeBytes - maxBytes;
	if (excess <= 0) return;
	throw new InputError(
		'Media',
		`${filename} is ${sizeInWords(excess)} larger than the ${sizeInWords(maxBytes)} that PostEverywhere takes for ${what}`,
		'Make the file smaller. Nothing was uploaded.',
	);
}

/** The type as the vendor wants it: without parameters, and with the registered name. */
export function contentTypeOf({ mimeType }: MediaFile): string {
	const [type = ''] = mimeType.toLowerCase().split(';');
	return type.trim() === 'image/jpg' ? 'image/jpeg' : type.trim();
}

function checkFile(file: MediaFile): void {
	const type = contentTypeOf(file);
	const kind = KINDS.find(({ types }) => types.test(type));
	if (kind === undefined) {
		throw new InputError(
			'Media',
			`${file.filename} has the type ${type === '' ? '(none)' : type}, which PostEverywhere does not take`,
			`Convert it. PostEverywhere takes ${KINDS.map(({ formats }) => formats).join(', ')}. Nothing was uploaded.`,
		);
	}
	if (file.sizeBytes <= 0) {
		throw new InputError('Media', `${file.filename} is empty`, 'Look at the node that made the file.');
	}
	if (kind.maxBytes !== null) checkSize(file, kind.maxBytes, `one ${kind.kind}`);
}

function sizeInWords(bytes: number): string {
	if (bytes < TELLING_SHARE * MB) return `${bytes} ${bytes === 1 ? 'byte' : 'bytes'}`;
	return `${Number((bytes / MB).toFixed(1))} MB`;
}
