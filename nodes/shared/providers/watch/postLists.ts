import type { Post, PostStatus } from '../../domain/post';
import type { VendorResponse, Wire } from '../../transport/wire';

/** One page of a vendor's list of posts. */
export interface ListPage {
	readonly posts: readonly Post[];
	/** Posts in the whole list; `null` where the vendor does not count them. */
	readonly total: number | null;
	readonly isLast: boolean;
	/** When the vendor gave the answer, by its own clock, in milliseconds since 1970; `null` when it does not tell. */
	readonly atMs: number | null;
}

/** Which list is read. */
export interface ListWish {
	/** `null`: posts of every status. */
	readonly status: PostStatus | null;
	/** Counted from 0. */
	readonly page: number;
}

/**
 * What a vendor offers for finding changed posts that cannot be asked what has changed: lists by page, the newest posts
 * first as far as known, and single posts.
 */
export interface PostLists {
	readonly pageSize: number;
	/** The statuses whose posts it lists and counts, `scheduled` first. */
	readonly statuses: readonly [PostStatus, ...PostStatus[]];
	/** How many of those lists are looked at in one reading, by turns. */
	readonly listsAtOnce: number;
	/** How many posts `look` reads with one call. */
	readonly looksAtOnce: number;
	/**
	 * @returns `null` when the vendor does not take that status
	 * @throws VendorError also for a page that is cut short
	 */
	read(wire: Wire, wish: ListWish): Promise<ListPage | null>;
	/** The posts with those IDs; those that are gone are left out. */
	look(wire: Wire, ids: readonly string[]): Promise<readonly Post[]>;
	/** Settled posts that were due from then on (ISO 8601), the earliest first; `null` when the vendor does not take that. */
	readDue?(wire: Wire, from: string, page: number): Promise<ListPage | null>;
	/** When a settled post went live or failed, as far as the vendor tells. */
	settledAt(post: Post): string | null;
}

/** What an answer holds of a list, before it is trusted. */
interface Received {
	/** Entries of the answer, and those of them that could be read. */
	readonly listed: number;
	readonly posts: readonly Post[];
	readonly total: number | null;
	/** Entries before this page, and in a full one. */
	readonly offset: number;
	readonly pageSize: number;
}

/** Whether posts are missing on a page: fewer than the list must have there, or some that cannot be read. */
export function isCutShort({ listed, posts, total, offset, pageSize }: Received): boolean {
	const promised = Math.min(pageSize, Math.max(0, (total ?? 0) - offset));
	return posts.length < listed || listed < promised;
}

/** When an answer was given by the vendor's own clock (`Date`, whole seconds), in milliseconds since 1970. */
export function vendorTimeOf({ headers }: VendorResponse): number | null {
	const told = Date.parse(headers.date ?? '');
	return Number.isNaN(told) ? null : told;
}

/** Statuses as one letter, for a small memory. All that is of no interest is `o`. */
export type Letter = 'd' | 's' | 'g' | 'p' | 'q' | 'f' | 'o';

const LETTERS: Readonly<Partial<Record<PostStatus, Letter>>> = {
	draft: 'd',
	scheduled: 's',
	publishing: 'g',
	published: 'p',
	partiallyPublished: 'q',
	failed: 'f',
};

export function letterOf(status: PostStatus): Letter {
	return LETTERS[status] ?? 'o';
}

export function isSettled(letter: string): boolean {
	return letter === 'p' || letter === 'q' || letter === 'f';
}
