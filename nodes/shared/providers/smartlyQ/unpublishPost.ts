import { randomUUID } from 'crypto';

import { InputError } from '../../domain/inputError';
import { asObject, type JsonValue } from '../../domain/json';
import { platformName, type Platform } from '../../domain/platform';
import type { Post, Target } from '../../domain/post';
import type { Wire } from '../../transport/wire';
import { actOnPost } from './actOnPost';
import { objectOf } from './answers';
import { type FoundPost, getPost, pathOfPost } from './getPost';
import { platformToVendor, REMOVABLE_PLATFORMS } from './mapping';
import { platformsOf } from './postBody';
import { conflict, requireStatus } from './postState';

const LOOK_FIRST =
	'The post may or may not have been taken down. Look at it with Get Results; taking it down again does no harm.';

/**
 * Takes a post down, from all of these networks or from none. Contract: `POST /social/posts/{id}/unpublish`.
 *
 * @param platforms `undefined`: all from which it can be removed
 * @throws InputError for a network from which the vendor removes nothing
 */
export async function unpublish(
	wire: Wire,
	postId: string,
	platforms: readonly Platform[] | undefined,
): Promise<FoundPost> {
	checkRemovable(platforms ?? []);
	const found = await getPost(wire, postId);
	const { item: before } = found;
	if (before.status === 'unpublished') return found;
	requireStatus(before, ['published', 'partiallyPublished'], 'taken down');

	const isMeant = ({ platform }: Target) => platforms === undefined || platforms.includes(platform);
	const live = before.targets.filter((target) => target.status === 'published' && isMeant(target));
	const wanted = platformsOf(live).filter((platform) => REMOVABLE_PLATFORMS.includes(platform));
	if (wanted.length === 0) throw nothingToTakeDown(before, platforms ?? platformsOf(live));

	const { now, answer } = await actOnPost(wire, {
		postId,
		request: {
			method: 'POST',
			path: pathOfPost(postId, '/unpublish'),
			...(platforms === undefined ? {} : { body: { platforms: wanted.map(platformToVendor) } }),
			// Contract: a key on any POST, so that the repeat of a lost answer gives that answer.
			headers: { 'X-Idempotency-Key': randomUUID() },
			repeatable: 'keyed',
		},
		isDone: (post) => !wanted.some((platform) => isStillLive(post, platform)),
		adviceWhenUnclear: LOOK_FIRST,
	});
	const down = wanted.filter((platform) => !isSkipped(objectOf(answer).platforms, platform));
	return { ...now, item: takenDown(now.item, before.targets, live, down) };
}

/**
 * Results as they were before, but for those that are down now: how the vendor shows a post that is down on one network
 * and live on another is not documented.
 */
function takenDown(
	now: Post,
	targets: readonly Target[],
	live: readonly Target[],
	down: readonly Platform[],
): Post {
	const staying = platformsOf(live).filter((platform) => !down.includes(platform));
	return {
		...now,
		targets: targets.map((target) =>
			target.status === 'published' && down.includes(target.platform)
				? { ...target, status: 'unpublished' }
				: target,
		),
		warnings: staying.length === 0 ? now.warnings : [...now.warnings, staysLive(staying)],
	};
}

/** Only an address or an ID shows that something is out there. */
function isStillLive({ status, targets }: Post, platform: Platform): boolean {
	return (
		status !== 'unpublished' &&
		targets.some((target) => target.platform === platform && (target.url ?? target.platformPostId) !== null)
	);
}

/** In which form the vendor reports a skipped network is not documented. */
function isSkipped(reports: JsonValue | undefined, platform: Platform): boolean {
	const report = asObject(reports)[platformToVendor(platform)];
	const { skipped, status } = asObject(report);
	return report === 'skipped' || skipped === true || status === 'skipped';
}

function checkRemovable(platforms: readonly Platform[]): void {
	const others = platforms.filter((platform) => !REMOVABLE_PLATFORMS.includes(platform));
	if (others.length === 0) return;
	throw new InputError(
		'Networks',
		`SmartlyQ cannot take posts down from ${namesOf(others)}`,
		`Delete the post there by hand. SmartlyQ can take posts down from ${namesOf(REMOVABLE_PLATFORMS)}.`,
	);
}

function nothingToTakeDown({ id }: Post, platforms: readonly Platform[]): Error {
	return conflict(
		`There is nothing of post ${id} that SmartlyQ could take down from ${namesOf(platforms)}`,
		`Look at the post with Get Results. SmartlyQ can take posts down from ${namesOf(REMOVABLE_PLATFORMS)}; elsewhere, delete it by hand.`,
	);
}

function staysLive(platforms: readonly Platform[]): string {
	return `The post is still live on ${namesOf(platforms)}: SmartlyQ does not take it down there. Delete it by hand.`;
}

function namesOf(platforms: readonly Platform[]): string {
	return platforms.map(platformName).join(', ');
}
