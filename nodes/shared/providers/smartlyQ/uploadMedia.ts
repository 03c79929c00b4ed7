import { InputError } from '../../domain/inputError';
import type { MediaFile } from '../../domain/mediaFile';
import { asText } from '../../domain/json';
import type { MediaAtUrl, MediaInHand, MediaSource } from '../../domain/post';
import type { Wire } from '../../transport/wire';
import { objectOf, unreadable } from './answers';
import { readMedia } from './mediaReading';
import { isReady, type ReadyMedia, waitForAddress } from './storedMedia';

/** Contract: `POST /media/upload-direct`, at most 200 MB; read as the smaller meaning of MB. */
const MAX_DIRECT_BYTES = 200_000_000;

/** Contract: media rules (accepted extensions), and the PDF documents of LinkedIn. */
const EXTENSIONS = ['jpg', 'jpeg', 'png', 'gif', 'webp', 'mp4', 'mov', 'm4v', 'webm', 'pdf'];

/**
 * Puts a file into the vendor's library and waits until it can be used.
 *
 * @throws InputError for a web address: the vendor has no call that fetches a file into its library
 */
export async function uploadMedia(wire: Wire, source: MediaAtUrl | MediaInHand): Promise<ReadyMedia> {
	if (source.source === 'url') {
		throw new InputError(
			'Media',
			'SmartlyQ does not fetch files into its library',
			'Put the URL straight into the post: SmartlyQ fetches it from there when it publishes. To have the file in the library, load it into the workflow first (for example with HTTP Request) and upload the binary file.',
		);
	}
	checkFiles([source]);
	return await uploadFile(wire, source.file);
}

/**
 * Looks at files before anything is sent.
 *
 * @throws InputError naming the first file that the vendor does not take. It documents no largest size
 */
export function checkFiles(media: readonly MediaSource[]): void {
	for (const source of media) {
		if (source.source !== 'binary') continue;
		const { filename, mimeType } = source.file;
		if (EXTENSIONS.includes(extensionOf(filename))) continue;
		throw new InputError(
			'Media',
			`SmartlyQ does not take the file ${filename} (${mimeType})`,
			`Convert it first, or leave it out. SmartlyQ takes files that end with ${EXTENSIONS.join(', ')}.`,
		);
	}
}

/** Uploads a file: directly where its size allows that, because that is one call and its answer holds the address. */
export async function uploadFile(wire: Wire, file: MediaFile): Promise<ReadyMedia> {
	return file.sizeBytes <= MAX_DIRECT_BYTES
		? await storeDirectly(wire, file)
		: await storeByAddress(wire, file);
}

/**
 * Contract: `POST /media/upload-direct`. A repeat leaves an unused file in the library at worst. It carries no idempotency
 * key: that is bound to the body, and the body of a form is different each time.
 */
export async function storeDirectly(wire: Wire, file: MediaFile): Promise<ReadyMedia> {
	const to = { path: '/media/upload-direct' };
	const { body } = await wire.upload({ method: 'POST', to, file, field: 'file' });
	const raw = objectOf(body);
	const item = readMedia(raw);
	if (item === null) throw unreadable(`The answer does not name the file ${file.filename}`, 'none');
	const stored = { item, raw };
	return isReady(stored) ? stored : await waitForAddress(wire, item.id);
}

/** Contract: `POST /media/upload-url`, then PUT with the type that was told there. */
export async function storeByAddress(wire: Wire, file: MediaFile): Promise<ReadyMedia> {
	const contentType = file.mimeType.split(';', 1)[0].trim();
	const { body } = await wire.send({
		method: 'POST',
		path: '/media/upload-url',
		body: { filename: file.filename, content_type: contentType },
		// An address that is never used does no harm.
		repeatable: 'safe',
	});
	const { upload_url: uploadUrl, media_id: id } = objectOf(body);
	const [address, mediaId] = [asText(uploadUrl), asText(id)];
	if (address === null || mediaId === null) {
		throw unreadable(`The answer holds no upload address for ${file.filename}`, 'none');
	}
	await wire.upload({ method: 'PUT', to: { address }, file, headers: { 'content-type': contentType } });
	return await waitForAddress(wire, mediaId);
}

function extensionOf(filename: string): string {
	return /\.([a-z0-9]+)$/i.exec(filename)?.[1]?.toLowerCase() ?? '';
}
