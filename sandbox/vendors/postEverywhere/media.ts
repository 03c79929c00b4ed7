import type { Call, ReceivedFile, Reply } from '../../core/vendor';
import type { Media, World } from '../../core/world';
import { conflict, invalid, notFound, Refusal, success } from './envelope';
import { mediaKind, mediaStatus, type MediaKind } from './mediaWords';
import { page } from './paging';
import { factsOf } from './postFacts';

const MB = 1024 * 1024;
/** Largest file per kind, in bytes. */
export const MAX_BYTES: Readonly<Record<MediaKind, number>> = {
	image: 25 * MB,
	video: 4096 * MB,
	document: 100 * MB,
};
const UPLOAD_SECONDS = 900;
const TAKEN_TYPES = /^(image\/(jpeg|png|gif|webp|heic|heif)|video\/(mp4|quicktime|webm)|application\/pdf)$/;

export function findMedia(world: World, { params }: Call): Media {
	const media = world.media.get(params.media_id ?? '');
	if (!media) throw notFound('Media');
	return media;
}

interface UploadBody {
	readonly filename: string;
	readonly content_type: string;
	readonly size?: number;
	readonly file_size?: number;
	readonly width?: number;
	readonly height?: number;
	readonly duration?: number;
}

/** Files of such a name fail, so that a test can see it. */
export function isBroken(filename: string): boolean {
	return filename.startsWith('broken');
}

/** Gives out an address for the bytes. Images go there as a form, other files as they are; the address takes both. */
export function startMediaUpload(world: World, { now, body }: Call): Reply {
	const given = body as UploadBody;
	if (!TAKEN_TYPES.test(given.content_type)) {
		throw new Refusal(415, 'unsupported_media_type', `${given.content_type} is not supported`, {
			field: 'content_type',
		});
	}
	const kind = mediaKind(given.content_type);
	const size = given.size ?? given.file_size ?? 0;
	if (size > MAX_BYTES[kind])
		throw invalid(`The file is larger than ${MAX_BYTES[kind]} bytes`, { field: 'size' });

	const media = addMedia(world, {
		filename: given.filename,
		contentType: given.content_type,
		sizeBytes: size,
		status: 'waiting',
		extra: {
			width: given.width ?? null,
			height: given.height ?? null,
			duration: given.duration ?? null,
			hasBytes: false,
			...(isBroken(given.filename) ? { error: 'The file could not be processed' } : {}),
		},
	});
	const isImage = kind === 'image';
	return success(now, {
		media_id: media.id,
		media_ids: [media.id],
		upload_url: world.uploadAddress(media.id),
		upload_method: isImage
			? { method: 'POST', content_type: 'multipart/form-data', field_name: 'file' }
			: { method: 'PUT', content_type: given.content_type, field_name: null },
		provider: isImage ? 'image_store' : 'object_store',
		protocol: isImage ? 'form' : 'put',
		expires_in: UPLOAD_SECONDS,
		max_size: MAX_BYTES[kind],
		next_step: `Send the bytes to upload_url, then POST /api/v1/media/${media.id}/complete`,
	});
}

/** The storage's own answer when the bytes have arrived. */
export function uploaded(world: World, mediaId: string, file: ReceivedFile): Reply {
	const media = world.media.get(mediaId);
	if (media) {
		media.sizeBytes = file.sizeBytes;
		media.extra.hasBytes = true;
	}
	return { status: 200, body: { success: true } };
}

export function completeMediaUpload(world: World, call: Call): Reply {
	const media = findMedia(world, call);
	if (media.status === 'waiting') {
		if (media.extra.hasBytes !== true) {
			throw invalid('File not found in storage. Please make sure you uploaded the file to upload_url first.');
		}
		process(world, media);
	}
	const view = mediaView(media);
	const isReady = view.status === 'ready';
	return success(call.now, {
		media_id: view.media_id,
		id: view.id,
		media_ids: view.media_ids,
		status: view.status,
		media_status: view.media_status,
		type: view.type,
		width: view.width,
		height: view.height,
		duration: view.duration,
		size: view.size,
		content_type: view.content_type,
		created_at: view.created_at,
		message: isReady ? 'Media is ready' : 'Media is being processed',
		next_step: isReady
			? 'Use the id in media_ids of a post'
			: `GET /api/v1/media/${media.id} until it is ready`,
	});
}

/** Videos take a while, everything else is ready at once. */
export function process(world: World, media: Media): void {
	const takes = mediaKind(media.contentType) === 'video' ? world.settings.mediaMs : 0;
	media.status = takes > 0 ? 'processing' : 'ready';
	media.readyAt = new Date(world.now().getTime() + takes);
}

export function getMedia(world: World, call: Call): Reply {
	return success(call.now, mediaView(findMedia(world, call)));
}

/** The same files under `items` (documentation) and `media` (every official client). */
export function listMedia(world: World, { now, query }: Call): Reply {
	const found = [...world.media.values()]
		.filter(({ contentType }) => query.type === undefined || mediaKind(contentType) === query.type)
		.sort((a, b) => b.createdAt.getTime() - a.createdAt.getTime());
	const { items, pagination } = page(found, query);
	const views = items.map(mediaView);
	return success(now, { items: views, media: views, media_ids: items.map(({ id }) => id), pagination });
}

export function deleteMedia(world: World, call: Call): Reply {
	const media = findMedia(world, call);
	const isInUse = [...world.posts.values()].some(
		(post) => post.status === 'scheduled' && factsOf(post).mediaIds.includes(media.id),
	);
	if (isInUse && call.query.force !== true)
		throw conflict('Scheduled posts use this media. Use force=true to delete it anyway.');
	world.media.delete(media.id);
	return success(call.now, { deleted: true, id: media.id, media_id: media.id });
}

export function addMedia(
	world: World,
	given: Partial<Media> & Pick<Media, 'filename' | 'contentType' | 'sizeBytes'>,
): Media {
	const id = given.id ?? world.uuid();
	const media: Media = {
		id,
		url: `${world.storageOrigin}/files/${id}/${encodeURIComponent(given.filename)}`,
		status: 'ready',
		readyAt: null,
		createdAt: world.now(),
		extra: {},
		...given,
	};
	world.media.set(id, media);
	return media;
}

/** `status` is the documentation's word, `media_status` the clients'. */
function mediaView(media: Media) {
	const status = mediaStatus(media);
	return {
		media_id: media.id,
		id: media.id,
		media_ids: [media.id],
		status,
		media_status: status === 'processing' ? 'uploading' : status,
		error_message:
			status === 'failed' ? String(media.extra.error ?? 'The file could not be processed') : null,
		type: mediaKind(media.contentType),
		filename: media.filename,
		content_type: media.contentType,
		size: media.sizeBytes,
		width: media.extra.width ?? null,
		height: media.extra.height ?? null,
		duration: media.extra.duration ?? null,
		created_at: media.createdAt.toISOString(),
	};
}
