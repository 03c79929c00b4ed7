import { InputError } from '../../domain/inputError';
import { asList, asObject, asText, type JsonObject } from '../../domain/json';
import { platformName } from '../../domain/platform';
import type { PlatformOverride, PostChanges } from '../../domain/post';
import { FORMATS, type Format } from './formats';
import { additionalFieldsFor, merge } from './itemBody';
import { bringsMedia, mediaOf, mediaWarnings, type ItemMedia } from './itemMedia';
import { platformOf } from './mapping';
import { settingFields, wantedType } from './settings';

/** Set once, when the item is made: where it goes, what it is, who made it. Its time has a call of its own. */
export const UNCHANGEABLE_FIELDS: readonly string[] = [
	'id',
	'channel',
	'type',
	'status',
	'schedulingInfo',
	'consumerInfo',
];

export interface ChangedFields {
	/** The fields to send; empty when the item is so already. */
	readonly fields: JsonObject;
	readonly warnings: readonly string[];
}

/** The format of an item by its content object; `null` for one that is new to us. */
export function formatIn(item: JsonObject): Format | null {
	return FORMATS.find(({ contentKey }) => item[contentKey] !== undefined) ?? null;
}

/** The text that an item shall get; `undefined` when it keeps its own. */
export function textFor(item: JsonObject, changes: PostChanges): string | undefined {
	return overrideFor(item, changes)?.text ?? changes.text;
}

/**
 * What to send so that an item gets its changes. Only fields that are sent change; the content object is sent whole,
 * because whether that holds inside of it too is not documented (contract page, Update Item).
 *
 * @param sources all media that it shall have; `undefined`: those it has
 * @throws InputError for another type, for settings that it has no place for, and for media that it does not take
 */
export function changedFields(
	item: JsonObject,
	format: Format,
	changes: PostChanges,
	sources: readonly ItemMedia[] | undefined,
): ChangedFields {
	const { contentKey, textField } = format;
	const network = networkOf(item);
	const old = withoutEmptyWrapper(asObject(item[contentKey]));
	const override = overrideFor(item, changes);
	refuseOtherType(wantedType(override), item);
	const settings = settingFields(format, override, network);

	const text = textFor(item, changes);
	const media = newMediaFor(format, sources ?? [], settings, network);
	const content: JsonObject = {
		...without(old, replacedFields(format, sources, media, settings)),
		...(text === undefined || textField === null ? {} : { [textField]: text === '' ? undefined : text }),
		...media,
		...settings,
	};
	const additional = additionalFieldsFor(format, changes.additionalFields);
	const { [contentKey]: whole, ...others } = merge({ [contentKey]: content }, additional);
	const isChanged = JSON.stringify(whole) !== JSON.stringify(old);
	return {
		fields: { ...others, ...(isChanged ? { [contentKey]: whole } : {}) },
		warnings: [
			...(text !== undefined && textField === null ? [`A story has no text, so ${network} gets none.`] : []),
			...(text !== undefined && old.title !== undefined && settings.title === undefined
				? [titleStays(network)]
				: []),
			...mediaWarnings(format, sources ?? [], settings, network),
		],
	};
}

function titleStays(network: string): string {
	return `The title on ${network} stays as it is: set the title in an override to change it.`;
}

function overrideFor(item: JsonObject, { overrides }: PostChanges): PlatformOverride | undefined {
	return overrides?.find(({ platform }) => platform === platformOf(channelOf(item)));
}

function networkOf(item: JsonObject): string {
	return platformName(platformOf(channelOf(item)));
}

function channelOf(item: JsonObject): string {
	return asText(asObject(item.channel).name) ?? 'unknown';
}

function refuseOtherType(wanted: string | null, item: JsonObject): void {
	const present = asText(item.type);
	if (wanted === null || wanted === present) return;
	throw new InputError(
		'Platform Overrides',
		`Wix cannot make the ${present ?? 'item'} on ${networkOf(item)} a ${wanted}`,
		'Leave the post type out of the override, or create another post and delete this one.',
	);
}

function newMediaFor(
	format: Format,
	sources: readonly ItemMedia[],
	settings: JsonObject,
	network: string,
): JsonObject {
	if (sources.length === 0 || bringsMedia(format, settings)) return {};
	const media = mediaOf(format.media, sources);
	if (Object.keys(media).length > 0) return media;
	throw new InputError(
		'Media',
		`${network} takes one video and nothing else`,
		'Give a video, or leave Media empty.',
	);
}

/** Media exclude each other, and the link that can stand in their place. */
function replacedFields(
	{ media: forms, insteadOfMedia }: Format,
	sources: readonly ItemMedia[] | undefined,
	media: JsonObject,
	settings: JsonObject,
): readonly string[] {
	const link = insteadOfMedia === null ? [] : [insteadOfMedia];
	const brought = [...forms, ...link].some(
		(form) => media[form] !== undefined || settings[form] !== undefined,
	);
	if (brought) return [...forms, ...link];
	return sources === undefined ? [] : forms;
}

/** Wix takes no list of media without any, whatever it told itself. */
function withoutEmptyWrapper(content: JsonObject): JsonObject {
	const isEmpty = asList(asObject(content.mediaWrapper).media).length === 0;
	return isEmpty ? without(content, ['mediaWrapper']) : content;
}

function without(object: JsonObject, fields: readonly string[]): JsonObject {
	return Object.fromEntries(Object.entries(object).filter(([key]) => !fields.includes(key)));
}
