import { asText, type JsonObject } from '../../domain/json';
import type { MediaInHand, MediaSource } from '../../domain/post';
import { VendorError } from '../../transport/vendorError';
import { orVendorError } from '../../transport/answers';
import { sideBySide } from '../../transport/sideBySide';
import type { Wire } from '../../transport/wire';
import { unreadable } from './answers';
import { mediaAtUrl, type ItemMedia } from './itemMedia';
import { readFile, storedFile, uploadFile } from './mediaManager';

/** Files that are looked up or uploaded at the same time. */
const FILES_AT_ONCE = 3;

/** What a failure means for the post that the media are for. */
export type Consequence = 'No post was made.' | 'The post was not changed.';

/** Media of which all is known but the address of what is still to be uploaded, which is empty. */
export interface PlannedMedia extends ItemMedia {
	/** `null`: there is nothing to upload. */
	readonly inHand: MediaInHand | null;
}

/**
 * What is known of media before anything is uploaded, so that an item can be checked first: posts take addresses, so
 * that of a file in the library is looked up.
 *
 * @throws VendorError with what it means for the post
 */
export async function planMedia(
	wire: Wire,
	sources: readonly MediaSource[],
	consequence: Consequence,
): Promise<readonly PlannedMedia[]> {
	return await sideBySide(sources, FILES_AT_ONCE, async (source): Promise<PlannedMedia> => {
		if (source.source === 'url') return { ...mediaAtUrl(source), inHand: null };
		if (source.source === 'binary') {
			return { name: source.file.filename, type: source.type, url: '', fileId: null, inHand: source };
		}
		const { mediaId } = source;
		const media = await orConsequence(storedFile(wire, mediaId), mediaId, consequence);
		return { ...media, type: source.type ?? media.type, inHand: null };
	});
}

/**
 * Uploads what is still in hand.
 *
 * @throws VendorError with what it means for the post
 */
export async function uploadPlanned(
	wire: Wire,
	planned: readonly PlannedMedia[],
	consequence: Consequence,
): Promise<readonly ItemMedia[]> {
	return await sideBySide(planned, FILES_AT_ONCE, async ({ inHand, ...media }) => {
		if (inHand === null) return media;
		const placed = await orConsequence(uploadFile(wire, inHand.file), media.name, consequence);
		return { ...placed, type: media.type };
	});
}

function mediaFrom(file: JsonObject, name: string): ItemMedia {
	const url = asText(file.url);
	if (url === null) throw unreadable(`The answer does not say where ${name} is`, 'none');
	return { name, type: readFile(file).type, url, fileId: asText(file.id) };
}

async function orConsequence(
	file: Promise<JsonObject>,
	name: string,
	consequence: Consequence,
): Promise<ItemMedia> {
	const placed = await orVendorError(
		file.then((found) => mediaFrom(found, name)),
		({ facts }) => facts.cause !== 'cancelled',
	);
	if (!(placed instanceof VendorError)) return placed;
	const advice = placed.facts.advice.replace(/^No post was made\. /, '');
	throw new VendorError({ ...placed.facts, outcome: 'none', advice: `${consequence} ${advice}` });
}
