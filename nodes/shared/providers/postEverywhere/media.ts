import { asText, type JsonObject } from '../../domain/json';
import {
	UNKNOWN_MEDIA,
	type Media,
	type MediaAtUrl,
	type MediaInHand,
	type MediaSource,
} from '../../domain/post';
import { orVendorError, ownError } from '../../transport/answers';
import { pathSegment } from '../../transport/pathSegment';
import { sideBySide } from '../../transport/sideBySide';
import { VendorError } from '../../transport/vendorError';
import type { Wire } from '../../transport/wire';
import type { Found } from '../provider';
import { dataOf, refused, unreadable } from './answers';
import { checkSource } from './mediaLimits';
import { learnMore, libraryMediaOf, readMedia, type LibraryMedia } from './mediaReading';
import { uploadFile } from './uploadFile';

/** The vendor takes images within the call, and videos within minutes; how long at most it does not say. */
const LONGEST_WAIT_MS = 300_000;
const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 15_000;
/** Files that are sent at the same time. */
const FILES_AT_ONCE = 3;

/** A file on its way into the library. */
interface Arrival {
	/** What the file is called in messages. */
	readonly name: string;
	readonly media: LibraryMedia;
	readonly isReady: boolean;
	/** Why it failed, where the vendor says so. */
	readonly error: string | null;
	readonly raw: JsonObject;
}

/**
 * Brings all media of a post into the vendor's library, in order, and waits until all can be attached.
 *
 * @param unless what the error says has not happened, e.g. `No post was made.`
 * @throws InputError for media that cannot be right, before any call
 * @throws VendorError when one fails or takes longer than five minutes
 */
export async function storeMedia(
	wire: Wire,
	sources: readonly MediaSource[],
	unless: string,
): Promise<LibraryMedia[]> {
	const stored = await orVendorError(store(wire, sources));
	if (!(stored instanceof VendorError)) return stored.map(({ media }) => media);
	const { advice } = stored.facts;
	throw new VendorError({
		...stored.facts,
		advice: advice.startsWith(unless) ? advice : `${unless} ${advice}`,
	});
}

/** The same for one file that no post waits for. */
export async function uploadMedia(wire: Wire, source: MediaAtUrl | MediaInHand): Promise<Found<Media>> {
	const [stored] = await store(wire, [source]);
	if (stored === undefined) throw new Error('A file was stored and is not there');
	return { item: stored.media, raw: stored.raw };
}

/** A file of the library that was just made there. */
export async function waitForMedia(wire: Wire, mediaId: string): Promise<LibraryMedia> {
	const media: LibraryMedia = { ...UNKNOWN_MEDIA, id: mediaId };
	const arrival: Arrival = { name: mediaId, media, isReady: false, error: null, raw: {} };
	const [ready] = await waitForAll(wire, [await look(wire, arrival)]);
	return ready?.media ?? media;
}

async function store(wire: Wire, sources: readonly MediaSource[]): Promise<Arrival[]> {
	sources.forEach(checkSource);
	return await waitForAll(
		wire,
		await sideBySide(sources, FILES_AT_ONCE, async (source) => await begin(wire, source)),
	);
}

async function begin(wire: Wire, source: MediaSource): Promise<Arrival> {
	if (source.source === 'mediaId') {
		return { name: source.mediaId, media: libraryMediaOf(source), isReady: true, error: null, raw: {} };
	}
	if (source.source === 'binary') {
		const { media, raw } = await uploadFile(wire, source);
		return arrivalOf(source.file.filename, media, raw);
	}
	return await startImport(wire, source);
}

/** An import done twice leaves a file that nothing uses, so it may be repeated. */
async function startImport(wire: Wire, { url, type }: MediaAtUrl): Promise<Arrival> {
	const { body } = await wire.send({
		method: 'POST',
		path: '/media/upload-from-url',
		body: { url },
		repeatable: 'safe',
	});
	const raw = dataOf(body);
	const { id } = readMedia(raw);
	if (id === null) throw unreadable('The answer holds no media ID', 'none', body);
	return arrivalOf(withoutQuery(url), learnMore({ ...UNKNOWN_MEDIA, id, type, url }, raw), raw);
}

function arrivalOf(name: string, media: LibraryMedia, raw: JsonObject): Arrival {
	return { name, media, isReady: media.status === 'ready', error: asText(raw.error_message), raw };
}

/** Waits with longer and longer pauses. */
async function waitForAll(wire: Wire, begun: readonly Arrival[]): Promise<Arrival[]> {
	let arrivals = [...begun];
	let pauseMs = FIRST_PAUSE_MS;
	let waitedMs = 0;
	for (;;) {
		const failed = arrivals.find(({ media }) => media.status === 'failed');
		if (failed) throw mediaFailed(failed);
		const waiting = arrivals.find(({ isReady }) => !isReady);
		if (!waiting) return arrivals;
		if (waitedMs >= LONGEST_WAIT_MS) throw mediaTooSlow(waiting);

		const nextMs = Math.min(pauseMs, LONGEST_WAIT_MS - waitedMs);
		await wire.sleep(nextMs);
		waitedMs += nextMs;
		pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS);
		arrivals = await sideBySide(arrivals, FILES_AT_ONCE, async (one) => await look(wire, one));
	}
}

/** Looks again at a file that is not ready yet. */
async function look(wire: Wire, one: Arrival): Promise<Arrival> {
	if (one.isReady) return one;
	const path = `/media/${pathSegment(one.media.id)}`;
	const { body } = await wire.send({ method: 'GET', path, repeatable: 'safe' });
	const raw = dataOf(body);
	return arrivalOf(one.name, learnMore(one.media, raw), raw);
}

/** The query is where signed addresses keep their secret. */
function withoutQuery(url: string): string {
	if (!URL.canParse(url)) return 'the file';
	const { origin, pathname } = new URL(url);
	return `${origin}${pathname}`;
}

function mediaFailed({ name, error }: Arrival): VendorError {
	return refused(
		`PostEverywhere could not take ${name}${error === null ? '' : `: ${error}`}`,
		'Check that it is an image, video or document that opens; an address must lead, without a login, to an image or an MP4 video itself, not to a page.',
	);
}

function mediaTooSlow({ name, media }: Arrival): VendorError {
	return ownError({
		provider: 'postEverywhere',
		cause: 'unavailable',
		message: `PostEverywhere is still at work on ${name} after ${LONGEST_WAIT_MS / 1000} seconds`,
		advice: `Try again in a few minutes with the media ID ${media.id}, so that the file is not sent twice.`,
		retryable: true,
	});
}
