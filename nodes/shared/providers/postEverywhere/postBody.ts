import type { JsonObject, JsonValue } from '../../domain/json';
import { InputError } from '../../domain/inputError';
import type { ChosenAccount, PostDraft } from '../../domain/post';
import { accountNumber } from './mapping';
import { checkContent, vendorSettings } from './settings';

/** What `POST /posts` takes, and what of the draft has no place in it. */
export interface CreateRequest {
	readonly body: JsonObject;
	readonly warnings: readonly string[];
}

/** What a network can have of its own, and for which accounts. */
export type Content = Pick<PostDraft, 'media' | 'overrides'> & {
	readonly accounts: ReadonlyArray<Pick<ChosenAccount, 'platform'>>;
};

/**
 * The body of `POST /posts`, still without media. `timezone` is for display only: `scheduled_for` is UTC and decides.
 *
 * @throws InputError for a campaign that cannot be one, and for settings that do not go together
 */
export function createRequest(draft: PostDraft): CreateRequest {
	const content = platformContent(draft);
	checkContent(content);
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
			...(draft.campaignId === null ? {} : { campaign_id: campaignNumber(draft.campaignId) }),
			...(Object.keys(content).length === 0 ? {} : { platform_content: content }),
			...draft.additionalFields,
		},
		warnings: contentWarnings(draft),
	};
}

function campaignNumber(id: string): number {
	const number = Number(id);
	if (/^\d+$/.test(id) && Number.isSafeInteger(number)) return number;
	throw new InputError(
		'Campaign ID',
		`"${id}" is not the ID of a campaign at PostEverywhere`,
		'Campaigns have whole numbers as IDs there. Nothing was sent.',
	);
}

interface Entry {
	content?: string;
	contentType?: JsonValue;
	settings?: JsonObject;
}

/**
 * Per network `{content?, contentType?, settings?}`. An override's settings are the vendor's `settings`; `contentType`
 * (Post, Reels, Story …) stands beside them there, so it is lifted out.
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
	for (const override of draft.overrides) {
		const { contentType, settings } = vendorSettings(override);
		const entry = entryOf(override.platform);
		if (override.text !== null) entry.content = override.text;
		if (contentType !== undefined) entry.contentType = contentType;
		if (Object.keys(settings).length > 0) entry.settings = { ...entry.settings, ...settings };
	}
	const filled = [...entries].filter(([, entry]) => Object.keys(entry).length > 0);
	return Object.fromEntries(filled.map(([platform, entry]) => [platform, { ...entry }]));
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
	return texts.length > sent || (texts.length > 0 && !onlyInstagram)
		? ['PostEverywhere takes an alternative text for Instagram only, one per post; the others were left out.']
		: [];
}
