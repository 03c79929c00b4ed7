import { asList, asNumber, asObject, asText, type JsonObject } from '../../domain/json';
import type { MediaFile } from '../../domain/mediaFile';
import { UNKNOWN_MEDIA, type MediaInHand } from '../../domain/post';
import { orVendorError } from '../../transport/answers';
import { pathSegment } from '../../transport/pathSegment';
import { VendorError } from '../../transport/vendorError';
import type { UploadRequest, Wire } from '../../transport/wire';
import { dataOf, unreadable } from './answers';
import { checkSize, contentTypeOf } from './mediaLimits';
import { learnMore, type LibraryMedia } from './mediaReading';

const FORM_TYPE = 'multipart/form-data';
const FORM_FIELD = 'file';

/** A file that the vendor has all bytes of; it may still be at work on it. */
export interface Uploaded {
	readonly media: LibraryMedia;
	readonly raw: JsonObject;
}

/**
 * Asks for an address, streams the file there and says that it is there. A second try leaves at worst a file that nothing
 * uses, so each step may be repeated.
 *
 * @throws InputError when the vendor takes less than its documentation says
 * @throws VendorError when the file did not arrive
 */
export async function uploadFile(wire: Wire, { file, type }: MediaInHand): Promise<Uploaded> {
	const contentType = contentTypeOf(file);
	const { body } = await wire.send({
		method: 'POST',
		path: '/media/upload',
		body: { filename: file.filename, content_type: contentType, size: file.sizeBytes },
		repeatable: 'safe',
	});
	const raw = dataOf(body);
	const id = asText(raw.media_id) ?? asText(asList(raw.media_ids)[0]);
	const address = asText(raw.upload_url);
	if (id === null || address === null) throw unreadable('The answer holds no upload address', 'none', body);
	checkSize(file, asNumber(raw.max_size) ?? Infinity, 'this file');

	const sent = await orVendorError(wire.upload({ ...wayOf(raw, contentType), to: { address }, file }));
	if (sent instanceof VendorError && sent.facts.cause === 'cancelled') throw sent;
	const media: LibraryMedia = {
		...UNKNOWN_MEDIA,
		id,
		type,
		status: 'uploading',
		filename: file.filename,
		mimeType: contentType,
		sizeBytes: file.sizeBytes,
	};
	return await complete(wire, { media, raw }, file, sent instanceof VendorError ? sent : null);
}

/** How the vendor wants the bytes; where it does not say, as its documentation has it (images: a form). */
function wayOf(raw: JsonObject, contentType: string): Pick<UploadRequest, 'method' | 'field' | 'headers'> {
	const told = asObject(raw.upload_method);
	const type = asText(told.content_type) ?? (contentType.startsWith('image/') ? FORM_TYPE : contentType);
	const field = asText(told.field_name) ?? (type.startsWith(FORM_TYPE) ? FORM_FIELD : null);
	const method = asText(told.method) ?? (field === null ? 'PUT' : 'POST');
	return {
		method: method.toUpperCase() === 'PUT' ? 'PUT' : 'POST',
		...(field === null ? { headers: { 'content-type': type } } : { field }),
	};
}

/**
 * A storage may take an address once only, and refuse the second try after a lost answer: whether the file is there the
 * vendor knows, so it is asked also after a failure.
 *
 * @param failure what sending the bytes ended with; `null` when it went well
 */
async function complete(
	wire: Wire,
	{ media, raw }: Uploaded,
	{ sizeBytes }: MediaFile,
	failure: VendorError | null,
): Promise<Uploaded> {
	const path = `/media/${pathSegment(media.id)}/complete`;
	const answer = await orVendorError(wire.send({ method: 'POST', path, repeatable: 'safe' }));
	if (answer instanceof VendorError) {
		// Said before, and the answer was lost: how far the file is can be asked for.
		if (failure === null && answer.facts.cause === 'conflict') return { media, raw };
		throw failure ?? answer;
	}
	const told = dataOf(answer.body);
	const arrived = asNumber(told.size) ?? sizeBytes;
	if (failure !== null && arrived !== sizeBytes) throw failure;
	return { media: learnMore(media, told), raw: told };
}
