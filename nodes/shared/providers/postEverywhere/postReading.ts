import { asList, asNumber, asObject, asText, type JsonObject, type JsonValue } from '../../domain/json';
import {
	statusFromTargets,
	UNKNOWN_MEDIA,
	type Media,
	type Post,
	type PostDraft,
	type PostStatus,
	type Target,
} from '../../domain/post';
import { toIsoUtc } from '../../domain/time';
import { readDestinationStatus, readPlatform, readPostStatus } from './mapping';
import { readMedia, type LibraryMedia } from './mediaReading';

/** A post as `GET /posts` and `GET /posts/{id}` show it; `null` without an ID. */
export function readPost(raw: JsonValue): Post | null {
	const post = asObject(raw);
	const id = postIdOf(post);
	if (id === null) return null;
	const ownStatus = readPostStatus(post.status);
	const targets = asList(post.destinations).map((destination) =>
		readTarget(asObject(destination), ownStatus),
	);
	return {
		id,
		provider: 'postEverywhere',
		status: asText(post.status) === null ? statusFromTargets(targets.map(({ status }) => status)) : ownStatus,
		text: asText(post.content),
		scheduledAt: toIsoUtc(post.scheduled_for),
		publishedAt: firstPublished(targets),
		createdAt: toIsoUtc(post.created_at),
		updatedAt: toIsoUtc(post.updated_at),
		timezone: asText(post.timezone),
		targets,
		media: readPostMedia(post),
		warnings: [],
	};
}

/**
 * The post that a create answers. It has no destinations: those of an immediate post come as `results`, the others
 * follow from what was asked for.
 */
export function readCreatedPost(
	raw: JsonObject,
	draft: PostDraft,
	media: readonly LibraryMedia[],
): Post | null {
	const post = readPost(raw);
	if (post === null) return null;
	const further = readPostStatus(raw.post_status);
	const status = further === 'unknown' ? post.status : further;
	const results = asList(raw.results).map((result) => readTarget(asObject(result), status));
	const targets = draft.accounts.map(
		(account): Target =>
			results.find(({ accountId }) => accountId === account.id) ?? {
				accountId: account.id,
				platform: account.platform,
				status: status === 'draft' || status === 'scheduled' ? status : 'publishing',
				url: null,
				platformPostId: null,
				publishedAt: null,
				error: null,
				attempts: null,
			},
	);
	return {
		...post,
		status,
		text: post.text ?? (draft.text === '' ? null : draft.text),
		scheduledAt: post.scheduledAt ?? draft.scheduledAt,
		publishedAt: firstPublished(targets),
		timezone: post.timezone ?? draft.timezone,
		targets,
		media,
	};
}

/** `post_id` is canonical, `id` the older name of the same UUID. */
function postIdOf(post: JsonObject): string | null {
	return asText(post.post_id) ?? asText(post.id);
}

function readTarget(raw: JsonObject, postStatus: PostStatus): Target {
	return {
		// A destination's own `id` is a UUID of its own.
		accountId: asText(raw.account_id),
		platform: readPlatform(raw.platform),
		status: readDestinationStatus(raw.status, postStatus),
		url: asText(raw.platform_post_url),
		platformPostId: asText(raw.platform_post_id),
		publishedAt: toIsoUtc(raw.published_at),
		error: readError(raw.error),
		attempts: asNumber(raw.attempts),
	};
}

/** Text as documented; a client leaves its type open, so an object is read too. */
function readError(error: unknown): string | null {
	const { message } = asObject(error);
	return asText(error) ?? asText(message);
}

/** The API has no time of the whole post: it went live when its first destination did. */
function firstPublished(targets: readonly Target[]): string | null {
	const times = targets.flatMap(({ publishedAt }) => publishedAt ?? []).sort();
	return times[0] ?? null;
}

/** Filled-in media where there are some, otherwise what the IDs tell. */
function readPostMedia(post: JsonObject): Media[] {
	const filled = asList(post.media).map((media) => readMedia(asObject(media)));
	if (filled.length > 0) return filled;
	return asList(post.media_ids).flatMap((id) => {
		const text = asText(id);
		return text === null ? [] : [{ ...UNKNOWN_MEDIA, id: text }];
	});
}
