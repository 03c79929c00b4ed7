import type { MediaSource } from '../../domain/post';
import { VendorError } from '../../transport/vendorError';
import { isMediaTaken } from './mapping';

/** @throws VendorError of cause `invalid` for media that the vendor does not take */
export function checkMedia(media: readonly MediaSource[]): void {
	const refused = media.find((one) => !isMediaTaken(one));
	if (refused !== undefined) throw refusedMedia(refused);
}

/** What the person asked for and the vendor has no place for. */
export function leftOut(media: readonly MediaSource[]): string[] {
	return media.some(({ altText }) => altText !== null)
		? ['SocialSyncerAPI has no place for an alternative text of media; it was left out.']
		: [];
}

function refusedMedia(media: MediaSource): VendorError {
	return new VendorError({
		provider: 'socialSyncer',
		cause: 'invalid',
		message:
			media.type === null
				? `The type of the media could not be told from its address: ${media.url}`
				: `SocialSyncerAPI does not take media of the type ${media.type}: ${media.url}`,
		advice: 'Set the type of the media to image, video or GIF. Nothing was sent.',
		code: null,
		httpCode: null,
		requestId: null,
		retryable: false,
		outcome: 'none',
	});
}
