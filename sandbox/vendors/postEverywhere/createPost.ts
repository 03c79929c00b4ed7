import type { Post, World } from '../../core/world';
import { campaignsOf } from './campaigns';
import { invalid, Refusal } from './envelope';
import { canPost, TOKEN_EXPIRED_TEXT } from './health';
import { mediaKind, mediaStatus } from './mediaWords';
import { brokenRules, tooLong, type Caption } from './platformRules';
import { changeFacts, factsOf, mediaOf, type PlatformContent, type PostFacts } from './postFacts';
import { nextFreeSlot } from './queue';
import { checkTimezone, readSchedule } from './times';

/** Body of `POST /posts`, after validation. */
export interface CreateBody {
	readonly content?: string;
	readonly account_ids?: readonly number[];
	readonly scheduled_for?: string;
	readonly scheduled_at?: string;
	readonly timezone?: string;
	readonly media_ids?: readonly string[];
	readonly platform_content?: Readonly<Record<string, PlatformContent[string]>>;
	readonly draft?: boolean;
	readonly use_queue?: boolean;
	readonly campaign_id?: number;
}

/** The sixth try with the same content is refused. */
export const TRIES_WITH_SAME_CONTENT = 5;

/** Makes a post and sends it on its way. Throws a `Refusal` and changes nothing when it cannot be made. */
export function createPost(world: World, body: CreateBody): Post {
	checkTimezone(body.timezone);
	const when = readWhen(world, body);
	const accountIds = checkAccounts(world, body.account_ids ?? []);
	const mediaIds = checkMedia(world, body.media_ids ?? []);
	if (body.campaign_id !== undefined && !campaignsOf(world).has(body.campaign_id)) {
		throw invalid(`Campaign ${body.campaign_id} not found`, { field: 'campaign_id' });
	}

	const facts: Partial<PostFacts> = {
		mediaIds,
		platformContent: readPlatformContent(body.platform_content),
		campaignId: body.campaign_id ?? null,
	};
	const draft = { content: body.content ?? '', extra: { ...facts } };
	if (!body.draft) {
		checkRules(draft, platformsOf(world, accountIds), world);
		checkCircuit(draft.content, world);
	}

	const post = world.addPost({
		...draft,
		id: world.uuid(),
		accountIds,
		scheduledFor: when,
		timezone: body.timezone ?? 'UTC',
		mediaUrls: mediaIds.flatMap((id) => world.media.get(id)?.url ?? []),
	});
	if (!body.draft) sendOff(world, post, when);
	return post;
}

/** Schedules a post, or publishes it now. */
export function sendOff(world: World, post: Post, when: Date | null): void {
	if (when) return world.schedule(post, when);
	changeFacts(post, { firedAt: world.now() });
	world.publish(post);
	failDeadAccounts(world, post);
}

/** The vendor takes a post for a dead account and fails that destination at once. */
export function failDeadAccounts(world: World, post: Post): void {
	const inFlight = post.targets.filter(({ status }) => status === 'publishing');
	const dead = inFlight.filter(({ accountId }) => {
		const account = world.accounts.get(accountId);
		return account !== undefined && !canPost(account, world);
	});
	for (const target of dead) {
		target.status = 'failed';
		target.error = TOKEN_EXPIRED_TEXT;
		target.attempts += 1;
	}
	const isOver = dead.length > 0 && dead.length === inFlight.length;
	if (!isOver) return;
	post.settlesAt = null;
	post.status = post.targets.some(({ status }) => status === 'published') ? 'partial' : 'failed';
}

function readWhen(world: World, body: CreateBody): Date | null {
	const at = readSchedule(body, world.now());
	if (!body.use_queue) return at;
	if (at) throw invalid('use_queue and scheduled_for cannot be used together', { field: 'use_queue' });
	return nextFreeSlot(world);
}

/** The IDs of connected accounts, each once. */
export function checkAccounts(world: World, ids: readonly number[]): string[] {
	const unknown = ids.filter((id) => !world.accounts.get(String(id))?.connected);
	if (unknown.length > 0) {
		throw new Refusal(400, 'invalid_accounts', `These accounts were not found: ${unknown.join(', ')}`, {
			field: 'account_ids',
			invalid_account_ids: unknown,
		});
	}
	return [...new Set(ids.map(String))];
}

/** The IDs of media that are there and ready. */
export function checkMedia(world: World, ids: readonly string[]): string[] {
	const unknown = ids.filter((id) => !world.media.has(id));
	if (unknown.length > 0)
		throw invalid(`Media not found: ${unknown.join(', ')}`, { field: 'media_ids', media_ids: unknown });
	const unready = ids.filter((id) => mediaStatus(world.media.get(id)) !== 'ready');
	if (unready.length > 0)
		throw invalid(`Media not ready: ${unready.join(', ')}`, { field: 'media_ids', media_ids: unready });
	return [...ids];
}

/** `twitter` is an old word for `x`. */
export function readPlatformContent(given: CreateBody['platform_content']): PlatformContent | null {
	if (given === undefined) return null;
	const { twitter, ...rest } = given;
	return twitter === undefined ? rest : { ...rest, x: { ...twitter, ...rest.x } };
}

export function platformsOf(world: World, accountIds: readonly string[]): string[] {
	return [...new Set(accountIds.flatMap((id) => world.accounts.get(id)?.platform ?? []))];
}

/** Refuses a post that breaks a rule of one of its networks. */
export function checkRules(
	post: Pick<Post, 'content' | 'extra'>,
	platforms: readonly string[],
	world: World,
): void {
	const { platformContent } = factsOf(post);
	const media = mediaOf(post, world).map(({ contentType }) => mediaKind(contentType));
	const captions = platforms.map((platform): Caption => {
		const own = platformContent?.[platform];
		return { platform, text: own?.content ?? post.content, settings: own?.settings ?? {}, media };
	});

	const long = captions.flatMap((caption) => tooLong(caption) ?? []);
	if (long[0]) throw new Refusal(400, 'content_too_long', long[0].message, { validation_errors: long });
	const broken = captions.flatMap(brokenRules);
	if (broken[0])
		throw new Refusal(400, 'post_creation_failed', broken[0].message, { validation_errors: broken });
}

function checkCircuit(content: string, world: World): void {
	const failed = [...world.posts.values()].filter(
		(post) => post.status === 'failed' && post.content === content,
	);
	if (failed.length >= TRIES_WITH_SAME_CONTENT) throw circuitBroken();
}

export function circuitBroken(): Refusal {
	return new Refusal(
		422,
		'permanent_failure_circuit_breaker',
		'This content has failed repeatedly. Fix the cause before trying again.',
	);
}
