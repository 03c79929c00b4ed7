import type { IExecuteFunctions } from 'n8n-workflow';

import { InputError } from '../../shared/domain/inputError';
import { typeOfMediaUrl } from '../../shared/domain/mediaType';
import {
	type ChosenAccount,
	type MediaSource,
	type MediaType,
	type PlatformOverride,
	type PostDraft,
	PUBLISH_MODES,
	type PublishMode,
} from '../../shared/domain/post';
import { checkTimezone, readSchedule } from '../../shared/domain/schedule';
import type { ItemCall } from '../../shared/face/operation';
import { PROVIDERS } from '../../shared/providers/registry';
import type { Provider } from '../../shared/providers/provider';
import { readIdempotencyKey } from './idempotencyKey';
import { readJsonObject } from './readJsonObject';

/** A draft that is complete but for its accounts, which cost a call to look up. */
export interface UnaddressedDraft {
	addressTo(accounts: readonly ChosenAccount[]): PostDraft;
}

/**
 * Reads and checks all parameters of a post without any call.
 *
 * @param nowMs the present, in milliseconds since 1970
 * @throws InputError naming the parameter that is wrong
 */
export function readDraft({ context, itemIndex, provider }: ItemCall, nowMs: number): UnaddressedDraft {
	const mode = readMode(context.getNodeParameter('publishMode', itemIndex, 'now'), provider);
	const timezone = readTimezone(context, itemIndex);
	const scheduledAt =
		mode === 'schedule'
			? readSchedule(context.getNodeParameter('scheduledAt', itemIndex, ''), timezone, nowMs)
			: null;
	const text = readText(context.getNodeParameter('text', itemIndex, ''));
	const media = readMedia(context, itemIndex);
	const overrides = readOverrides(context, itemIndex);
	const rest = {
		tags: readTags(context.getNodeParameter('options.tags', itemIndex, '')),
		additionalFields: readJsonObject(
			'Additional Fields',
			context.getNodeParameter('options.additionalFields', itemIndex, '{}'),
		),
		idempotencyKey: readIdempotencyKey(context, itemIndex),
	};
	if (text === '' && media.length === 0 && overrides.every((override) => override.text === null)) {
		throw emptyPost();
	}
	return {
		addressTo(accounts) {
			const hasText = (account: ChosenAccount) =>
				text !== '' ||
				overrides.some(({ platform, text: own }) => platform === account.platform && own !== null);
			if (media.length === 0 && !accounts.every(hasText)) throw emptyPost();
			return { accounts, text, mode, scheduledAt, timezone, media, overrides, ...rest };
		},
	};
}

function emptyPost(): InputError {
	return new InputError(
		'Text',
		'The post is empty: it has neither text nor media',
		'Enter a text, or add media.',
	);
}

function readMode(value: unknown, provider: Provider): PublishMode {
	const mode = PUBLISH_MODES.find((known) => known === value);
	if (mode && provider.posts.publishModes.includes(mode)) return mode;
	const having = PROVIDERS.filter(({ posts }) => mode && posts.publishModes.includes(mode));
	throw new InputError(
		'Publish',
		`${provider.displayName} cannot publish a post in the mode "${String(value)}"`,
		`Choose one of: ${provider.posts.publishModes.join(', ')}.${
			having.length > 0
				? ` Providers that have it: ${having.map(({ displayName }) => displayName).join(', ')}.`
				: ''
		}`,
	);
}

function readTimezone(context: IExecuteFunctions, itemIndex: number): string {
	const value: unknown = context.getNodeParameter('timezone', itemIndex, '');
	const timezone = typeof value === 'string' ? value.trim() : '';
	if (timezone === '') return context.getTimezone();
	checkTimezone(timezone);
	return timezone;
}

function readText(value: unknown): string {
	const text = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
	return text.trim() === '' ? '' : text;
}

function readTags(value: unknown): string[] {
	const list: unknown[] = Array.isArray(value) ? value : String(value ?? '').split(',');
	return list.map((tag) => String(tag).trim()).filter((tag) => tag !== '');
}

interface MediaItem {
	readonly url?: unknown;
	readonly type?: unknown;
	readonly altText?: unknown;
}

function readMedia(context: IExecuteFunctions, itemIndex: number): MediaSource[] {
	const items = context.getNodeParameter('media.items', itemIndex, []) as MediaItem[];
	return items.map(({ url, type, altText }) => {
		const address = String(url ?? '').trim();
		if (!URL.canParse(address) || !/^https?:$/.test(new URL(address).protocol)) {
			throw new InputError(
				'Media URL',
				address === '' ? 'A media item has no URL' : `"${address}" is not a web address`,
				'Give the direct http(s) address of the file, or remove the item.',
			);
		}
		const chosen = type === undefined || type === 'auto' ? typeOfMediaUrl(address) : (type as MediaType);
		const alt = String(altText ?? '').trim();
		return { url: address, type: chosen, altText: alt === '' ? null : alt };
	});
}

interface OverrideItem {
	readonly platform?: unknown;
	readonly text?: unknown;
	readonly settings?: unknown;
}

function readOverrides(context: IExecuteFunctions, itemIndex: number): PlatformOverride[] {
	const items = context.getNodeParameter('platformOverrides.items', itemIndex, []) as OverrideItem[];
	const overrides = items.map(({ platform, text, settings }) => {
		const own = readText(text);
		return {
			platform: String(platform ?? ''),
			text: own === '' ? null : own,
			settings: readJsonObject('Settings', settings ?? '{}'),
		};
	});
	const twice = overrides.find(
		({ platform }, at) => overrides.findIndex((one) => one.platform === platform) !== at,
	);
	if (twice) {
		throw new InputError(
			'Platform Overrides',
			`There are two overrides for ${twice.platform}`,
			'Put what differs on one network into one override.',
		);
	}
	return overrides;
}
