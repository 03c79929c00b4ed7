import { randomUUID } from 'crypto';

import { InputError } from '../../domain/inputError';
import type { JsonObject } from '../../domain/json';
import { platformName, type Platform } from '../../domain/platform';
import type { ChosenAccount, Post, PostChanges, PostStatus } from '../../domain/post';
import type { VendorRequest, Wire } from '../../transport/wire';
import { objectOf, unreadable } from './answers';
import { type FoundPost, getPost, pathOfPost } from './getPost';
import { accountsBody, altTextLeftOut, optionsBody, platformsOf, timeToVendor } from './postBody';
import { addressesOf } from './postMedia';
import { readPost } from './postReading';
import { isRefusal, requireStatus } from './postState';
import { checkFiles } from './uploadMedia';

/**
 * Contract: `PATCH /social/posts/{id}`, for drafts and scheduled posts. Options are merged into what is there.
 *
 * @throws InputError when all that was given is overrides for networks that the post does not go to, and for files that
 *   the vendor does not take
 */
export async function update(wire: Wire, postId: string, changes: PostChanges): Promise<FoundPost> {
	const { text, accounts, media, overrides = [], additionalFields } = changes;
	checkFiles(media ?? []);
	const { item: before } = await getPost(wire, postId);
	requireStatus(before, CHANGE.allowed, CHANGE.what);
	const platforms = platformsOf(accounts ?? before.targets);
	const body: JsonObject = {
		...(text === undefined ? {} : { content: text }),
		...(accounts === undefined ? {} : accountsBody(accounts)),
		...optionsBody(platforms, { media: media ?? [], overrides }),
		...additionalFields,
	};
	const elsewhere = overrides.filter(({ platform }) => !platforms.includes(platform));
	const warnings = [
		...altTextLeftOut(platforms, media ?? []),
		...elsewhere.map(({ platform }) => goesElsewhere(platform)),
	];
	if (Object.keys(body).length === 0 && media === undefined) throw nothingToChange(warnings);

	const addresses = media && { media_urls: await addressesOf(wire, media, 'The post was not changed.') };
	const { item, raw } = await patch(wire, before.id, CHANGE, { ...addresses, ...body }, accounts);
	return { item: { ...item, warnings: [...item.warnings, ...warnings] }, raw };
}

/**
 * Contract: `PATCH /social/posts/{id}`, which has no time zone, so that the time is sent in UTC. A draft is refused: that
 * a time would make it go out is not documented.
 */
export async function reschedule(wire: Wire, postId: string, scheduledAt: string): Promise<FoundPost> {
	const { item: before } = await getPost(wire, postId);
	requireStatus(before, MOVE.allowed, MOVE.what);
	const body = { scheduled_time: timeToVendor(scheduledAt) };
	const { item, raw } = await patch(wire, before.id, MOVE, body);
	return { item: { ...item, warnings: [...item.warnings, ...otherTime(item, scheduledAt)] }, raw };
}

interface KindOfChange {
	/** Follows "so it cannot be …". */
	readonly what: string;
	readonly allowed: readonly PostStatus[];
}

const CHANGE: KindOfChange = { what: 'changed', allowed: ['draft', 'scheduled'] };
const MOVE: KindOfChange = { what: 'moved to another time', allowed: ['scheduled'] };

/** @param sentTo the accounts of the post, where this call chooses them: the answer does not tell them */
async function patch(
	wire: Wire,
	postId: string,
	kind: KindOfChange,
	body: JsonObject,
	sentTo: readonly ChosenAccount[] = [],
): Promise<FoundPost> {
	const request: VendorRequest = {
		method: 'PATCH',
		path: pathOfPost(postId),
		// Contract: a key on any PATCH, so that the repeat of a lost answer gives that answer, even when the post has gone
		// out since.
		headers: { 'X-Idempotency-Key': randomUUID() },
		body,
		repeatable: 'keyed',
	};
	const response = await wire.send(request).catch(async (error: unknown) => {
		if (isRefusal(error)) await refuseMoved(wire, postId, kind);
		throw error;
	});
	const raw = objectOf(response.body);
	const item = readPost(raw, sentTo);
	if (item === null) throw unreadable(`The answer does not hold the post ${postId}`, 'unknown');
	return { item, raw };
}

/** What is answered about a post that has gone out meanwhile is not documented, so the post itself is asked. */
async function refuseMoved(wire: Wire, postId: string, { allowed, what }: KindOfChange): Promise<void> {
	const now = await getPost(wire, postId).catch(() => null);
	if (now !== null) requireStatus(now.item, allowed, what);
}

function nothingToChange(reasons: readonly string[]): InputError {
	return new InputError(
		'Platform Overrides',
		'There is nothing to change',
		[...reasons, 'Give a text or settings for a network of the post.'].join(' '),
	);
}

function goesElsewhere(platform: Platform): string {
	return `The post does not go to ${platformName(platform)}, so the override for it was left out.`;
}

/** That a time is read as UTC here is not documented, so the answer is looked at. */
function otherTime({ scheduledAt }: Post, wanted: string): string[] {
	const asked = timeToVendor(wanted);
	if (scheduledAt === null || timeToVendor(scheduledAt) === asked) return [];
	return [`SmartlyQ has scheduled the post for ${scheduledAt} instead of ${asked}. Check it there.`];
}
