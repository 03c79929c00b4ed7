import { asNumber, asText, type JsonObject } from '../../domain/json';
import { UNKNOWN_MEDIA, type Media, type MediaSource } from '../../domain/post';
import { ownError } from '../../transport/answers';
import type { VendorError } from '../../transport/vendorError';
import type { Wire } from '../../transport/wire';
import { dataOf, refused, unreadable } from './answers';
import { readMediaType } from './mapping';

/** A file in the vendor's library. */
export type StoredMedia = Media & { readonly id: string };

/** The vendor imports images within the call, and videos within a minute or two. */
const LONGEST_WAIT_MS = 120_000;
const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 15_000;

interface Import {
	readonly source: MediaSource;
	readonly media: StoredMedia;
	/** Why it failed, where the vendor says so. */
	readonly error: string | null;
}

/**
 * Brings media from public URLs into the vendor's library and waits until all can be attached to a post. An import done
 * twice leaves a file that nothing uses, so it may be repeated.
 *
 * @throws VendorError when one cannot be imported or takes longer than two minutes; no post has been made then
 */
export async function importMedia(wire: Wire, sources: readonly MediaSource[]): Promise<StoredMedia[]> {
	let imports: Import[] = [];
	// One after the other: a refused file then ends it before the next is fetched.
	for (const source of sources) imports.push(await startImport(wire, source));

	let pauseMs = FIRST_PAUSE_MS;
	let waitedMs = 0;
	for (;;) {
		const failed = imports.find(({ media }) => media.status === 'failed');
		if (failed) throw importFailed(failed);
		const waiting = imports.find(({ media }) => media.status !== 'ready');
		if (!waiting) return imports.map(({ media }) => media);
		if (waitedMs >= LONGEST_WAIT_MS) throw importTooSlow(waiting);

		const nextMs = Math.min(pauseMs, LONGEST_WAIT_MS - waitedMs);
		await wire.sleep(nextMs);
		waitedMs += nextMs;
		pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS);
		imports = await Promise.all(imports.map((one) => refresh(wire, one)));
	}
}

/** What the vendor tells of a file. `media_status` is the word of its clients, `status` that of its documentation. */
export function readMedia(raw: JsonObject): Media {
	return {
		...UNKNOWN_MEDIA,
		id: asText(raw.media_id) ?? asText(raw.id),
		type: readMediaType(raw.type),
		url: asText(raw.url),
		status: asText(raw.media_status) ?? asText(raw.status),
		filename: asText(raw.filename),
		mimeType: asText(raw.content_type),
		sizeBytes: asNumber(raw.size),
		width: asNumber(raw.width),
		height: asNumber(raw.height),
		durationSeconds: asNumber(raw.duration),
	};
}

async function startImport(wire: Wire, source: MediaSource): Promise<Import> {
	const { body } = await wire.send({
		method: 'POST',
		path: '/media/upload-from-url',
		body: { url: source.url },
		repeatable: 'safe',
	});
	const raw = dataOf(body);
	const media = readMedia(raw);
	if (media.id === null) throw unreadable('The answer holds no media ID', 'none', body);
	return {
		source,
		media: { ...media, id: media.id, type: media.type ?? source.type, url: media.url ?? source.url },
		error: asText(raw.error_message),
	};
}

/** Looks again at a file that is not ready yet. */
async function refresh(wire: Wire, one: Import): Promise<Import> {
	const { source, media: before } = one;
	if (before.status === 'ready') return one;
	const { body } = await wire.send({
		method: 'GET',
		path: `/media/${encodeURIComponent(before.id)}`,
		repeatable: 'safe',
	});
	const raw = dataOf(body);
	const now = readMedia(raw);
	return {
		source,
		media: { ...now, id: before.id, type: now.type ?? before.type, url: now.url ?? before.url },
		error: asText(raw.error_message),
	};
}

/** Without the query: that is where signed addresses keep their secret. */
function addressOf({ source }: Import): string {
	if (!URL.canParse(source.url)) return 'the file';
	const { origin, pathname } = new URL(source.url);
	return `${origin}${pathname}`;
}

function importFailed(failed: Import): VendorError {
	const reason = failed.error === null ? '' : `: ${failed.error}`;
	return refused(
		`PostEverywhere could not import ${addressOf(failed)}${reason}`,
		'Check that the address opens without a login and leads to an image or an MP4 video itself, not to a page. No post was made.',
	);
}

function importTooSlow(waiting: Import): VendorError {
	return ownError({
		provider: 'postEverywhere',
		cause: 'unavailable',
		message: `PostEverywhere is still importing ${addressOf(waiting)} after ${LONGEST_WAIT_MS / 1000} seconds`,
		advice: 'No post was made. Try again in a few minutes, or use a smaller video.',
		retryable: true,
	});
}
