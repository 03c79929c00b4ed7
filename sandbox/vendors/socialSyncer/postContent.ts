import { IANAZone } from 'luxon';

import type { Account, Post, World } from '../../core/world';
import { ASSUMED_TEXTS } from './assumptions';
import { brokenLimit } from './limits';
import type { PostBody, PostContent, TargetBody } from './postBody';

const EMPTY: PostContent = {
	content: '',
	mediaItems: [],
	platforms: [],
	timezone: 'UTC',
	tags: [],
	tiktokSettings: {},
	facebookSettings: {},
};

/** The content of a body, on top of what was there before. */
export function contentOfBody(body: PostBody, before: PostContent = EMPTY): PostContent {
	return {
		content: body.content ?? before.content,
		mediaItems: body.mediaItems ?? before.mediaItems,
		platforms: body.platforms ?? before.platforms,
		timezone: body.timezone ?? before.timezone,
		tags: body.tags ?? before.tags,
		tiktokSettings: body.tiktokSettings ?? before.tiktokSettings,
		facebookSettings: body.facebookSettings ?? before.facebookSettings,
	};
}

/**
 * The content of a post: what the record says, and for the rest what the body had said. A generated post has the record
 * of its own and the rest of another, so the record decides.
 */
export function contentOfPost(post: Post): PostContent {
	const said = (post.extra.content as PostContent | undefined) ?? EMPTY;
	return {
		...said,
		content: post.content,
		timezone: post.timezone,
		mediaItems: post.mediaUrls.map(
			(url) => said.mediaItems.find((item) => item.url === url) ?? { type: 'image', url },
		),
		platforms: post.targets.map(
			({ platform, accountId }) =>
				said.platforms.find((target) => target.platform === platform && target.accountId === accountId) ?? {
					platform,
					accountId,
				},
		),
	};
}

/** What is wrong with a draft, in words; `null` when nothing. It may lack everything, but not name what is not there. */
export function faultOfDraft(content: PostContent, world: World): string | null {
	if (!IANAZone.isValidZone(content.timezone)) return `Unknown timezone: ${content.timezone}`;
	const stranger = content.platforms.find((target) => accountOf(target, world) === null);
	return stranger === undefined
		? null
		: `Account ${stranger.accountId} is not connected on ${stranger.platform}`;
}

/** What is wrong with a post that is to go out, in words; `null` when nothing. */
export function faultOfPost(content: PostContent, world: World): string | null {
	if (content.platforms.length === 0) return 'Platforms required for non-draft posts';
	const everyTargetHasText = content.platforms.every(({ customContent }) => (customContent ?? '') !== '');
	if (content.content === '' && content.mediaItems.length === 0 && !everyTargetHasText) {
		return 'Content required unless media is attached or every platform has customContent';
	}
	return (
		faultOfDraft(content, world) ??
		content.platforms.map((target) => faultOfTarget(target, content)).find((fault) => fault !== null) ??
		null
	);
}

function faultOfTarget(target: TargetBody, content: PostContent): string | null {
	const postWide: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
		tiktok: content.tiktokSettings,
		facebook: content.facebookSettings,
	};
	return brokenLimit(
		target.platform,
		target.customContent ?? content.content,
		target.customMedia ?? content.mediaItems,
		{ ...target.platformSpecificData, ...postWide[target.platform] },
	);
}

/** IDs are unique only together with the platform. */
function accountOf({ platform, accountId }: TargetBody, world: World): Account | null {
	const account = world.accounts.get(accountId);
	return account?.connected === true && account.platform === platform ? account : null;
}

export type Timing =
	{ readonly kind: 'now' } | { readonly kind: 'at'; readonly at: Date } | { readonly kind: 'draft' };

/** When a body wants the post to go out; `null`: it does not say. A text instead: what is wrong with it. */
export function readTiming(body: PostBody, now: Date): Timing | string | null {
	const at = typeof body.scheduledFor === 'string' ? new Date(body.scheduledFor) : null;
	const given: Timing[] = [
		...(body.publishNow === true ? [{ kind: 'now' } as const] : []),
		...(at === null ? [] : [{ kind: 'at', at } as const]),
		...(body.isDraft === true ? [{ kind: 'draft' } as const] : []),
	];
	if (given.length > 1) return ASSUMED_TEXTS.timing;
	return at !== null && at <= now ? ASSUMED_TEXTS.past : (given[0] ?? null);
}
