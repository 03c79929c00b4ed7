import { ownError } from '../../transport/answers';
import { pathSegment } from '../../transport/pathSegment';
import type { Wire } from '../../transport/wire';
import type { Found } from '../provider';
import { notFound, objectOf, unlessNotFound, unreadable } from './answers';
import { type IdentifiedMedia, readMedia } from './mediaReading';

export type FoundMedia = Found<IdentifiedMedia>;

/** A file that can be used in a post. */
export type ReadyMedia = Found<IdentifiedMedia & { readonly url: string }>;

/** How long a file may take until it has an address. */
export const MAX_WAIT_MS = 5 * 60_000;
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 10_000;

/**
 * A file of the vendor's library. Contract: `GET /media/{id}`.
 *
 * @throws VendorError of cause `notFound` when there is none
 */
export async function getMedia(wire: Wire, mediaId: string): Promise<FoundMedia> {
	const response = await unlessNotFound(
		wire.send({ method: 'GET', path: `/media/${pathSegment(mediaId)}`, repeatable: 'safe' }),
	);
	if (response === null) {
		throw notFound(
			`The library of SmartlyQ has no file with the ID ${mediaId}`,
			'Check the Media ID: the file may have been deleted, or belong to another profile than the credential names.',
		);
	}
	const raw = objectOf(response.body);
	const item = readMedia(raw);
	if (item === null) throw unreadable(`The answer does not hold the file ${mediaId}`, 'none');
	return { item, raw };
}

/**
 * The file as soon as it has an address: an uploaded file gets it some time after its bytes have arrived.
 *
 * @throws VendorError when it has none within `MAX_WAIT_MS`, or the execution is cancelled meanwhile
 */
export async function waitForAddress(wire: Wire, mediaId: string): Promise<ReadyMedia> {
	let waitedMs = 0;
	for (let waitMs = FIRST_WAIT_MS; ; waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS)) {
		const found = await getMedia(wire, mediaId);
		if (isReady(found)) return found;
		if (waitedMs + waitMs > MAX_WAIT_MS) throw stillWithout(mediaId);
		await wire.sleep(waitMs);
		waitedMs += waitMs;
	}
}

export function isReady(found: FoundMedia): found is ReadyMedia {
	return found.item.url !== null;
}

function stillWithout(mediaId: string): Error {
	return ownError({
		provider: 'smartlyQ',
		cause: 'unavailable',
		message: `SmartlyQ has given the file ${mediaId} no address within ${MAX_WAIT_MS / 60_000} minutes`,
		advice: `It may be of a kind that SmartlyQ cannot process. Use its Media ID ${mediaId} some minutes later, or upload the file again.`,
		retryable: true,
	});
}
