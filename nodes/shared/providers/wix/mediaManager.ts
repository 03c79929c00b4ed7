import { asNumber, asObject, asText, type JsonObject, type JsonValue } from '../../domain/json';
import type { MediaFile } from '../../domain/mediaFile';
import { UNKNOWN_MEDIA, type Media, type MediaAtUrl, type MediaInHand } from '../../domain/post';
import { ownError } from '../../transport/answers';
import type { Wire } from '../../transport/wire';
import type { Found } from '../provider';
import { textOf, unreadable } from './answers';
import { askAgain } from './askAgain';
import { fileTypeOf, fileWord } from './mapping';

/** Files have an API of their own beside the Publisher's; the key needs the permission Manage Media Manager for it. */
const FILES_PATH = '/site-media/v1/files';

/** How long a file may be processed: Wix converts long videos. */
const PATIENCE_MS = 300_000;

/** The Media Manager takes no longer name. */
const MAX_NAME_LENGTH = 200;

/**
 * Puts a file into the site's Media Manager and waits until it can be used. Wix documents no limit of type or size for it.
 */
export async function uploadMedia(wire: Wire, source: MediaAtUrl | MediaInHand): Promise<Found<Media>> {
	const inHand = source.source === 'binary';
	const file = inHand ? await uploadFile(wire, source.file) : await importFile(wire, source);
	const media = readFile(file);
	const mimeType = inHand ? source.file.mimeType : null;
	return { item: { ...media, type: source.type ?? media.type, mimeType }, raw: file };
}

/**
 * Streams a file into the Media Manager.
 *
 * @returns Wix's description of it, ready to be used
 */
export async function uploadFile(wire: Wire, file: MediaFile): Promise<JsonObject> {
	const { body } = await wire.send({
		method: 'POST',
		path: `${FILES_PATH}/generate-upload-url`,
		body: {
			mimeType: file.mimeType,
			// The end of a long name holds its extension.
			fileName: file.filename.slice(-MAX_NAME_LENGTH),
			sizeInBytes: String(file.sizeBytes),
		},
		// An address that is not used makes no file.
		repeatable: 'safe',
	});
	const address = textOf(body, 'uploadUrl');
	const answer = await wire.upload({ method: 'PUT', to: { address }, file });
	return await untilReady(wire, fileIn(answer.body), file.filename);
}

/** Lets Wix fetch a public file. */
async function importFile(wire: Wire, { url, type }: MediaAtUrl): Promise<JsonObject> {
	const { body } = await wire.send({
		method: 'POST',
		path: `${FILES_PATH}/import`,
		body: { url, ...(type === null ? {} : { mediaType: fileWord(type) }) },
		// The worst that a repeat can do is a second copy in the library.
		repeatable: 'safe',
	});
	return await untilReady(wire, fileIn(body), url);
}

/** A file that is in the Media Manager already, ready to be used. */
export async function storedFile(wire: Wire, fileId: string): Promise<JsonObject> {
	return await untilReady(wire, await fetchFile(wire, fileId), fileId);
}

async function fetchFile(wire: Wire, fileId: string): Promise<JsonObject> {
	const { body } = await wire.send({
		method: 'GET',
		path: `${FILES_PATH}/get-file-by-id`,
		query: { fileId },
		repeatable: 'safe',
	});
	return fileIn(body);
}

function fileIn(body: JsonValue): JsonObject {
	const file = asObject(asObject(body).file);
	if (asText(file.id) === null) throw unreadable('The answer does not say which file it is about', 'none');
	return file;
}

/** @param name by which people know the file */
async function untilReady(wire: Wire, file: JsonObject, name: string): Promise<JsonObject> {
	const id = asText(file.id) ?? '';
	const last = await askAgain(
		wire,
		PATIENCE_MS,
		({ operationStatus }) => operationStatus === 'READY' || operationStatus === 'FAILED',
		file,
		async () => await fetchFile(wire, id),
	);
	if (last.operationStatus === 'READY') return last;
	if (last.operationStatus === 'FAILED') {
		throw ownError({
			provider: 'wix',
			cause: 'invalid',
			message: `Wix could not process ${name}`,
			advice: 'Check that the file is whole and of a usual type, then upload it again.',
		});
	}
	throw ownError({
		provider: 'wix',
		cause: 'unavailable',
		message: `Wix is still processing ${name} after ${PATIENCE_MS / 60_000} minutes`,
		advice: `The file is in the Media Manager: try again later with the Media ID ${id}.`,
		retryable: true,
	});
}

/** Wix's description of a file; what it is called inside of `media` (width, height, length) is not documented. */
export function readFile(file: JsonObject): Media {
	return {
		...UNKNOWN_MEDIA,
		id: asText(file.id),
		type: fileTypeOf(asText(file.mediaType)),
		url: asText(file.url),
		status: asText(file.operationStatus)?.toLowerCase() ?? null,
		filename: asText(file.displayName),
		sizeBytes: asNumber(file.sizeInBytes),
	};
}
