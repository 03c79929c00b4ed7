import { asList, asObject, asText, type JsonObject, type JsonValue } from '../../domain/json';
import { platformName } from '../../domain/platform';
import type { PostChanges } from '../../domain/post';
import { toIsoUtc } from '../../domain/time';
import type { FoundPost } from './getPost';
import { accountNumber } from './mapping';
import { contentWarnings, platformContent, type Content } from './postBody';
import { checkContent } from './settings';

/** What `PATCH /posts/{id}` takes, and what of the changes has no place in it. */
export interface UpdateRequest {
	readonly body: JsonObject;
	readonly warnings: readonly string[];
}

/**
 * The body of `PATCH /posts/{id}`: only what shall become different, still without media.
 *
 * @throws InputError for settings that do not go together
 */
export function updateRequest(before: FoundPost, changes: PostChanges): UpdateRequest {
	const { text, accounts, additionalFields } = changes;
	const content: Content = {
		accounts: accounts ?? before.item.targets,
		media: changes.media ?? [],
		overrides: changes.overrides ?? [],
	};
	const fresh = platformContent(content);
	const old = asObject(asObject(before.raw).platform_content);
	const merged = mergeContent(old, fresh);
	const isFresh = Object.keys(fresh).length > 0;
	if (isFresh) checkContent(merged);
	return {
		body: {
			...(text === undefined ? {} : { content: text }),
			...(accounts === undefined
				? {}
				: { account_ids: accounts.map(({ providerAccountId }) => accountNumber(providerAccountId)) }),
			...(isFresh ? { platform_content: merged } : {}),
			...additionalFields,
		},
		warnings: [
			...contentWarnings(content),
			...ownTextWarning(old, fresh, content, changes),
			...oldAltTextWarning(old, fresh, changes),
		],
	};
}

/**
 * The whole `platform_content` after the change. That settings are merged is known from a client only, and of networks that
 * are left out nothing is: sent whole, it comes out right whether the vendor merges or replaces.
 */
function mergeContent(old: JsonObject, fresh: Readonly<Record<string, JsonObject>>): JsonObject {
	const names = new Set([...Object.keys(old), ...Object.keys(fresh)]);
	return Object.fromEntries(
		[...names].map((name) => {
			const before = withoutEmpty(asObject(old[name]));
			const now = fresh[name] ?? {};
			const settings = { ...withoutEmpty(asObject(before.settings)), ...asObject(now.settings) };
			const hasSettings = Object.keys(settings).length > 0;
			return [name, { ...before, ...now, ...(hasSettings ? { settings } : {}) }];
		}),
	);
}

/** What the vendor shows as null may not be accepted as null. */
function withoutEmpty(fields: JsonObject): JsonObject {
	return Object.fromEntries(
		Object.entries(fields).filter(([, value]) => value !== null && value !== undefined),
	);
}

function ownTextWarning(
	old: JsonObject,
	fresh: Readonly<Record<string, JsonObject>>,
	{ accounts }: Content,
	{ text }: PostChanges,
): string[] {
	if (text === undefined) return [];
	const chosen = new Set(accounts.map(({ platform }) => platform));
	const keeping = [...chosen].filter(
		(platform) => asText(asObject(old[platform]).content) !== null && fresh[platform]?.content === undefined,
	);
	return keeping.length === 0
		? []
		: [
				`The post keeps the text of its own that it has for ${keeping.map(platformName).join(', ')}. Change it under Platform Overrides.`,
			];
}

function oldAltTextWarning(
	old: JsonObject,
	fresh: Readonly<Record<string, JsonObject>>,
	{ media }: PostChanges,
): string[] {
	const altTextIn = (entry: JsonValue | undefined) => asText(asObject(asObject(entry).settings).altText);
	const stays =
		media !== undefined && altTextIn(old.instagram) !== null && altTextIn(fresh.instagram) === null;
	return stays
		? ['The alternative text of the former media stays on Instagram. Give the new media one of their own.']
		: [];
}

/** Whether a post, as the vendor shows it, has all of this; lists are the same whatever their order. */
export function shows(shown: JsonValue | undefined, wanted: JsonValue | undefined): boolean {
	if (Array.isArray(wanted)) {
		const list = asList(shown);
		return list.length === wanted.length && wanted.every((one) => list.some((other) => shows(other, one)));
	}
	if (typeof wanted === 'object' && wanted !== null) {
		const object = asObject(shown);
		return Object.entries(wanted).every(([name, value]) => shows(object[name], value as JsonValue));
	}
	if (asText(shown) === asText(wanted)) return true;
	const moment = toIsoUtc(wanted);
	return moment !== null && moment === toIsoUtc(shown);
}
