import type { JsonObject } from '../../domain/json';
import type { Post, PostStatus } from '../../domain/post';
import type { Wire } from '../../transport/wire';
import type { Found } from '../provider';
import { actOnItems, type ItemPlan, type ItemStep } from './actOnItems';
import { fetchItems } from './getPost';
import { obstacleTo } from './obstacle';
import { readItem } from './readItem';
import { isScheduledFor } from './reschedulePost';

/**
 * Lets drafts and scheduled items go out now, or at that time (ISO 8601 UTC with milliseconds). Wix documents it for no
 * other states (contract page, Publish Item By Id).
 */
export async function publishDraft(
	wire: Wire,
	postId: string,
	scheduledAt: string | null,
): Promise<Found<Post>> {
	const fetched = await fetchItems(wire, postId);
	return await actOnItems(wire, fetched, (item) => planPublish(item, scheduledAt), 'warn');
}

function planPublish(item: JsonObject, scheduledAt: string | null): ItemPlan {
	const post = readItem(item);
	if (post.status !== 'draft' && post.status !== 'scheduled') return obstacleTo('published', post);
	if (scheduledAt !== null && isScheduledFor(item, scheduledAt)) return { kind: 'done', warnings: [] };
	return publishStep(post.id, scheduledAt, [...ON_ITS_WAY, 'failed'], null);
}

/**
 * Publishes the failed items again, each by its ID; the others stay as they are. That Wix does so with failed items is
 * inferred: it documents drafts and scheduled ones only.
 */
export async function retryPost(wire: Wire, postId: string): Promise<Found<Post>> {
	return await actOnItems(wire, await fetchItems(wire, postId), planRetry, 'silent');
}

function planRetry(item: JsonObject): ItemPlan {
	const post = readItem(item);
	return post.status === 'failed'
		? publishStep(post.id, null, ON_ITS_WAY, NO_SECOND_TRY)
		: obstacleTo('retried', post);
}

const ON_ITS_WAY: readonly PostStatus[] = ['publishing', 'published'];

const NO_SECOND_TRY =
	'Wix does not promise to publish a failed item again. Read why it failed, then create a new post for this account alone.';

/** @param gone statuses of an item that show that the call got through */
function publishStep(
	id: string,
	scheduledAt: string | null,
	gone: readonly PostStatus[],
	adviceOnConflict: string | null,
): ItemStep {
	return {
		kind: 'send',
		id,
		request: {
			method: 'POST',
			path: '/social-publisher/v1/publish-by-id',
			body: { id, ...(scheduledAt === null ? {} : { scheduledDate: scheduledAt }) },
			// Whether Wix refuses an item that is on its way already is not documented: a repeat could post twice.
			repeatable: 'never',
		},
		isDone: (now) =>
			gone.includes(readItem(now).status) || (scheduledAt !== null && isScheduledFor(now, scheduledAt)),
		warningsOn: () => [],
		adviceOnConflict,
	};
}
