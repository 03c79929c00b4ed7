import { InputError } from '../../domain/inputError';
import { asObject, asText } from '../../domain/json';
import type { MediaFile } from '../../domain/mediaFile';
import {
	UNKNOWN_MEDIA,
	type Media,
	type MediaAtUrl,
	type MediaInHand,
	type MediaType,
} from '../../domain/post';
import type { Wire } from '../../transport/wire';
import type { Found } from '../provider';
import { unreadable } from './answers';

/** Documented as 5 GB; the larger reading is taken, so that no file which the vendor would take is refused. */
const MAX_SIZE_BYTES = 5 * 1024 ** 3;

/**
 * Puts a file where the vendor finds it. There is nothing to wait for: the vendor has no call that completes an upload, no
 * state of a file and no ID for it.
 *
 * @throws InputError for an address, and for a file that the vendor does not take
 */
export async function uploadMedia(wire: Wire, source: MediaAtUrl | MediaInHand): Promise<Found<Media>> {
	if (source.source === 'url') {
		throw new InputError(
			'Media',
			'SocialSyncerAPI has no call that fetches a file from an address',
			'Put the URL straight into the post: SocialSyncerAPI fetches it from there.',
		);
	}
	const { file, type } = source;
	checkFile(file);
	const url = await uploadFile(wire, file);
	return {
		item: {
			...UNKNOWN_MEDIA,
			type: type ?? typeOfFile(file),
			url,
			filename: file.filename,
			mimeType: file.mimeType,
			sizeBytes: file.sizeBytes,
		},
		// Not all of the answer: the address in it lets anybody upload.
		raw: { publicUrl: url },
	};
}

/** @throws InputError for a file of a type or size that the vendor does not take */
export function checkFile({ filename, mimeType, sizeBytes }: MediaFile): void {
	if (!/^(image|video)\//i.test(mimeType)) {
		throw new InputError(
			'Media',
			`SocialSyncerAPI takes images, videos and GIFs; ${filename} is of the type ${mimeType}`,
			'Choose another file, or correct its MIME type.',
		);
	}
	if (sizeBytes > MAX_SIZE_BYTES) {
		throw new InputError(
			'Media',
			`${filename} has ${sizeBytes} bytes: ${sizeBytes - MAX_SIZE_BYTES} more than the ${MAX_SIZE_BYTES} (5 GB) that SocialSyncerAPI takes`,
			'Make the file smaller.',
		);
	}
}

/** What kind of media a file is that was let through. */
export function typeOfFile({ mimeType }: MediaFile): MediaType {
	if (/^video\//i.test(mimeType)) return 'video';
	return /^image\/gif\b/i.test(mimeType) ? 'gif' : 'image';
}

/**
 * `POST /media/presign`, then the bytes to the address that it gives, with the type that it was told.
 *
 * @returns the public address of the file
 */
export async function uploadFile(wire: Wire, file: MediaFile): Promise<string> {
	const contentType = file.mimeType.replace(/;.*/s, '').trim();
	const { body } = await wire.send({
		method: 'POST',
		path: '/media/presign',
		body: { filename: file.filename, contentType },
		// An address that nobody uses changes nothing.
		repeatable: 'safe',
	});
	const { uploadUrl, publicUrl } = asObject(body);
	const [address, url] = [asText(uploadUrl), asText(publicUrl)];
	if (address === null || url === null) {
		throw unreadable('The answer does not say where to upload the file, or where it is then', 'none');
	}
	await wire.upload({ method: 'PUT', to: { address }, file, headers: { 'content-type': contentType } });
	return url;
}
