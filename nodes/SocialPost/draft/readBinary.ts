import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';

import { InputError } from '../../shared/domain/inputError';
import { shown } from '../../shared/domain/shown';
import type { ByteStream, MediaFile } from '../../shared/domain/mediaFile';
import { extensionOf, extensionOfMime, mimeTypeOf } from '../../shared/domain/mediaType';

/** What n8n writes when it does not know a type. */
const ANY_TYPE = 'application/octet-stream';

/**
 * A binary property of the item as a file that can be streamed: from n8n's store, or from memory where n8n keeps it there.
 *
 * @throws InputError when the item has no such property, or its type cannot be told
 */
export async function readBinary(
	context: IExecuteFunctions,
	itemIndex: number,
	property: string,
): Promise<MediaFile> {
	const binary = binaryOf(context, itemIndex, property);
	const given = (binary.fileName ?? '').split(/[/\\]/).at(-1)?.trim() ?? '';
	const mimeType = mimeTypeFor(binary, given);
	const extension = extensionOf(given) || (extensionOfMime(mimeType) ?? binary.fileExtension ?? '');
	if (extension === '' || mimeType === ANY_TYPE) {
		throw new InputError(
			'Input Binary Field',
			`It cannot be told what kind of file "${shown(property)}" is`,
			'Give the file a name with an extension (such as clip.mp4), or set its MIME type, in the node that makes it.',
		);
	}
	const name = given === '' ? property : given;
	return {
		filename: extensionOf(name) === '' ? `${name}.${extension}` : name,
		mimeType,
		...(await contentOf(context, binary)),
	};
}

function binaryOf(context: IExecuteFunctions, itemIndex: number, property: string): IBinaryData {
	const { binary = {} } = context.getInputData()[itemIndex] ?? {};
	if (Object.hasOwn(binary, property)) return binary[property];
	const names = Object.keys(binary);
	throw new InputError(
		'Input Binary Field',
		`The item has no binary field "${shown(property)}"`,
		names.length === 0
			? 'It has none at all: put a node before this one that brings the file, such as HTTP Request with the response format File.'
			: `It has: ${names.join(', ')}.`,
	);
}

function mimeTypeFor({ mimeType }: IBinaryData, filename: string): string {
	const [told = ''] = mimeType.toLowerCase().split(';');
	return told === '' || told === ANY_TYPE ? (mimeTypeOf(filename) ?? ANY_TYPE) : told.trim();
}

/** With an ID the bytes are in n8n's store (files, database, S3), otherwise in the item itself. */
async function contentOf(
	{ helpers }: IExecuteFunctions,
	{ id, data }: IBinaryData,
): Promise<Pick<MediaFile, 'sizeBytes' | 'open'>> {
	if (id === undefined || id === '') {
		return {
			sizeBytes: Buffer.byteLength(data, 'base64'),
			open: async () => Buffer.from(data, 'base64'),
		};
	}
	const { fileSize } = await helpers.getBinaryMetadata(id).catch(notInStore);
	return {
		sizeBytes: fileSize,
		open: async () => (await helpers.getBinaryStream(id).catch(notInStore)) as unknown as ByteStream,
	};
}

function notInStore(): never {
	throw new InputError(
		'Input Binary Field',
		'n8n no longer has the file of this item',
		'n8n deletes files together with their executions. Run the node that brings the file again.',
	);
}
