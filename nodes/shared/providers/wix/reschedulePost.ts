import type { JsonObject } from '../../domain/json';
import type { Post } from '../../domain/post';
import type { Wire } from '../../transport/wire';
import type { Found } from '../provider';
import { actOnItems, type ItemPlan } from './actOnItems';
import { fetchItems, itemPath } from './getPost';
import { obstacleTo } from './obstacle';
import { readItem } from './readItem';

/** Moves the scheduled items to another time: Wix does so with no others (contract page, Reschedule Item). */
export async function reschedulePost(wire: Wire, postId: string, scheduledAt: string): Promise<Found<Post>> {
	const fetched = await fetchItems(wire, postId);
	return await actOnItems(wire, fetched, (item) => planMove(item, scheduledAt), 'warn');
}

function planMove(item: JsonObject, scheduledAt: string): ItemPlan {
	const post = readItem(item);
	if (post.status !== 'scheduled') return obstacleTo('rescheduled', post);
	return {
		kind: 'send',
		id: post.id,
		request: {
			method: 'POST',
			path: `${itemPath(post.id)}/reschedule`,
			body: { scheduledDate: scheduledAt },
			// To the same time twice is the same as once.
			repeatable: 'safe',
		},
		isDone: (now) => isScheduledFor(now, scheduledAt),
		warningsOn: () => [],
		adviceOnConflict: null,
	};
}

/** Whether an item stands scheduled for that time (ISO 8601 UTC with milliseconds). */
export function isScheduledFor(item: JsonObject, scheduledAt: string): boolean {
	const post = readItem(item);
	return post.status === 'scheduled' && post.scheduledAt === scheduledAt;
}
