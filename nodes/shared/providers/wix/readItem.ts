import { asList, asObject, asText, type JsonObject, type JsonValue } from '../../domain/json';
import { statusFromTargets, UNKNOWN_MEDIA, type Media, type Post, type Target } from '../../domain/post';
import { toIsoUtc } from '../../domain/time';
import { formatAccountId } from './accountId';
import { FORMATS } from './formats';
import {
	channelNamed,
	mediaTypeOf,
	PLACES,
	platformOf,
	statusOf,
	type Channel,
	type WixMediaType,
} from './mapping';

/** Between the IDs of a post's items. */
const ID_SEPARATOR = ',';

/** The items of a post, by its ID. */
export function itemIdsOf(postId: string): string[] {
	return postId
		.split(ID_SEPARATOR)
		.map((id) => id.trim())
		.filter((id) => id !== '');
}

/**
 * An item as a post with one target. Wix tells neither when an item was published nor, but for drafts, when it was made.
 *
 * @param item with an ID: `itemOf` and `queryItems` give no other
 */
export function readItem(item: JsonObject): Post {
	const { textField, content } = contentOf(item);
	const draftInfo = asObject(item.draftInfo);
	const target = readTarget(item, content);
	return {
		id: asText(item.id) ?? '',
		provider: 'wix',
		status: target.status,
		text: textField === null ? null : asText(content[textField]),
		scheduledAt: toIsoUtc(asObject(item.schedulingInfo).scheduledDate),
		publishedAt: null,
		createdAt: toIsoUtc(draftInfo.createdDate),
		updatedAt: toIsoUtc(draftInfo.updatedDate),
		timezone: null,
		targets: [target],
		media: readMedia(content),
		warnings: [],
	};
}

function contentOf(item: JsonObject): { textField: 'caption' | 'description' | null; content: JsonObject } {
	const format = FORMATS.find(({ contentKey }) => item[contentKey] !== undefined);
	return { textField: format?.textField ?? null, content: asObject(format && item[format.contentKey]) };
}

function readTarget(item: JsonObject, content: JsonObject): Target {
	const channel = asObject(item.channel);
	const name = asText(channel.name);
	return {
		accountId: readAccountId(channel, content),
		platform: platformOf(name ?? 'unknown'),
		status: statusOf(asText(item.status)),
		// Where the address stands is not documented: clients find it in these places.
		url:
			asText(channel.externalItemUrl) ??
			asText(item.externalItemUrl) ??
			asText(content.postUrl) ??
			asText(content.storyUrl),
		platformPostId: asText(channel.externalItemId) ?? asText(item.externalItemId),
		publishedAt: null,
		error: readError(item.publicationError),
		attempts: null,
	};
}

/** `null` also where the item does not say to which page, board or location it goes. */
function readAccountId(channel: JsonObject, content: JsonObject): string | null {
	const name: Channel | null = channelNamed(asText(channel.name) ?? '');
	const id = asText(channel.accountId);
	if (name === null || id === null) return null;
	const place = PLACES[name];
	if (place === undefined) return formatAccountId({ channel: name, id, place: null });

	const placeId = asText(content[place.contentField]) ?? asText(asObject(channel.publishingTarget).id);
	return placeId === null ? null : formatAccountId({ channel: name, id, place: placeId });
}

/** The fields of a publication error are not documented: the first that reads like a text, else all of it. */
function readError(error: JsonValue | undefined): string | null {
	if (typeof error === 'string') return asText(error);
	const fields = asObject(error);
	const text =
		asText(fields.message) ??
		asText(fields.description) ??
		asText(fields.errorMessage) ??
		asText(fields.reason) ??
		asText(fields.code);
	if (text !== null) return text;
	return Object.keys(fields).length === 0 ? null : JSON.stringify(fields);
}

function readMedia(content: JsonObject): Media[] {
	const single = (url: JsonValue | undefined, type: WixMediaType) =>
		asText(url) === null ? [] : [{ url, type }];
	return [
		...single(content.imageUrl, 'IMAGE'),
		...single(content.videoUrl, 'VIDEO'),
		...asList(asObject(content.mediaWrapper).media),
	].map((entry) => {
		const { url, type, fileId } = asObject(entry);
		return { ...UNKNOWN_MEDIA, id: asText(fileId), type: mediaTypeOf(asText(type)), url: asText(url) };
	});
}

/** The items of one post as one: a target each, in their order. What they share is taken from the first that has it. */
export function mergeItems(posts: readonly [Post, ...Post[]]): Post {
	const [first] = posts;
	const targets = posts.flatMap((post) => post.targets);
	const firstOf = (field: 'text' | 'scheduledAt' | 'createdAt' | 'updatedAt') =>
		posts.map((post) => post[field]).find((value) => value !== null) ?? null;
	return {
		...first,
		id: posts.map(({ id }) => id).join(ID_SEPARATOR),
		status: statusFromTargets(targets.map(({ status }) => status)),
		text: firstOf('text'),
		scheduledAt: firstOf('scheduledAt'),
		createdAt: firstOf('createdAt'),
		updatedAt: firstOf('updatedAt'),
		targets,
		media: posts.find(({ media }) => media.length > 0)?.media ?? [],
	};
}

/** What Wix said of a post: the item itself where there is one, else the list of them. */
export function rawOf(items: readonly JsonObject[]): JsonValue {
	return items.length === 1 && items[0] !== undefined ? items[0] : items;
}
