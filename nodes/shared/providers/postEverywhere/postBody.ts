import type { JsonObject, JsonValue } from '../../domain/json';
import { platformName, type Platform } from '../../domain/platform';
import type { ChosenAccount, PostDraft } from '../../domain/post';
import { accountNumber, askablePlatforms } from './mapping';
import type { LibraryMedia } from './mediaReading';

/** What `POST /posts` takes, and what of the draft has no place in it. */
export interface CreateRequest {
	readonly body: JsonObject;
	readonly warnings: readonly string[];
}

/** What a network can have of its own, and for which accounts. */
export type Content = Pick<PostDraft, 'media' | 'overrides' | 'tags'> & {
	readonly accounts: ReadonlyArray<Pick<ChosenAccount, 'platform'>>;
};

/** The body of `POST /posts`. `timezone` is for display only: `scheduled_for` is UTC and decides. */
export function createRequest(draft: PostDraft, media: readonly LibraryMedia[]): CreateRequest {
	const content = platformContent(draft);
	return {
		body: {
			...(draft.text === '' ? {} : { content: draft.text }),
			...(draft.accounts.length === 0
				? {}
				: { account_ids: draft.accounts.map((account) => accountNumber(account.providerAccountId)) }),
			...(draft.mode === 'schedule' && draft.scheduledAt !== null
				? { scheduled_for: draft.scheduledAt }
				: {}),
			...(draft.mode === 'draft' ? { draft: true } : {}),
			...(draft.mode === 'queue' ? { use_queue: true } : {}),
			timezone: draft.timezone,
			...(media.length === 0 ? {} : { media_ids: media.map(({ id }) => id) }),
			...(Object.keys(content).length === 0 ? {} : { platform_content: content }),
			...draft.additionalFields,
		},
		warnings: contentWarnings(draft),
	};
}

type Settings = Record<string, JsonValue | undefined>;
interface Entry {
	content?: string;
	contentType?: JsonValue;
	settings?: Settings;
}

/**
 * Per network `{content?, contentType?, settings?}`. An override's settings are the vendor's `settings`; `contentType`
 * (Post, Reels, Story …) stands beside them there, so it is lifted out. Networks that the vendor does not have are left
 * out: no account can be there.
 */
export function platformContent(draft: Content): Record<string, JsonObject> {
	const entries = new Map<string, Entry>();
	const entryOf = (platform: string): Entry => {
		const entry = entries.get(platform) ?? {};
		entries.set(platform, entry);
		return entry;
	};

	const altText = instagramAltText(draft);
	if (altText !== null) entryOf('instagram').settings = { altText };
	for (const { platform, text, settings } of draft.overrides) {
		if (isLacking(platform)) continue;
		const { contentType, ...others } = settings;
		const entry = entryOf(platform);
		if (text !== null) entry.content = text;
		if (contentType !== undefined) entry.contentType = contentType;
		if (Object.keys(others).length > 0) entry.settings = { ...entry.settings, ...others };
	}
	const filled = [...entries].filter(([, entry]) => Object.keys(entry).length > 0);
	return Object.fromEntries(filled.map(([platform, entry]) => [platform, { ...entry }]));
}

/** Whether the vendor cannot post to a network of ours. */
export function isLacking(platform: Platform): boolean {
	return askablePlatforms([platform]).length === 0;
}

/** Only Instagram takes an alternative text, one per post. */
function instagramAltText(draft: Content): string | null {
	if (!draft.accounts.some(({ platform }) => platform === 'instagram')) return null;
	return altTextsOf(draft)[0] ?? null;
}

function altTextsOf(draft: Content): string[] {
	return draft.media.flatMap(({ altText }) => (altText === null || altText === '' ? [] : [altText]));
}

/** What was asked for and has no place at the vendor. */
export function contentWarnings(draft: Content): string[] {
	const texts = altTextsOf(draft);
	const sent = instagramAltText(draft) === null ? 0 : 1;
	const onlyInstagram = draft.accounts.every(({ platform }) => platform === 'instagram');
	const lacking = draft.overrides.map(({ platform }) => platform).filter(isLacking);
	return [
		...[...new Set(lacking)].map(
			(platform) =>
				`PostEverywhere does not post to ${platformName(platform)}; the override for it was left out.`,
		),
		...(draft.tags.length > 0
			? [
					'PostEverywhere has no tags of a whole post; they were left out. YouTube and WordPress take tags in their own settings.',
				]
			: []),
		...(texts.length > sent || (texts.length > 0 && !onlyInstagram)
			? [
					'PostEverywhere takes an alternative text for Instagram only, one per post; the others were left out.',
				]
			: []),
	];
}
