import { createHash } from 'crypto';

import { InputError } from '../../domain/inputError';
import { asObject, asText, type JsonObject, type JsonValue } from '../../domain/json';
import { platformName } from '../../domain/platform';
import type { ChosenAccount, PostDraft } from '../../domain/post';
import { parseAccountId, type AccountRef } from './accountId';
import { FORMATS, formatsOf, type Format } from './formats';
import { bringsMedia, mediaOf, mediaWarnings, type ItemMedia } from './itemMedia';
import { PLACES } from './mapping';
import { settingFields, wantedType } from './settings';

/** Recorded by Wix as the item's maker. */
const CONSUMER_NAME = 'n8n-nodes-social-publisher';

/** Digits of a hash of the account's ID: keeps the keys of one post's items apart, whatever the order of its accounts. */
const ACCOUNT_DIGITS = 12;

/** YouTube takes no longer title. */
const YOUTUBE_TITLE_LENGTH = 100;

/** An item that is ready to be sent, with the key by which a repeat is recognised. */
export interface ItemBody {
	readonly account: ChosenAccount;
	readonly item: JsonObject;
	readonly referenceId: string;
	/** What of the post does not go to this account. */
	readonly warnings: readonly string[];
}

/**
 * The items of a post, one per account in their order.
 *
 * @param media of the post, in its order
 * @throws InputError for what Wix has no place for
 */
export function itemBodiesFor(draft: PostDraft, media: readonly ItemMedia[]): readonly ItemBody[] {
	return draft.accounts.map((account) => itemBodyFor(draft, media, account));
}

/**
 * The item for one account of a post. Settings of the network's override go into the content object, except `type`, which
 * chooses the format (e.g. `STORY`). Additional fields are fields of the item; a content object among them counts only
 * for the networks that it belongs to.
 */
function itemBodyFor(draft: PostDraft, media: readonly ItemMedia[], account: ChosenAccount): ItemBody {
	const ref = refOf(account);
	const network = platformName(account.platform);
	const override = draft.overrides.find(({ platform }) => platform === account.platform);
	const format = chooseFormat(ref, media, wantedType(override), network);
	const settings = settingFields(format, override, network);
	const referenceId = `${draft.idempotencyKey}-${digestOf(account.id)}`;
	const item: JsonObject = {
		channel: { name: ref.channel, accountId: ref.id },
		type: format.type,
		referenceId,
		consumerInfo: { name: CONSUMER_NAME },
		...(draft.scheduledAt === null ? {} : { schedulingInfo: { scheduledDate: draft.scheduledAt } }),
		[format.contentKey]: contentOf(format, ref, { text: override?.text ?? draft.text, media, settings }),
	};
	const whole = merge(item, additionalFieldsFor(format, draft.additionalFields));
	if (ref.channel === 'TIKTOK' && asText(asObject(whole[format.contentKey]).privacyLevel) === null) {
		throw privacyMissing();
	}
	return {
		account,
		item: whole,
		// An additional field may have replaced the key.
		referenceId: asText(whole.referenceId) ?? referenceId,
		warnings: mediaWarnings(format, media, settings, network),
	};
}

function privacyMissing(): InputError {
	return new InputError(
		'Platform Overrides',
		'TikTok takes no post that does not say who may see it',
		'Add an override for TikTok and choose Privacy there. Nothing was sent.',
	);
}

type KnownRef = AccountRef & { readonly id: string };

/** @throws InputError for what is no account, such as `INSTAGRAM:*` */
function refOf({ id: accountId, platform }: ChosenAccount): KnownRef {
	const ref = parseAccountId(accountId);
	if (ref !== null && ref.id !== null) return { ...ref, id: ref.id };
	throw new InputError(
		'Accounts',
		`${accountId} is not an account that Wix can post to`,
		ref === null
			? `Choose an account from the list, or give an ID such as ${EXAMPLE_ID}. Nothing was sent.`
			: `The connection to ${platformName(platform)} had lapsed. Connect it again, then choose one of its accounts. Nothing was sent.`,
	);
}

const EXAMPLE_ID = 'INSTAGRAM:17841405822304914';

function chooseFormat(
	{ channel }: AccountRef,
	media: readonly ItemMedia[],
	wanted: string | null,
	network: string,
): Format {
	const formats = formatsOf(channel);
	const hasVideo = media.some(({ type }) => type === 'video');
	const type = wanted ?? (channel === 'TIKTOK' && hasVideo ? 'VIDEO' : formats[0]?.type);
	const format = formats.find((one) => one.type === type);
	if (format !== undefined) return format;
	throw new InputError(
		'Platform Overrides',
		`Wix has no post of the type ${String(type)} on ${network}`,
		`Choose another Post Type there, or set "type" in the settings to one of: ${formats.map((one) => one.type).join(', ')}. Nothing was sent.`,
	);
}

interface Content {
	readonly text: string;
	readonly media: readonly ItemMedia[];
	readonly settings: JsonObject;
}

function contentOf(format: Format, ref: KnownRef, { text, media, settings }: Content): JsonObject {
	const placeField = PLACES[ref.channel]?.contentField;
	return {
		...(format.textField === null || text === '' ? {} : { [format.textField]: text }),
		...(format.accountField === null ? {} : { [format.accountField]: ref.id }),
		...(placeField === undefined ? {} : { [placeField]: ref.place }),
		...(ref.channel === 'YOUTUBE' ? titleFrom(text) : {}),
		...(bringsMedia(format, settings) ? {} : mediaOf(format.media, media)),
		...settings,
	};
}

/** A video needs a title: where nobody has given one, the first line of the text. */
function titleFrom(text: string): JsonObject {
	const [firstLine = ''] = text.trim().split('\n');
	return firstLine === '' ? {} : { title: shorten(firstLine.trim(), YOUTUBE_TITLE_LENGTH) };
}

function shorten(text: string, length: number): string {
	const letters = [...text];
	return letters.length <= length ? text : `${letters.slice(0, length - 1).join('')}…`;
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
