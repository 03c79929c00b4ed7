import type { IExecuteFunctions } from 'n8n-workflow';

import { InputError } from '../../shared/domain/inputError';
import { asList, asObject } from '../../shared/domain/json';
import { typeOfMediaUrl, typeOfMime } from '../../shared/domain/mediaType';
import { MEDIA_TYPES, type MediaSource, type MediaType } from '../../shared/domain/post';
import { shown } from '../../shared/domain/shown';
import { readId, readLine } from '../../shared/face/readPlain';
import { readBinary } from './readBinary';

interface MediaItem {
	readonly source?: unknown;
	readonly url?: unknown;
	readonly binaryPropertyName?: unknown;
	readonly mediaId?: unknown;
	readonly type?: unknown;
	readonly altText?: unknown;
}

/** @throws InputError for an address that is none, a binary field that is not there, an empty ID */
export async function readMedia(context: IExecuteFunctions, itemIndex: number): Promise<MediaSource[]> {
	const items = asList(context.getNodeParameter('media.items', itemIndex, []));
	const media = await Promise.all(
		items.map(async (item) => await readMediaItem(context, itemIndex, asObject(item))),
	);
	return media.flat();
}

/** One entry; several binary fields give as many media. */
export async function readMediaItem(
	context: IExecuteFunctions,
	itemIndex: number,
	{ source, url, binaryPropertyName, mediaId, type, altText }: MediaItem,
): Promise<MediaSource[]> {
	const alt = readLine('Alt Text', altText);
	const facts = { altText: alt === '' ? null : alt };
	const chosen = readType(type);

	if (source === 'binary') {
		const properties = readLine('Input Binary Field', binaryPropertyName)
			.split(',')
			.map((name) => name.trim())
			.filter((name) => name !== '');
		if (properties.length === 0) {
			throw new InputError(
				'Input Binary Field',
				'A media item names no binary field',
				'Give the name of the field that holds the file, usually data.',
			);
		}
		return await Promise.all(
			properties.map(async (property) => {
				const file = await readBinary(context, itemIndex, property);
				return { source: 'binary', file, type: chosen ?? typeOfMime(file.mimeType), ...facts } as const;
			}),
		);
	}
	if (source === 'mediaId') {
		const id = readId('Media ID', mediaId);
		if (id === '') {
			throw new InputError('Media ID', 'A media item has no ID', 'Give the ID that Upload Media returned.');
		}
		return [{ source: 'mediaId', mediaId: id, type: chosen, ...facts }];
	}
	const address = readLine('Media URL', url);
	if (!URL.canParse(address) || !/^https?:$/.test(new URL(address).protocol)) {
		throw new InputError(
			'Media URL',
			address === '' ? 'A media item has no URL' : `"${shown(address)}" is not a web address`,
			'Give the direct http(s) address of the file, or remove the item.',
		);
	}
	return [{ source: 'url', url: address, type: chosen ?? typeOfMediaUrl(address), ...facts }];
}

/** `null`: to be told from the address or the file. */
function readType(value: unknown): MediaType | null {
	if (value === undefined || value === null || value === '' || value === 'auto') return null;
	const type = MEDIA_TYPES.find((known) => known === value);
	if (type !== undefined) return type;
	throw new InputError(
		'Type',
		`The type of a media item cannot be "${shown(value)}"`,
		`Choose one of: auto, ${MEDIA_TYPES.join(', ')}.`,
	);
}
