import type { IExecuteFunctions } from 'n8n-workflow';

import { InputError } from '../../shared/domain/inputError';
import { typeOfMediaUrl } from '../../shared/domain/mediaType';
import type { MediaSource, MediaType, PlatformOverride } from '../../shared/domain/post';
import { readJsonObject } from './readJsonObject';

/** The caption; empty when it holds nothing but white space. */
export function readText(value: unknown): string {
	const text = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
	return text.trim() === '' ? '' : text;
}

interface MediaItem {
	readonly url?: unknown;
	readonly type?: unknown;
	readonly altText?: unknown;
}

/** @throws InputError for an address that is none */
export function readMedia(context: IExecuteFunctions, itemIndex: number): MediaSource[] {
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

/** @throws InputError for settings that are no JSON object, and for two overrides of one network */
export function readOverrides(context: IExecuteFunctions, itemIndex: number): PlatformOverride[] {
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
