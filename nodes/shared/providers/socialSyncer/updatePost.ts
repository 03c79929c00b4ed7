import { asObject, asText, type JsonObject } from '../../domain/json';
import { platformName } from '../../domain/platform';
import type { ChosenAccount, Post, PostChanges } from '../../domain/post';
import type { Wire } from '../../transport/wire';
import { changePost, repeatableUnlessDue } from './changePost';
import { getPost, type FoundPost } from './getPost';
import { checkMedia, placeMedia } from './postMedia';
import { OPEN, requireState } from './postState';
import { requireConsent } from './settings';
import { endangeredPlatforms, updateBody } from './updateBody';

const REFUSAL = 'it cannot be changed';
const UNCHANGED = 'the post was not changed';

const NOT_SHOWN_WARNING =
	'SocialSyncerAPI took the change, but its answer does not show all of it. Changing a post is not documented there: look at the post.';

/** Changes a draft or scheduled post; only what shall become different is sent. */
export async function update(wire: Wire, postId: string, changes: PostChanges): Promise<FoundPost> {
	const media = changes.media === undefined ? null : checkMedia(changes.media);
	const before = await getPost(wire, postId);
	requireState(before.item, OPEN, REFUSAL);
	const fields = updateBody(before.raw, changes);
	if (media === null && Object.keys(fields).length === 0) return before;
	// Without settings, TikTok's stay as they are.
	if (before.item.status !== 'draft' && fields.tiktokSettings !== undefined) requireConsent(fields);

	const mediaItems = media === null ? {} : { mediaItems: await placeMedia(wire, media, UNCHANGED) };
	const body = { ...unchangedTiming(before), ...mediaItems, ...fields };
	const { item, raw } = await changePost(wire, postId, body, {
		repeatable: repeatableUnlessDue(before.item),
		allowed: OPEN,
		refusal: REFUSAL,
		participle: 'changed',
		isDone: (post) => isVisible(changes) && shows(post, changes),
	});
	return { item: { ...item, warnings: warningsFor(before, item, changes) }, raw };
}

/**
 * What the vendor says about the time of the post, word for word: what it does with a change that says nothing about it is
 * not documented, and a post must neither go out nor stop because its text was changed.
 */
function unchangedTiming({ item, raw }: FoundPost): JsonObject {
	if (item.status === 'draft') return { isDraft: true };
	const { scheduledFor, timezone } = asObject(raw);
	if (asText(scheduledFor) === null) return {};
	return { scheduledFor, ...(asText(timezone) === null ? {} : { timezone }) };
}

function warningsFor(before: FoundPost, after: Post, changes: PostChanges): string[] {
	const endangered = endangeredPlatforms(before.raw, changes).map(platformName);
	return [
		...after.warnings,
		...(shows(after, changes) ? [] : [NOT_SHOWN_WARNING]),
		...(after.status === before.item.status
			? []
			: [`The post was ${before.item.status} before the change and is ${after.status} now.`]),
		...(endangered.length === 0
			? []
			: [
					`If the post had a caption or settings of its own for ${endangered.join(', ')}, they are gone: SocialSyncerAPI takes all accounts of a post at once and does not show what they have of their own. Set them with Platform Overrides.`,
				]),
	];
}

/** Whether a post can show all that was changed; overrides and additional fields are not shown. */
function isVisible({ overrides = [], additionalFields }: PostChanges): boolean {
	return overrides.length === 0 && Object.keys(additionalFields).length === 0;
}

/** Media are only counted, since the vendor may keep them under an address of its own. */
function shows(post: Post, { text, accounts, media }: PostChanges): boolean {
	return (
		(text === undefined || (post.text ?? '').trim() === text.trim()) &&
		(media === undefined || post.media.length === media.length) &&
		(accounts === undefined ||
			(post.targets.length === accounts.length && accounts.every((account) => goesTo(post, account))))
	);
}

function goesTo(post: Post, { id, platform }: ChosenAccount): boolean {
	return post.targets.some((target) =>
		target.accountId === null ? target.platform === platform : target.accountId === id,
	);
}
