import type { Account, Post, World } from '../../core/world';
import { accountsOf } from './accounts';
import { invalid, notFound, Refusal } from './envelope';
import { faultsFor } from './networks';
import { factsOfPost, platformsOfPost, type PlatformOptions, type Recycle } from './postFacts';
import { stateOf } from './state';

/** The body of creating or scheduling a post, and a row of a batch, after the contract's check. */
export interface PostBody {
	readonly content: string;
	readonly platforms: readonly string[];
	readonly account_ids?: readonly number[];
	readonly account_group_ids?: readonly number[];
	readonly media_urls?: readonly string[];
	readonly link?: string;
	readonly allow_duplicates?: boolean;
	readonly platform_options?: PlatformOptions;
	readonly scheduled_time?: string;
	readonly timezone?: string;
	readonly queue_id?: number;
	readonly recycle?: Recycle;
}

/** What is to be posted where, checked. */
export interface PostContent {
	readonly content: string;
	readonly platforms: readonly string[];
	readonly accounts: readonly Account[];
	readonly mediaUrls: readonly string[];
	readonly link: string | null;
	readonly options: PlatformOptions;
}

/** Reads a body and checks it against the accounts and what the networks take; throws the vendor's refusal. */
export function readContent(world: World, profileId: number, body: PostBody): PostContent {
	const accounts = chosenAccounts(world, profileId, body);
	return checkContent(world, {
		content: body.content,
		platforms: [...new Set(body.platforms)],
		accounts,
		mediaUrls: body.media_urls ?? [],
		link: body.link ?? null,
		options: body.platform_options ?? {},
	});
}

/** What a post holds now, for changing a part of it. Accounts that are gone meanwhile stay as they are. */
export function contentOfPost(world: World, post: Post): PostContent {
	const { options = {}, link = null } = factsOfPost(post);
	const accounts = post.targets.flatMap(({ accountId }) => world.accounts.get(accountId) ?? []);
	return {
		content: post.content,
		platforms: platformsOfPost(post),
		accounts,
		mediaUrls: post.mediaUrls,
		link,
		options,
	};
}

export function checkContent(world: World, content: PostContent): PostContent {
	if (content.content.trim() === '' && content.mediaUrls.length === 0) {
		throw invalid('A post needs text or media.', 'content');
	}
	for (const url of content.mediaUrls) checkMediaUrl(world, url);
	checkPlatforms(content);
	checkOptions(content);
	const faults = content.platforms.flatMap((platform) =>
		faultsFor(platform, captionFor(platform, content), mediaFor(platform, content)),
	);
	if (faults.length > 0) throw invalid(faults.join(' '), 'content');
	return content;
}

/** What the vendor could not use and says so in `warnings`. */
export function warningsFor({ link, platforms }: PostContent): string[] {
	const others = platforms.filter((platform) => platform !== 'facebook');
	return link === null || others.length === 0
		? []
		: [`link is only used by Facebook; ignored for ${others.join(', ')}.`];
}

export function chosenAccounts(
	world: World,
	profileId: number,
	body: Pick<PostBody, 'account_ids' | 'account_group_ids'>,
): Account[] {
	const known = new Map(accountsOf(world, profileId).map((account) => [account.id, account]));
	const inGroups = (body.account_group_ids ?? []).flatMap((groupId) => {
		const group = stateOf(world).groups.get(groupId);
		if (group === undefined || group.profileId !== profileId) throw notFound(`Account group ${groupId}`);
		const connected = group.accountIds.filter((id) => known.has(id));
		if (connected.length === 0)
			throw invalid(`Account group ${groupId} has no connected accounts.`, 'account_group_ids');
		return connected;
	});
	const ids = new Set([...(body.account_ids ?? []).map(String), ...inGroups]);
	return [...ids].map((id) => {
		const account = known.get(id);
		if (account === undefined) throw invalid(`Account ${id} is not connected here.`, 'account_ids');
		return account;
	});
}

function checkPlatforms({ platforms, accounts }: PostContent): void {
	const ofAccounts = new Set(accounts.map(({ platform }) => platform));
	const without = platforms.filter((platform) => !ofAccounts.has(platform));
	if (without.length > 0)
		throw invalid(`No account was chosen for: ${without.join(', ')}.`, 'platforms', 'account_ids');
	const unnamed = [...ofAccounts].filter((platform) => !platforms.includes(platform));
	if (unnamed.length > 0)
		throw invalid(`Missing platforms of the chosen accounts: ${unnamed.join(', ')}.`, 'platforms');
}

const MAX_OPTIONS_BYTES = 20 * 1024;

/** Documented, with their aliases; every other word has an error code of its own. */
const POST_TYPES: Readonly<Record<string, ReadonlySet<string>>> = {
	instagram: new Set(['post', 'reel', 'story', 'feed', 'video', 'photo', 'image', 'reels', 'stories']),
	facebook: new Set(['post', 'reel', 'story', 'feed', 'video', 'photo', 'image', 'text', 'reels', 'stories']),
};

function checkOptions({ platforms, options }: PostContent): void {
	if (Buffer.byteLength(JSON.stringify(options)) > MAX_OPTIONS_BYTES) {
		throw invalid('platform_options may have 20 KB.', 'platform_options');
	}
	for (const platform of platforms) {
		const { type } = options[platform] ?? {};
		const known = POST_TYPES[platform];
		if (known !== undefined && typeof type === 'string' && !known.has(type)) {
			throw new Refusal(422, 'POST_TYPE_UNSUPPORTED', `${platform} has no post type ${type}.`);
		}
	}
	if (platforms.includes('tiktok')) checkTiktok(options.tiktok ?? {});
}

function checkTiktok(options: Readonly<Record<string, unknown>>): void {
	if (options.visibility === undefined) {
		throw invalid('TikTok needs platform_options.tiktok.visibility.', 'platform_options.tiktok.visibility');
	}
	if (options.branded_content === true && options.visibility === 'private') {
		throw invalid('Branded content cannot be private.', 'platform_options.tiktok.branded_content');
	}
}

function captionFor(platform: string, { content, options }: PostContent): string {
	const own = options[platform]?.content;
	return typeof own === 'string' ? own : content;
}

function mediaFor(platform: string, { mediaUrls, options }: PostContent): readonly string[] {
	const own = options[platform]?.media_urls;
	return Array.isArray(own) ? own.map(String) : mediaUrls;
}

const PRIVATE_HOST = /^(localhost|127\.|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|169\.254\.|\[)/;

/** Only public HTTPS addresses are fetched; the sandbox's storage stands for such. */
export function checkMediaUrl(world: World, url: string, field = 'media_urls'): void {
	const { protocol, hostname, origin } = new URL(url);
	if (origin === world.storageOrigin) return;
	if (protocol !== 'https:' || PRIVATE_HOST.test(hostname)) {
		throw invalid(`${url} is not a public HTTPS address.`, field);
	}
}
