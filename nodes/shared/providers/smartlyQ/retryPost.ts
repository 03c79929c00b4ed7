import { platformName, type Platform } from '../../domain/platform';
import type { Post } from '../../domain/post';
import type { Wire } from '../../transport/wire';
import { actOnPost } from './actOnPost';
import { type FoundPost, getPost, pathOfPost } from './getPost';
import { platformToVendor } from './mapping';
import { platformsOf } from './postBody';
import { conflict, requireStatus } from './postState';

const LOOK_FIRST =
	'The failed networks may or may not have been sent again. Look at the post with Get Results first; retry only what is still failed then.';

/**
 * Sends the failed networks again, and no other. Contract: `POST /social/posts/{id}/retry`, which knows networks, not
 * accounts. That it leaves the accounts of a named network alone that have the post already is not documented, so a
 * network with both is left out.
 */
export async function retry(wire: Wire, postId: string): Promise<FoundPost> {
	const { item: before } = await getPost(wire, postId);
	requireStatus(before, ['failed', 'partiallyPublished'], 'sent again');
	const failed = platformsOf(before.targets.filter(({ status }) => status === 'failed'));
	const live = platformsOf(before.targets.filter(({ status }) => status === 'published'));
	const mixed = failed.filter((platform) => live.includes(platform));
	const sent = failed.filter((platform) => !live.includes(platform));
	if (sent.length === 0) throw nothingToSend(before, mixed);

	const { now } = await actOnPost(wire, {
		postId,
		request: {
			method: 'POST',
			path: pathOfPost(postId, '/retry'),
			body: { platforms: sent.map(platformToVendor) },
			// It publishes. A key would make the vendor answer a repeat from memory, but not while the first try still runs.
			repeatable: 'never',
		},
		isDone: (post) => hasMoved(post, sent),
		adviceWhenUnclear: LOOK_FIRST,
	});
	const warnings = mixed.length === 0 ? [] : [leftOut(mixed)];
	return { ...now, item: { ...now.item, warnings: [...now.item.warnings, ...warnings] } };
}

/** One that has failed once more looks like one that was never sent again. */
function hasMoved(now: Post, sent: readonly Platform[]): boolean {
	if (now.status === 'publishing' || now.status === 'published') return true;
	return now.targets.some(({ platform, status }) => sent.includes(platform) && status === 'published');
}

function nothingToSend({ id }: Post, mixed: readonly Platform[]): Error {
	return mixed.length === 0
		? conflict(
				`SmartlyQ does not say on which network post ${id} has failed`,
				'Look at the post in SmartlyQ itself.',
			)
		: conflict(`Post ${id} cannot be sent again without posting twice`, leftOut(mixed));
}

function leftOut(mixed: readonly Platform[]): string {
	const names = mixed.map(platformName).join(', ');
	return `On ${names} one account has the post and another has not. SmartlyQ sends again by network, which might post twice, so that was left out: create a post for the failed account alone, with {"allow_duplicates": true} in Additional Fields.`;
}
