import { asBoolean, asNumber, asObject, asText } from '../../domain/json';
import type { Post } from '../../domain/post';
import { toIsoUtc } from '../../domain/time';
import { readEntries } from '../../transport/answers';
import type { Wire } from '../../transport/wire';
import type { ChangedPosts, PostCursor, WatchOperations, WatchOptions } from '../provider';
import { dataOf, requireList, unreadable } from './answers';
import { postStatusWords } from './mapping';
import { readPost } from './postReading';

/** The vendor's largest page. */
const PAGE_SIZE = 100;

/** How far a reading goes back behind the one before it: for changes that the vendor's list shows late. */
const OVERLAP_MS = 120_000;

/** By so much overlap the pages of posts that share their moment. */
const SHARED_ENTRIES = 5;

const SETTLED = postStatusWords(['published', 'partiallyPublished', 'failed']).join(',');

export const watch: WatchOperations = { changedPosts };

/** Where to go on. All times are the vendor's, as ISO 8601 UTC. */
interface Place {
	/** The first reading; `null`: there was no post, and the vendor told no time. */
	readonly since: string | null;
	/** What changed before this has been read. */
	readonly from: string | null;
	/** While pages are left over from the reading before: posts of this moment that were read, and the last of them. */
	readonly skip?: number;
	readonly last?: string;
	/** The vendor's time at the beginning of a reading that is not finished. */
	readonly until?: string;
}

/**
 * Asks for settled posts with `updated_after`, the longest unchanged first, and goes on from the time of the last one
 * instead of by offset: posts that change meanwhile move to the end of the list, where they are found. Posts that share a
 * time to the millisecond and fill more than a page are read by offset, each page overlapping the one before; when nothing
 * of the overlap comes again, that moment is read from its beginning.
 *
 * Inferred: `updated_at` moves when a destination goes live or fails (so in the vendor's example of a post), also after a
 * retry; if it did not, such a post would not be found. The list shows a change within two minutes of its time; a later
 * one would be missed. Posts of the same millisecond keep their order between two calls; if not, and only when there are
 * more than 100 of them, one could be missed.
 *
 * Costs one call when little changed (the last two minutes are read again), and one for each further 100 changed posts.
 */
async function changedPosts(
	wire: Wire,
	cursor: PostCursor | null,
	options: WatchOptions,
): Promise<ChangedPosts> {
	if (cursor === null) return await findNow(wire);
	let place = readPlace(cursor);
	let wasReadAgain = false;
	const posts = new Map<string, Post>();
	for (let calls = 0; calls === 0 || calls < options.maxCalls; calls++) {
		const page = await readPage(wire, place);
		place = { ...place, until: place.until ?? page.at ?? undefined };
		if (!wasReadAgain && place.last !== undefined && !page.posts.some(({ id }) => id === place.last)) {
			wasReadAgain = true;
			place = { ...place, skip: undefined, last: undefined };
			continue;
		}
		for (const post of page.posts) posts.set(post.id, post);
		const last = page.posts.at(-1);
		if (page.isLast || last === undefined) {
			const { since } = place;
			const from = behind(place.until ?? last?.updatedAt ?? place.from, options.lookbackMs);
			const cursorNow = { since, from: from !== null && since !== null && from < since ? since : from };
			return { posts: [...posts.values()], cursor: cursorNow, isComplete: true };
		}
		place = placeAfter(place, page.posts.length, last);
	}
	return { posts: [...posts.values()], cursor: { ...place }, isComplete: false };
}

/** The first reading: nothing that changed before the vendor's present time is of interest. */
async function findNow(wire: Wire): Promise<ChangedPosts> {
	const { at, posts } = await readPage(wire, { since: null, from: null }, { order: 'desc', limit: 1 });
	const now = at ?? posts[0]?.updatedAt ?? null;
	return { posts: [], cursor: { since: now, from: now }, isComplete: true };
}

/** Whether `updated_after` itself belongs to what is found is not documented, so a millisecond more is asked for. */
function placeAfter({ since, from, skip = 0, until }: Place, read: number, last: Post): Place {
	const next = last.updatedAt === null ? null : shift(last.updatedAt, -1);
	return next !== null && (from === null || next > from)
		? { since, from: next, until }
		: { since, from, skip: skip + Math.max(1, read - SHARED_ENTRIES), last: last.id, until };
}

interface Page {
	readonly posts: readonly Post[];
	readonly isLast: boolean;
	/** The vendor's clock; `null` when the answer does not tell it. */
	readonly at: string | null;
}

async function readPage(wire: Wire, { from, skip = 0 }: Place, newest?: NewestFirst): Promise<Page> {
	const { body } = await wire.send({
		method: 'GET',
		path: '/posts',
		query: {
			status: SETTLED,
			updated_after: from ?? undefined,
			sort: 'updated_at',
			order: newest?.order ?? 'asc',
			limit: newest?.limit ?? PAGE_SIZE,
			offset: skip,
		},
		repeatable: 'safe',
	});
	const listed = requireList(body, 'posts');
	const posts = readEntries(listed, readPost).map(({ item }) => item);
	const { has_more: hasMore, total, limit: told } = asObject(dataOf(body).pagination);
	const limit = asNumber(told) ?? newest?.limit ?? PAGE_SIZE;
	const isLast = !(asBoolean(hasMore) ?? listed.length >= limit);
	const promised = Math.min(limit, Math.max(0, (asNumber(total) ?? (isLast ? 0 : limit + skip)) - skip));
	if (posts.length < Math.max(promised, listed.length))
		throw unreadable('The list of posts is cut short', 'none', body);
	return { posts, isLast, at: toIsoUtc(asObject(asObject(body).meta).timestamp) };
}

interface NewestFirst {
	readonly order: 'desc';
	readonly limit: number;
}

function readPlace(cursor: PostCursor): Place {
	const { since, from, skip, last, until } = asObject(cursor);
	return {
		since: toIsoUtc(since),
		from: toIsoUtc(from),
		skip: asNumber(skip) ?? undefined,
		last: asText(last) ?? undefined,
		until: toIsoUtc(until) ?? undefined,
	};
}

function behind(time: string | null, lookbackMs: number): string | null {
	return time === null ? null : shift(time, -Math.min(OVERLAP_MS, lookbackMs));
}

function shift(time: string, milliseconds: number): string {
	return new Date(Date.parse(time) + milliseconds).toISOString();
}
