import type { JsonObject } from '../../domain/json';
import type { Post } from '../../domain/post';
import type { Wire } from '../../transport/wire';
import type { Found } from '../provider';
import { actOnItems, type ItemPlan } from './actOnItems';
import { fetchItems, itemPath } from './getPost';
import { obstacleTo } from './obstacle';
import { readItem } from './readItem';

/**
 * Stops the scheduled items. One that was cancelled before is no error; one that went out, or is about to, Wix refuses
 * (contract page, Cancel Scheduled Item).
 */
export async function cancelPost(wire: Wire, postId: string): Promise<Found<Post>> {
	return await actOnItems(wire, await fetchItems(wire, postId), planCancel, 'warn');
}

function planCancel(item: JsonObject): ItemPlan {
	const post = readItem(item);
	if (post.status === 'cancelled') return { kind: 'done', warnings: [] };
	if (post.status !== 'scheduled') return obstacleTo('cancelled', post);
	return {
		kind: 'send',
		id: post.id,
		request: {
			method: 'PATCH',
			path: `${itemPath(post.id)}/cancel`,
			body: {},
			// A second one is refused and changes nothing; the item is read then.
			repeatable: 'safe',
		},
		isDone: (now) => readItem(now).status === 'cancelled',
		warningsOn: () => [],
		adviceOnConflict: null,
	};
}
