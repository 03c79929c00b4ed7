import type { Post, PostDraft } from '../shared/domain/post';
import type { ItemCall } from '../shared/face/operation';
import type { Found } from '../shared/providers/provider';
import { VendorError } from '../shared/transport/vendorError';

/** The vendor's clock and ours may differ by this much. */
const CLOCK_SKEW_MS = 120_000;

/** A post may take a moment to show up in the list. */
const LOOK_UP_WAITS_MS = [500, 1_500, 3_000] as const;

/** How far the newest posts are searched. */
const LOOK_UP_PAGES = 3;
const LOOK_UP_PAGE_SIZE = 100;

/**
 * Creates a post and never a second one. With an idempotency key the transport may repeat the call. Without one, a call
 * whose outcome is unclear is not sent again: the post is looked for, and returned if it is there.
 *
 * @throws VendorError; when the post was not found after an unclear outcome, it says that it may or may not exist
 */
export async function createOnce(
	{ provider, wire, run }: Pick<ItemCall, 'provider' | 'wire' | 'run'>,
	draft: PostDraft,
): Promise<Found<Post>> {
	const startedMs = Date.now();
	const made = madeInThisRun(run);
	try {
		const found = await provider.posts.create(wire, draft);
		made.add(found.item.id);
		return found;
	} catch (error) {
		const facts = error instanceof VendorError ? error.facts : undefined;
		if (facts?.outcome !== 'unknown' || facts.cause === 'cancelled') return rethrow(error);
		if (provider.posts.hasIdempotencyKey) return rethrow(error);

		const since = new Date(startedMs - CLOCK_SKEW_MS).toISOString();
		for (const waitMs of LOOK_UP_WAITS_MS) {
			await wire.sleep(waitMs);
			const arrived = await lookUp({ provider, wire }, draft, since, made);
			if (arrived) {
				made.add(arrived.item.id);
				return arrived;
			}
		}
		throw mayExist(facts, provider.displayName, since);
	}
}

/** IDs of posts that earlier items of this run made: an equal post of another item is not this one. */
function madeInThisRun(run: Map<string, unknown>): Set<string> {
	const known = run.get('made');
	if (known instanceof Set) return known as Set<string>;
	const made = new Set<string>();
	run.set('made', made);
	return made;
}

async function lookUp(
	{ provider, wire }: Pick<ItemCall, 'provider' | 'wire'>,
	draft: PostDraft,
	since: string,
	made: ReadonlySet<string>,
): Promise<Found<Post> | undefined> {
	const query = { createdAfter: since, sort: { field: 'createdAt', direction: 'desc' } } as const;
	let pages = 0;
	for await (const page of provider.posts.getMany(wire, query, LOOK_UP_PAGE_SIZE)) {
		const match = page.find(({ item }) => !made.has(item.id) && isOf(draft, item, since));
		if (match) return match;
		if (++pages >= LOOK_UP_PAGES) break;
	}
	return undefined;
}

/** Same caption, same networks and accounts, same time, and made since we sent it. */
function isOf(draft: PostDraft, post: Post, since: string): boolean {
	const targets = post.targets.filter(({ accountId }) => accountId !== null);
	return (
		(post.text ?? '') === draft.text &&
		post.createdAt !== null &&
		post.createdAt >= since &&
		(draft.scheduledAt === null || post.scheduledAt === draft.scheduledAt) &&
		targets.length === draft.accounts.length &&
		draft.accounts.every(({ id }) => targets.some(({ accountId }) => accountId === id))
	);
}

function mayExist(facts: VendorError['facts'], displayName: string, since: string): VendorError {
	return new VendorError({
		...facts,
		message: `The post may or may not have been made: ${facts.message}`,
		advice: `It was not sent again, so that it cannot go out twice. Look for it with Social Post > Get Many (${displayName}), filter Created After = ${since}, before you run this again.`,
		retryable: false,
	});
}

function rethrow(error: unknown): never {
	throw error;
}
