import type { Post, PostDraft } from '../../shared/domain/post';
import { retriedSince } from '../../shared/face/originOf';
import type { ItemCall } from '../../shared/face/operation';
import type { Found } from '../../shared/providers/provider';
import { orVendorError } from '../../shared/transport/answers';
import { VendorError } from '../../shared/transport/vendorError';
import { CLOCK_SKEW_MS, isPostOf, readMadeSince } from './findMade';
import { isOfAnotherIn } from './made';

const FOUND_WARNING = 'This post was there already: the execution that is being retried had made it.';

type Looking = Pick<ItemCall, 'context' | 'provider' | 'wire' | 'run'>;

/**
 * For a provider without idempotency keys, when n8n retries an execution: the post that this draft became in the execution
 * that is being retried. What that one did is known to nobody but the provider: it may have been another process, which was
 * killed. Several equal drafts get the posts in the order in which they were made, each its own.
 *
 * @returns `undefined` when it was not made, or this is no retry
 * @throws VendorError when the posts cannot be read: then nothing may be sent
 */
export async function findEarlier(looking: Looking, draft: PostDraft): Promise<Found<Post> | undefined> {
	const { context, run } = looking;
	const begunMs = retriedSince(context);
	if (begunMs === null) return undefined;
	const since = new Date(begunMs - CLOCK_SKEW_MS).toISOString();
	// One reading for all items: nobody but this execution makes further ones.
	const reading = (run.get('earlier') ?? readEarlier(looking, since)) as ReturnType<typeof readEarlier>;
	run.set('earlier', reading);
	const [earliest] = (await reading).filter(
		({ item }) => !isOfAnotherIn(context.getExecutionId(), item) && isPostOf({ draft, since }, item),
	);
	if (earliest === undefined) return undefined;
	const { item, raw } = earliest;
	return { item: { ...item, warnings: [...item.warnings, FOUND_WARNING] }, raw };
}

/** The oldest first. */
async function readEarlier(looking: Looking, since: string): Promise<ReadonlyArray<Found<Post>>> {
	const found = await orVendorError(
		readMadeSince(looking, since),
		({ facts }) => facts.cause !== 'cancelled',
	);
	if (!(found instanceof VendorError)) return found.sort((one, other) => timeOf(one) - timeOf(other));
	throw new VendorError({
		...found.facts,
		message: `Nothing was sent: what the execution that is being retried has made could not be looked up (${found.facts.message})`,
		outcome: 'none',
	});
}

function timeOf({ item }: Found<Post>): number {
	return Date.parse(item.createdAt ?? '');
}
