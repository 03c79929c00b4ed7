import type { MediaSource } from '../../domain/post';
import { sideBySide } from '../../transport/sideBySide';
import { VendorError } from '../../transport/vendorError';
import type { Wire } from '../../transport/wire';
import { waitForAddress } from './storedMedia';
import { uploadFile } from './uploadMedia';

/** Files that are worked on at the same time. */
const FILES_AT_ONCE = 3;

/**
 * The addresses of media, in their order, for the vendor's posts take no IDs: files are uploaded, those of the library
 * looked up. When one fails, no other is begun.
 *
 * @param unharmed what a failure says of the post, e.g. `No post was made.`
 */
export async function addressesOf(
	wire: Wire,
	media: readonly MediaSource[],
	unharmed: string,
): Promise<string[]> {
	return await sideBySide(
		media,
		FILES_AT_ONCE,
		async (source) =>
			await addressOf(wire, source).catch((error: unknown) =>
				Promise.reject(explained(error, source, unharmed)),
			),
	);
}

async function addressOf(wire: Wire, source: MediaSource): Promise<string> {
	switch (source.source) {
		case 'url':
			return source.url;
		case 'mediaId':
			return (await waitForAddress(wire, source.mediaId)).item.url;
		case 'binary':
			return (await uploadFile(wire, source.file)).item.url;
	}
}

/** The transport speaks of a post that was not made wherever a storage refuses. */
const TOLD_BY_TRANSPORT = /^No post was made\. /;

function explained(error: unknown, source: MediaSource, unharmed: string): Error {
	if (!(error instanceof VendorError) || error.facts.cause === 'cancelled') return error as Error;
	const { message, advice } = error.facts;
	const of = source.source === 'binary' ? `Upload of ${source.file.filename}: ` : '';
	return new VendorError({
		...error.facts,
		message: `${of}${message}`,
		advice: `${unharmed} ${advice.replace(TOLD_BY_TRANSPORT, '')}`,
		outcome: 'none',
	});
}
