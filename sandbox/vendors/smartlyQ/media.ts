import type { ReceivedFile, Reply } from '../../core/vendor';
import type { Media, World } from '../../core/world';
import type { Answer, Ask } from './ask';
import { ASSUMED } from './assumptions';
import { invalid, notFound, page, success, utcTime } from './envelope';
import { forgottenExtension, typeOfBytes } from './mediaTypes';

const MAX_DIRECT_BYTES = 200 * 1024 * 1024;
const ID_DIGITS = 32;

export function mediaAnswers(world: World): Record<string, Answer> {
	return {
		getMediaUploadUrl: (ask) => {
			const { filename, content_type: contentType } = ask.body as { filename: string; content_type: string };
			const media = addMedia(world, ask, { filename, contentType, sizeBytes: 0, status: 'waiting' });
			return success(ask.now, { upload_url: world.uploadAddress(media.id), media_id: media.id });
		},
		uploadMediaDirect: (ask) => success(ask.now, mediaView(store(world, ask)), 201),
		listMedia: ({ now, query, profileId }) => page(now, listed(world, profileId, query), query, mediaView),
		getMedia: (ask) => success(ask.now, mediaView(mediaOfPath(world, ask))),
		deleteMedia: (ask) => {
			world.media.delete(mediaOfPath(world, ask).id);
			return { status: 204 };
		},
	};
}

/** An upload address has received its bytes. */
export function uploaded(world: World, uploadId: string, file: ReceivedFile): Reply {
	const media = world.media.get(uploadId);
	if (media === undefined) return { status: 404 };
	media.sizeBytes = file.sizeBytes;
	process(world, media);
	return { status: 200 };
}

function store(world: World, ask: Ask): Media {
	const [file] = ask.files;
	if (file === undefined) throw invalid('Missing required fields: file.', 'file');
	if (file.sizeBytes > MAX_DIRECT_BYTES) throw invalid('A file may have 200 MB.', 'file');
	const contentType = typeOfBytes(file.head);
	if (contentType === null) throw invalid('Files of this type are not accepted.', 'file');
	const { filename, sizeBytes } = file;
	const media = addMedia(world, ask, { filename, contentType, sizeBytes, status: 'waiting' });
	media.extra.isDirect = true;
	process(world, media);
	return media;
}

function addMedia(
	world: World,
	{ now, profileId }: Ask,
	facts: Pick<Media, 'filename' | 'contentType' | 'sizeBytes' | 'status'>,
): Media {
	const id = world.hex(ID_DIGITS);
	const media: Media = { ...facts, id, url: '', readyAt: null, createdAt: now, extra: { profileId } };
	world.media.set(id, media);
	return media;
}

/** Its address is fixed from here on, but shown only when it works. */
function process(world: World, media: Media): void {
	media.url = `${world.storageOrigin}/files/${media.id}.${extensionOf(media)}`;
	media.status = world.settings.mediaMs === 0 ? 'ready' : 'processing';
	media.readyAt = new Date(world.now().getTime() + world.settings.mediaMs);
}

function listed(world: World, profileId: number, query: Readonly<Record<string, unknown>>): Media[] {
	const { search, content_type: contentType, type } = query;
	return [...world.media.values()]
		.filter((media) => media.extra.profileId === profileId)
		.filter((media) => search === undefined || media.filename.includes(String(search)))
		.filter((media) => contentType === undefined || media.contentType === contentType)
		.filter((media) => type === undefined || kindOf(media) === type)
		.sort((one, other) => other.createdAt.getTime() - one.createdAt.getTime());
}

function mediaOfPath(world: World, { params, profileId }: Ask): Media {
	const media = world.media.get(params.media_id ?? '');
	if (media === undefined || media.extra.profileId !== profileId) throw notFound('Media');
	return media;
}

/** Stored directly it works at once; behind an upload address when the processing has ended well. */
function hasAddress({ status, extra }: Media): boolean {
	return status === 'ready' || (extra.isDirect === true && ASSUMED.directUploadsAreReadyAtOnce);
}

function mediaView(media: Media) {
	const { id, filename, contentType, sizeBytes, createdAt } = media;
	return {
		id,
		url: hasAddress(media) ? media.url : null,
		filename,
		extension: extensionOf(media),
		content_type: contentType,
		mime_type: contentType,
		type: kindOf(media),
		size: sizeBytes,
		size_bytes: sizeBytes,
		created_at: utcTime(createdAt),
	};
}

function kindOf({ contentType }: Media): string {
	const kind = contentType.split('/')[0] ?? '';
	return kind === 'application' ? 'document' : kind;
}

function extensionOf({ filename, contentType }: Media): string {
	const dot = filename.lastIndexOf('.');
	return dot > 0 ? filename.slice(dot + 1).toLowerCase() : forgottenExtension(contentType);
}
