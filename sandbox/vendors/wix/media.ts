import type { Call, Handler, ReceivedFile, Reply } from '../../core/vendor';
import type { Media, World } from '../../core/world';
import { SITE_ID } from './access';
import { ASSUMPTIONS } from './assumptions';
import { applicationError, customViolation, validationError } from './errors';

/** File names of the Media Manager begin with the site owner's part. */
const OWNER_PART = 'cf2434';
const NAME_DIGITS = 32;
export const ROOT_FOLDER = 'media-root';

/** Types that can be told from a file's extension. */
const TYPE_OF_EXTENSION: Readonly<Record<string, string>> = {
	jpg: 'image/jpeg',
	jpeg: 'image/jpeg',
	png: 'image/png',
	gif: 'image/gif',
	webp: 'image/webp',
	mp4: 'video/mp4',
	mov: 'video/quicktime',
	webm: 'video/webm',
	mp3: 'audio/mpeg',
	pdf: 'application/pdf',
	svg: 'image/svg+xml',
};

interface NewFile {
	readonly contentType: string;
	readonly filename: string;
	readonly status: Media['status'];
	readonly folder?: string;
	readonly sourceUrl?: string;
	readonly sizeBytes?: number;
	/** How many times as long as usual the processing takes. */
	readonly factor?: number;
}

export function mediaHandlers(world: World): Readonly<Record<string, Handler>> {
	return {
		importFile: (call) => importFile(world, call),
		generateFileUploadUrl: (call) => {
			const body = call.body as Record<
				'mimeType' | 'fileName' | 'parentFolderId' | 'sizeInBytes',
				string | undefined
			>;
			const media = addFile(world, {
				contentType: body.mimeType ?? '',
				filename: body.fileName ?? 'upload',
				folder: body.parentFolderId,
				sizeBytes: Number(body.sizeInBytes ?? 0),
				status: 'waiting',
			});
			return { status: 200, body: { uploadUrl: world.uploadAddress(media.id) } };
		},
		getFileById: (call) => answerFile(world, String(call.query.fileId)),
		getFile: (call) => answerFile(world, call.params.fileId ?? ''),
	};
}

/** The storage's answer to the bytes: the file, which is then processed. */
export function uploaded(world: World, uploadId: string, file: ReceivedFile): Reply {
	const media = world.media.get(uploadId);
	if (!media) return missingFile();
	media.sizeBytes = file.sizeBytes;
	media.extra.hash = file.sha256;
	media.status = 'processing';
	media.readyAt = new Date(world.now().getTime() + world.settings.mediaMs);
	return { status: 200, body: { file: renderFile(media, world.now()) } };
}

/** Adds a file of the Media Manager. */
export function addFile(world: World, file: NewFile): Media {
	const extension = extensionOf(file.filename) ?? extensionFor(file.contentType);
	const id = `${OWNER_PART}_${world.hex(NAME_DIGITS)}~mv2${extension === null ? '' : `.${extension}`}`;
	const now = world.now();
	const processingMs = world.settings.mediaMs * (file.factor ?? 1);
	const media: Media = {
		id,
		url: addressOf(id, file.contentType),
		filename: file.filename,
		contentType: file.contentType,
		sizeBytes: file.sizeBytes ?? 0,
		status: file.status,
		readyAt: file.status === 'processing' ? new Date(now.getTime() + processingMs) : null,
		createdAt: now,
		extra: { folder: file.folder ?? ROOT_FOLDER, ...(file.sourceUrl && { sourceUrl: file.sourceUrl }) },
	};
	world.media.set(id, media);
	return media;
}

function importFile(world: World, call: Call): Reply {
	const body = call.body as Record<'url' | 'mimeType' | 'displayName' | 'parentFolderId', string | undefined>;
	const { pathname } = new URL(body.url ?? '');
	const nameInUrl = decodeURIComponent(pathname.slice(pathname.lastIndexOf('/') + 1));
	const contentType = body.mimeType ?? typeOfName(body.displayName) ?? typeOfName(nameInUrl);
	if (contentType === null) {
		const description = 'must be given: neither displayName nor url has an extension';
		return validationError(customViolation('mimeType', 'UNKNOWN_TYPE', description));
	}
	const media = addFile(world, {
		contentType,
		filename: body.displayName ?? (nameInUrl === '' ? 'import' : nameInUrl),
		folder: body.parentFolderId,
		sourceUrl: body.url,
		status: 'processing',
	});
	return { status: 200, body: { file: renderFile(media, world.now()) } };
}

/** A file that still waits for its bytes does not exist yet. */
function answerFile(world: World, id: string): Reply {
	const media = world.media.get(id);
	if (!media || media.status === 'waiting') return missingFile();
	return { status: 200, body: { file: renderFile(media, world.now()) } };
}

function missingFile(): Reply {
	return applicationError(404, ASSUMPTIONS.missingFileCode, "Couldn't find the file.");
}

const OPERATION_STATUS: Readonly<Record<Media['status'], string>> = {
	waiting: 'PENDING',
	processing: 'PENDING',
	ready: 'READY',
	failed: 'FAILED',
};

function renderFile(media: Media, now: Date): object {
	const { folder, sourceUrl, hash } = media.extra;
	return {
		id: media.id,
		displayName: media.filename,
		url: media.url,
		parentFolderId: folder,
		...(hash !== undefined && { hash }),
		sizeInBytes: String(media.sizeBytes),
		private: false,
		mediaType: mediaTypeOf(media.contentType),
		operationStatus: OPERATION_STATUS[media.status],
		...(sourceUrl !== undefined && { sourceUrl }),
		labels: [],
		createdDate: media.createdAt.toISOString(),
		updatedDate: (media.readyAt !== null && media.readyAt <= now
			? media.readyAt
			: media.createdAt
		).toISOString(),
		siteId: SITE_ID,
		state: 'OK',
	};
}

function mediaTypeOf(contentType: string): string {
	if (contentType === 'image/svg+xml') return 'VECTOR';
	const [family] = contentType.split('/');
	if (family === 'image') return 'IMAGE';
	if (family === 'video') return 'VIDEO';
	if (family === 'audio') return 'AUDIO';
	return contentType === 'application/pdf' ? 'DOCUMENT' : 'OTHER';
}

function addressOf(id: string, contentType: string): string {
	return contentType.startsWith('video/')
		? `https://video.wixstatic.com/video/${id}`
		: `https://static.wixstatic.com/media/${id}`;
}

function extensionOf(name: string): string | null {
	return /\.([A-Za-z0-9]{2,5})$/.exec(name)?.[1]?.toLowerCase() ?? null;
}

function extensionFor(contentType: string): string | null {
	return Object.entries(TYPE_OF_EXTENSION).find(([, type]) => type === contentType)?.[0] ?? null;
}

function typeOfName(name: string | undefined): string | null {
	return TYPE_OF_EXTENSION[extensionOf(name ?? '') ?? ''] ?? null;
}
