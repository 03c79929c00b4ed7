import type { Call, Reply } from '../../core/vendor';
import type { Post, Target, World } from '../../core/world';
import { circuitBroken, failDeadAccounts, TRIES_WITH_SAME_CONTENT } from './createPost';
import { invalid, success } from './envelope';
import { changeFacts, factsOf } from './postFacts';
import { findPost } from './posts';
import { outcomeOf } from './postView';
import { readTime } from './times';

/** Puts the failed destinations of one post back in the queue; those of some accounts when the body names them. */
export function retryPost(world: World, call: Call): Reply {
	const post = findPost(world, call);
	const { account_ids: ids } = (call.body ?? {}) as { account_ids?: readonly number[] };
	const failed = post.targets.filter(
		({ status, accountId }) => status === 'failed' && (ids?.includes(Number(accountId)) ?? true),
	);
	if (factsOf(post).retries >= TRIES_WITH_SAME_CONTENT) throw circuitBroken();

	// The answer shows the moment before they go out again.
	const destinations = failed.map((target) => queued(target, world));
	sendAgain(world, post, failed);
	return success(call.now, {
		post_id: post.id,
		retried_count: failed.length,
		destinations,
		next_step:
			failed.length > 0
				? `GET /api/v1/posts/${post.id}/results`
				: 'Nothing to retry: no destination has failed',
	});
}

function queued(target: Target, world: World) {
	return { ...outcomeOf(target, world), status: 'queued', error: null };
}

interface RetryFilter {
	readonly post_ids?: readonly string[];
	readonly account_id?: number;
	readonly platform?: string;
	readonly failed_after?: string;
	readonly failed_before?: string;
	readonly max_attempts?: number;
}

const FILTERS: ReadonlyArray<keyof RetryFilter> = [
	'post_ids',
	'account_id',
	'platform',
	'failed_after',
	'failed_before',
	'max_attempts',
];

/** The same for every failed destination that a filter finds. */
export function retryFailedPosts(world: World, { now, body }: Call): Reply {
	const filter = body as RetryFilter;
	if (FILTERS.every((name) => filter[name] === undefined)) throw invalid('At least one filter is required');
	const matchesTime = failedWithin(filter);
	const platform = filter.platform === 'twitter' ? 'x' : filter.platform;
	const matches = (post: Post, target: Target) =>
		target.status === 'failed' &&
		(filter.post_ids?.includes(post.id) ?? true) &&
		(filter.account_id === undefined || target.accountId === String(filter.account_id)) &&
		(platform === undefined || target.platform === platform) &&
		(filter.max_attempts === undefined || target.attempts < filter.max_attempts) &&
		matchesTime(post);

	const destinations = [...world.posts.values()].flatMap((post) => {
		const failed = post.targets.filter((target) => matches(post, target));
		sendAgain(world, post, failed);
		return failed.map(({ id, platform: network }) => ({
			destination_id: id,
			post_id: post.id,
			platform: network,
			new_status: 'queued',
		}));
	});
	return success(now, {
		retried_count: destinations.length,
		destinations,
		message: `${destinations.length} failed destinations queued for retry`,
	});
}

/** A failed post last changed when it failed. */
function failedWithin(filter: RetryFilter): (post: Post) => boolean {
	const after = filter.failed_after === undefined ? null : readTime('failed_after', filter.failed_after);
	const before = filter.failed_before === undefined ? null : readTime('failed_before', filter.failed_before);
	return ({ updatedAt }) => (!after || updatedAt >= after) && (!before || updatedAt <= before);
}

function sendAgain(world: World, post: Post, failed: readonly Target[]): void {
	if (failed.length === 0) return;
	changeFacts(post, { retries: factsOf(post).retries + 1 });
	world.retry(
		post,
		failed.map(({ accountId }) => accountId),
	);
	failDeadAccounts(world, post);
}
