import type { JsonObject } from '../../domain/json';
import type { Post } from '../../domain/post';
import type { Wire } from '../../transport/wire';
import { warnUnless } from './answeredPost';
import { changePost, isSameTime } from './changePost';
import { getPost, type FoundPost } from './getPost';
import { withoutMilliseconds } from './postBody';
import { isOut, OPEN, requireState } from './postState';

const REFUSAL = 'it cannot be published from a draft';

/**
 * Lets a draft or a scheduled post go out by changing it: inferred, since the vendor documents no call that publishes a
 * draft, and these fields only for a new post.
 */
export async function publishDraft(
	wire: Wire,
	postId: string,
	scheduledAt: string | null,
	timezone: string,
): Promise<FoundPost> {
	const before = await getPost(wire, postId);
	requireState(before.item, OPEN, REFUSAL);

	const isDone = (post: Post) => isOut(post) || isScheduledFor(post, scheduledAt);
	const found = await changePost(wire, postId, timingBody(scheduledAt, timezone), {
		// A vendor that took it twice would post twice.
		repeatable: 'never',
		allowed: OPEN,
		refusal: REFUSAL,
		participle: 'published',
		isDone,
	});
	return warnUnless(
		isDone(found.item),
		found,
		`SocialSyncerAPI took the call, but its answer does not show that the post ${
			scheduledAt === null ? 'is going out' : `is scheduled for ${scheduledAt}`
		}. This way of publishing a draft is not documented: look at the post before you run this again.`,
	);
}

/** What the post was before is taken back by name: which field wins is not documented. */
function timingBody(scheduledAt: string | null, timezone: string): JsonObject {
	return scheduledAt === null
		? { publishNow: true, scheduledFor: null, isDraft: false }
		: {
				scheduledFor: withoutMilliseconds(scheduledAt),
				timezone,
				publishNow: false,
				isDraft: false,
			};
}

function isScheduledFor(post: Post, scheduledAt: string | null): boolean {
	return scheduledAt !== null && post.status === 'scheduled' && isSameTime(post.scheduledAt, scheduledAt);
}
