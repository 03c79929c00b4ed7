import type { Post } from '../../domain/post';
import type { Wire } from '../../transport/wire';
import { warnUnless } from './answeredPost';
import { changePost, isSameTime, repeatableUnlessDue } from './changePost';
import { getPost, type FoundPost } from './getPost';
import { withoutMilliseconds } from './postBody';
import { requireState } from './postState';

const ALLOWED = ['scheduled'] as const;
const REFUSAL = 'it cannot be moved to another time';

/** Moves a scheduled post by changing it; the vendor has no call of its own for this. */
export async function reschedule(
	wire: Wire,
	postId: string,
	scheduledAt: string,
	timezone: string,
): Promise<FoundPost> {
	const before = await getPost(wire, postId);
	requireState(before.item, ALLOWED, REFUSAL);

	const isMoved = (post: Post) => isSameTime(post.scheduledAt, scheduledAt);
	const found = await changePost(
		wire,
		postId,
		{ scheduledFor: withoutMilliseconds(scheduledAt), timezone },
		{
			repeatable: repeatableUnlessDue(before.item),
			allowed: ALLOWED,
			refusal: REFUSAL,
			participle: 'moved',
			isDone: isMoved,
		},
	);
	return warnUnless(
		isMoved(found.item),
		found,
		`SocialSyncerAPI took the new time ${scheduledAt}, but shows ${found.item.scheduledAt ?? 'none'} for the post. Check it there.`,
	);
}
