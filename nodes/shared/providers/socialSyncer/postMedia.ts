import { InputError } from '../../domain/inputError';
import type { MediaAtUrl, MediaInHand, MediaSource, MediaType } from '../../domain/post';
import { sideBySide } from '../../transport/sideBySide';
import { VendorError } from '../../transport/vendorError';
import type { Wire } from '../../transport/wire';
import { MEDIA_TYPES } from './mapping';
import { checkFile, typeOfFile, uploadFile } from './uploadMedia';

/** Media of a post as the vendor takes them; it has no place for an alternative text. */
type MediaItem = Readonly<Record<'type' | 'url', string>>;

type TakenMedia = (MediaAtUrl | MediaInHand) & { readonly type: MediaType };

const UPLOADS_AT_ONCE = 3;

/** @throws InputError for what the vendor does not take; nothing was sent */
export function checkMedia(media: readonly MediaSource[]): TakenMedia[] {
	return media.map(checkOne);
}

function checkOne(media: MediaSource): TakenMedia {
	if (media.source === 'mediaId') {
		throw new InputError(
			'Media',
			'SocialSyncerAPI has no IDs of media',
			'Choose URL as the source, and use the URL that Upload Media returned.',
		);
	}
	if (media.source === 'binary') checkFile(media.file);
	const type = media.type ?? (media.source === 'binary' ? typeOfFile(media.file) : null);
	if (type !== null && MEDIA_TYPES.includes(type)) return { ...media, type };
	throw new InputError(
		'Media',
		type === null
			? `The type of the media could not be told from its address: ${nameOf(media)}`
			: `SocialSyncerAPI does not take media of the type ${type}: ${nameOf(media)}`,
		'Set the type of the media to image, video or GIF.',
	);
}

/** Without what may let others in. */
function nameOf(media: MediaAtUrl | MediaInHand): string {
	return media.source === 'binary' ? media.file.filename : (media.url.split(/[?#]/)[0] ?? '');
}

/**
 * The media of a post in their order, those in hand uploaded.
 *
 * @param consequence of a failing upload, e.g. `no post was made`
 * @throws VendorError that says so
 */
export async function placeMedia(
	wire: Wire,
	media: readonly TakenMedia[],
	consequence: string,
): Promise<MediaItem[]> {
	return await sideBySide(media, UPLOADS_AT_ONCE, async (one) => {
		if (one.source === 'url') return { type: one.type, url: one.url };
		const url = await uploadFile(wire, one.file).catch((reason: unknown) =>
			Promise.reject(
				reason instanceof VendorError ? failedUpload(reason, one.file.filename, consequence) : reason,
			),
		);
		return { type: one.type, url };
	});
}

function failedUpload({ facts }: VendorError, filename: string, consequence: string): VendorError {
	const message = `${filename} could not be uploaded, so ${consequence}: ${facts.message}`;
	return new VendorError({ ...facts, message });
}
