import { createHash } from 'crypto';

import { asObject, asText, type JsonObject, type JsonValue } from '../../domain/json';
import { typeOfMediaUrl } from '../../domain/mediaType';
import { platformName } from '../../domain/platform';
import type { ChosenAccount, MediaSource, MediaType, PostDraft } from '../../domain/post';
import { parseAccountId, type AccountRef } from './accountId';
import { refused } from './answers';
import { FORMATS, formatsOf, type Format, type MediaField } from './formats';
import { mediaWord, PLACES, type WixMediaType } from './mapping';

/** Recorded by Wix as the item's maker. */
const CONSUMER_NAME = 'n8n-nodes-social-publisher';

/** Digits of a hash of the account's ID: keeps the keys of one post's items apart, whatever the order of its accounts. */
const ACCOUNT_DIGITS = 12;

/** YouTube takes no longer title. */
const YOUTUBE_TITLE_LENGTH = 100;

/** TikTok refuses a post that does not say who may see it. */
const TIKTOK_DEFAULT_PRIVACY = 'PUBLIC_TO_EVERYONE';

/** An item that is ready to be sent, with the key by which a repeat is recognised. */
export interface ItemBody {
	readonly item: JsonObject;
	readonly referenceId: string;
	/** What was chosen in the person's place. */
	readonly warnings: readonly string[];
}

/**
 * The item for one account of a post. Settings of the network's override go into the content object, except `type`, which
 * chooses the format (e.g. `STORY`). Additional fields are fields of the item; a content object among them counts only
 * for the networks that it belongs to.
 *
 * @throws VendorError when Wix has no place for the type, the media or the account; nothing was sent then
 */
export function itemBodyFor(draft: PostDraft, account: ChosenAccount): ItemBody {
	const ref = refOf(account);
	const override = draft.overrides.find(({ platform }) => platform === account.platform);
	const { type: wantedType, ...settings } = override?.settings ?? {};
	const format = chooseFormat(ref, draft.media, asText(wantedType));
	const referenceId = `${draft.idempotencyKey}-${digestOf(account.id)}`;
	const item: JsonObject = {
		channel: { name: ref.channel, accountId: ref.id },
		type: format.type,
		referenceId,
		consumerInfo: { name: CONSUMER_NAME },
		...(draft.scheduledAt === null ? {} : { schedulingInfo: { scheduledDate: draft.scheduledAt } }),
		[format.contentKey]: contentOf(format, ref, draft, { text: override?.text ?? draft.text, settings }),
	};
	const whole = merge(item, additionalFieldsFor(format, draft.additionalFields));
	return {
		item: whole,
		// An additional field may have replaced the key.
		referenceId: asText(whole.referenceId) ?? referenceId,
		warnings: [
			...(ref.channel === 'TIKTOK' && settings.privacyLevel === undefined ? [PRIVACY_WARNING] : []),
			...mediaWarnings(format, draft.media, settings, platformName(account.platform)),
		],
	};
}

type KnownRef = AccountRef & { readonly id: string };

/** @throws VendorError for what is no account, such as `INSTAGRAM:*` */
function refOf({ id: accountId, platform }: ChosenAccount): KnownRef {
	const ref = parseAccountId(accountId);
	if (ref !== null && ref.id !== null) return { ...ref, id: ref.id };
	throw refused(
		`${accountId} is not an account that Wix can post to`,
		ref === null
			? `Choose an account from the list, or give an ID such as ${EXAMPLE_ID}. Nothing was sent.`
			: `The connection to ${platformName(platform)} had lapsed. Connect it again, then choose one of its accounts. Nothing was sent.`,
	);
}

const EXAMPLE_ID = 'INSTAGRAM:17841405822304914';

const PRIVACY_WARNING = `The TikTok post is ${TIKTOK_DEFAULT_PRIVACY}, since no privacy was chosen: set "privacyLevel" in the settings of an override for TikTok.`;

function chooseFormat({ channel }: AccountRef, media: readonly MediaSource[], wanted: string | null): Format {
	const formats = formatsOf(channel);
	const hasVideo = media.some((one) => typeOf(one) === 'video');
	const type = wanted?.toUpperCase() ?? (channel === 'TIKTOK' && hasVideo ? 'VIDEO' : formats[0]?.type);
	const format = formats.find((one) => one.type === type);
	if (format !== undefined) return format;
	throw refused(
		`Wix has no type "${String(type)}" for ${channel}`,
		`Set "type" in the settings of the override to one of: ${formats.map((one) => one.type).join(', ')}. Nothing was sent.`,
	);
}

