import { asList, asObject, asText, type JsonObject, type JsonValue } from '../../domain/json';
import type { Platform } from '../../domain/platform';
import type { ChosenAccount, Post, PostStatus, Target } from '../../domain/post';
import { toIsoUtc } from '../../domain/time';
import { platformFromVendor, postStatusFromVendor, REMOVABLE_PLATFORMS } from './mapping';

/**
 * A post from the vendor's SocialPost. That tells results by network only: not the accounts, the media, the time zone, or
 * when it was changed.
 *
 * @param sentTo the accounts it was sent to, when this is the answer to sending it
 * @returns `null` when the object has no ID, so that nothing could be done with it
 */
export function readPost(entry: JsonValue, sentTo: readonly ChosenAccount[] = []): Post | null {
	const post = asObject(entry);
	const id = asText(post.id) ?? asText(post.post_id);
	if (id === null) return null;

	return {
		id,
		provider: 'smartlyQ',
		status: postStatusFromVendor(asText(post.status)),
		text: asText(post.content),
		scheduledAt: toIsoUtc(post.scheduled_time),
		publishedAt: toIsoUtc(post.published_at),
		createdAt: toIsoUtc(post.created_at),
		updatedAt: null,
		timezone: null,
		targets: platformWordsOf(post).flatMap((word) => readTargets(word, post, sentTo)),
		media: [],
		warnings: readWarnings(post),
	};
}

/** Reserved keys among the networks of `post_urls`. */
const ERRORS_KEY = '_errors';
const WHOLE_POST_KEY = '_post';
const isReserved = (key: string) => key.startsWith('_');

/** The networks of the post, and any other that it has a result for. */
function platformWordsOf(post: JsonObject): string[] {
	const listed = asList(post.platforms)
		.map(asText)
		.filter((word) => word !== null);
	const withResults = [post.post_urls, post.post_ids, errorsOf(post)].flatMap((byPlatform) =>
		Object.keys(asObject(byPlatform)),
	);
	return [...new Set([...listed, ...withResults.filter((key) => !isReserved(key))])];
}

/** One target per address or ID of a network, one more for its error, and one for a network without any result. */
function readTargets(word: string, post: JsonObject, sentTo: readonly ChosenAccount[]): Target[] {
	const platform = platformFromVendor(word);
	const urls = asListOrOne(valueOf(post.post_urls, word));
	const ids = asListOrOne(valueOf(post.post_ids, word));
	const error = asText(valueOf(errorsOf(post), word));
	const postStatus = postStatusFromVendor(asText(post.status));
	const blank: Target = {
		accountId: accountOf(platform, sentTo),
		platform,
		status: 'unknown',
		url: null,
		platformPostId: null,
		publishedAt: null,
		error: null,
		attempts: null,
	};

	// Taking a post down skips networks that do not allow it: what is there of such a network is still live.
	const isDown = postStatus === 'unpublished' && REMOVABLE_PLATFORMS.includes(platform);

	const live = Array.from({ length: Math.max(urls.length, ids.length) }, (_, index): Target => ({
		...blank,
		status: isDown ? 'unpublished' : 'published',
		url: asText(urls[index]),
		platformPostId: asText(ids[index]),
		publishedAt: toIsoUtc(post.published_at),
	}));
	if (error !== null) return [...live, { ...blank, status: 'failed', error }];
	return live.length > 0 ? live : [withoutResult(blank, postStatus, post)];
}

/** A network without address, ID or error stands where its post stands; of a mixed post that is not known. */
function withoutResult(blank: Target, postStatus: PostStatus, post: JsonObject): Target {
	switch (postStatus) {
		case 'partiallyPublished':
			return blank;
		case 'published':
			return { ...blank, status: 'published', publishedAt: toIsoUtc(post.published_at) };
		case 'failed':
			return { ...blank, status: 'failed', error: wholePostError(post) };
		default:
			return { ...blank, status: postStatus };
	}
}

/** Certain only when a single account of the network was chosen. */
function accountOf(platform: Platform, sentTo: readonly ChosenAccount[]): string | null {
	const [account, ...others] = sentTo.filter((one) => one.platform === platform);
	return account !== undefined && others.length === 0 ? account.id : null;
}

/** What an object says about a network, whose name comes over the wire and may be that of something inherited. */
function valueOf(byPlatform: JsonValue | undefined, word: string): JsonValue | undefined {
	const known = asObject(byPlatform);
	return Object.hasOwn(known, word) ? known[word] : undefined;
}

/** Documented as a text in one place and as a list in another. */
function asListOrOne(value: JsonValue | undefined): readonly JsonValue[] {
	if (value === undefined || value === null || value === '') return [];
	return Array.isArray(value) ? (value as readonly JsonValue[]) : [value];
}

/** By network; the reserved key for the whole post is among them. */
function errorsOf(post: JsonObject): JsonObject {
	return asObject(asObject(post.post_urls)[ERRORS_KEY]);
}

function wholePostError(post: JsonObject): string | null {
	return asText(errorsOf(post)[WHOLE_POST_KEY]);
}

const REPLAY_WARNING = 'This post was there already: it had been made with the same idempotency key.';
const EXTERNAL_WARNING = 'This post was imported from the network; it was not made through SmartlyQ.';

function readWarnings(post: JsonObject): string[] {
	const said = asList(post.warnings).map(asText);
	const whole = wholePostError(post);
	return [
		...said.filter((warning) => warning !== null),
		...(whole === null ? [] : [whole]),
		...(post.idempotent_replay === true ? [REPLAY_WARNING] : []),
		...(post.status === 'external' ? [EXTERNAL_WARNING] : []),
	];
}
