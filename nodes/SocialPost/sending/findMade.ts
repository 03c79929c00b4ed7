import type { Post, PostDraft } from '../../shared/domain/post';
import type { ItemCall } from '../../shared/face/operation';
import type { Found } from '../../shared/providers/provider';
import { isOfAnother } from './made';

/** A post may take a moment to show up in the list. */
const LOOK_UP_WAITS_MS = [500, 1_500, 3_000] as const;

const LOOK_UP_PAGE_SIZE = 100;
const GATHERING_MS = 250;

/** Some vendors keep a time to the second or minute. */
const SAME_TIME_MS = 60_000;

/** How far is searched: where the provider sorts by creation, the newest; otherwise it may stand on any page. */
const SORTED_PAGES = 3;
const UNSORTED_PAGES = 100;
const PAGES_AT_ONCE = 10;

/** The vendor's clock and ours may differ by this much. */
export const CLOCK_SKEW_MS = 120_000;

/** By what a post is known again. */
export type Sought = Pick<PostDraft, 'text' | 'accounts' | 'scheduledAt'>;

/** A draft that may or may not have become a post. */
export interface Unclear {
	readonly draft: Sought;
	/** ISO 8601 UTC: it cannot have been made before. */
	readonly since: string;
}

type Looking = Pick<ItemCall, 'provider' | 'wire' | 'run'>;

/**
 * The post that a draft became, by caption, accounts and time; `undefined` when there is none after some patience. A look
 * that fails finds nothing: what matters is that nobody knows.
 *
 * @throws VendorError `cancelled` when the execution ends meanwhile
 */
export async function findMade(looking: Looking, unclear: Unclear): Promise<Found<Post> | undefined> {
	const isWanted = ({ item }: Found<Post>) => !isOfAnother(item, unclear.draft) && isPostOf(unclear, item);
	for (const waitMs of LOOK_UP_WAITS_MS) {
		await looking.wire.sleep(waitMs);
		const match = (await lookTogether(looking, unclear.since)).find(isWanted);
		if (match) return match;
	}
	return undefined;
}

interface Look {
	/** The earliest time that anybody in it asks for. */
	since: string;
	readonly posts: Promise<ReadonlyArray<Found<Post>>>;
}

/** Items that look at about the same time share one reading of the list; it starts after all of them have asked. */
async function lookTogether(looking: Looking, since: string): Promise<ReadonlyArray<Found<Post>>> {
	const { run, wire } = looking;
	const waiting = run.get('look') as Look | undefined;
	if (waiting) {
		if (since < waiting.since) waiting.since = since;
		return await waiting.posts;
	}
	const gathering = wire.sleep(GATHERING_MS);
	const look: Look = {
		since,
		posts: gathering.then(async () => {
			run.delete('look');
			return await readMadeSince(looking, look.since, { onlyNewest: true }).catch(() => []);
		}),
	};
	run.set('look', look);
	return await look.posts;
}

/** Posts made since then, in no order; `onlyNewest`: where that says enough. */
export async function readMadeSince(
	{ provider, wire }: Pick<Looking, 'provider' | 'wire'>,
	since: string,
	{ onlyNewest = false } = {},
): Promise<Array<Found<Post>>> {
	const query = { createdAfter: since, sort: { field: 'createdAt', direction: 'desc' } } as const;
	const isSorted = provider.posts.sortsBy.includes('createdAt');
	const lastPage = !onlyNewest ? Infinity : isSorted ? SORTED_PAGES : UNSORTED_PAGES;
	const atOnce = isSorted ? 1 : PAGES_AT_ONCE;
	const found: Array<Found<Post>> = [];
	let pages = 0;
	for await (const page of provider.posts.getMany(wire, query, LOOK_UP_PAGE_SIZE, atOnce)) {
		found.push(...page.filter(({ item }) => item.createdAt !== null && item.createdAt >= since));
		if (++pages >= lastPage) break;
	}
	return found;
}

/** Same caption, same networks and accounts, same time, and made since we sent it. */
export function isPostOf({ draft, since }: Unclear, post: Post): boolean {
	const targets = post.targets.filter(({ accountId }) => accountId !== null);
	return (
		(post.text ?? '') === draft.text &&
		post.createdAt !== null &&
		post.createdAt >= since &&
		isSameTime(draft.scheduledAt, post.scheduledAt) &&
		targets.length === draft.accounts.length &&
		draft.accounts.every(({ id }) => targets.some(({ accountId }) => accountId === id))
	);
}

function isSameTime(wanted: string | null, given: string | null): boolean {
	if (wanted === null) return true;
	return given !== null && Math.abs(Date.parse(wanted) - Date.parse(given)) < SAME_TIME_MS;
}