function contentOf(
	format: Format,
	ref: KnownRef,
	draft: PostDraft,
	{ text, settings }: { readonly text: string; readonly settings: JsonObject },
): JsonObject {
	const placeField = PLACES[ref.channel]?.contentField;
	return {
		...(format.textField === null || text === '' ? {} : { [format.textField]: text }),
		...(format.accountField === null ? {} : { [format.accountField]: ref.id }),
		...(placeField === undefined ? {} : { [placeField]: ref.place }),
		...needsOf(ref, text),
		...(bringsMedia(format, settings) ? {} : mediaOf(format.media, draft.media)),
		...settings,
	};
}

/** What the network cannot do without, where the person has not said it: settings come after and replace it. */
function needsOf({ channel }: AccountRef, text: string): JsonObject {
	if (channel === 'TIKTOK') return { privacyLevel: TIKTOK_DEFAULT_PRIVACY };
	const [firstLine = ''] = text.trim().split('\n');
	return channel === 'YOUTUBE' && firstLine !== ''
		? { title: shorten(firstLine.trim(), YOUTUBE_TITLE_LENGTH) }
		: {};
}

function shorten(text: string, length: number): string {
	const letters = [...text];
	return letters.length <= length ? text : `${letters.slice(0, length - 1).join('')}…`;
}

/** Media exclude each other and a link, so that those of the settings stand alone. */
export function bringsMedia({ media, insteadOfMedia }: Format, settings: JsonObject): boolean {
	return [...media, insteadOfMedia].some((field) => field !== null && settings[field] !== undefined);
}

export function mediaWarnings(
	format: Format,
	media: readonly MediaSource[],
	settings: JsonObject,
	network: string,
): string[] {
	if (media.length === 0) return [];
	if (bringsMedia(format, settings)) {
		return [
			`The media of the post were left out on ${network}: the settings of its override bring something else in their place.`,
		];
	}
	const takesOneVideo = format.media.every((field) => field === 'videoUrl');
	const isOneVideo = media.length === 1 && media.every((one) => typeOf(one) === 'video');
	return takesOneVideo && !isOneVideo ? [`${network} takes one video; the other media were left out.`] : [];
}

/** A single file in the short form where there is one, several wrapped; only videos where the format takes no other. */
export function mediaOf(fields: readonly MediaField[], sources: readonly MediaSource[]): JsonObject {
	const media = sources.map((source) => ({ type: wordFor(source), url: source.url }));
	const [first] = media;
	if (first === undefined) return {};
	const single: MediaField = first.type === 'VIDEO' ? 'videoUrl' : 'imageUrl';
	if (media.length === 1 && fields.includes(single)) return { [single]: first.url };
	if (fields.includes('mediaWrapper')) return { mediaWrapper: { media } };
	const video = media.find(({ type }) => type === 'VIDEO');
	return video === undefined ? {} : { videoUrl: video.url };
}

function wordFor(source: MediaSource): WixMediaType {
	const type = typeOf(source);
	const word = type === null ? null : mediaWord(type);
	if (word !== null) return word;
	throw refused(
		type === null
			? `The type of the media could not be told from its address: ${source.url}`
			: `Wix does not take media of the type ${type}: ${source.url}`,
		'Set the type of the media to image, video or GIF. Nothing was sent.',
	);
}

/** The addresses of Wix's own store, where the path need not tell. */
const STORE_TYPES: Readonly<Record<string, MediaType>> = {
	'static.wixstatic.com': 'image',
	'video.wixstatic.com': 'video',
};

function typeOf({ type, url }: MediaSource): MediaType | null {
	const host = URL.canParse(url) ? new URL(url).hostname : '';
	return type ?? STORE_TYPES[host] ?? typeOfMediaUrl(url);
}

/** `{ item: { … } }` is taken for its inside, since that is how the API's own documents print it. */
export function additionalFieldsFor(format: Format, additional: JsonObject): JsonObject {
	const fields = additional.item === undefined ? additional : asObject(additional.item);
	const foreign = FORMATS.map(({ contentKey }) => contentKey).filter((key) => key !== format.contentKey);
	return Object.fromEntries(Object.entries(fields).filter(([key]) => !foreign.includes(key)));
}

/** Objects are merged field by field; anything else is replaced. */
export function merge(base: JsonObject, more: JsonObject): JsonObject {
	const merged = Object.entries(more).map(([key, value]) => {
		const known = base[key];
		return [key, isObject(known) && isObject(value) ? merge(known, value) : value] as const;
	});
	return { ...base, ...Object.fromEntries(merged) };
}

function isObject(value: JsonValue | undefined): value is JsonObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function digestOf(accountId: string): string {
	return createHash('sha256').update(accountId).digest('hex').slice(0, ACCOUNT_DIGITS);
}
