import type { INodeProperties } from 'n8n-workflow';

import { InputError } from '../../shared/domain/inputError';
import { toOutput } from '../../shared/face/output';
import type { ItemCall, Operation } from '../../shared/face/operation';
import { rawOnlyOptions } from '../../shared/face/properties';
import { sourceProperties } from '../draft/mediaProperties';
import { readMediaItem } from '../draft/readMedia';

const properties: INodeProperties[] = [...sourceProperties({ withMediaId: false }), rawOnlyOptions];

export const uploadMedia: Operation = {
	value: 'uploadMedia',
	name: 'Upload Media',
	action: 'Upload media',
	description: 'Bring a file into the provider’s media library, to be used in one or more posts',
	properties,
	changes: true,

	async execute({ context, itemIndex, provider, wire }: ItemCall) {
		const media = await readMediaItem(context, itemIndex, {
			source: context.getNodeParameter('source', itemIndex, 'url'),
			url: context.getNodeParameter('url', itemIndex, ''),
			binaryPropertyName: context.getNodeParameter('binaryPropertyName', itemIndex, ''),
		});
		const includeRaw = context.getNodeParameter('options.includeRaw', itemIndex, false) === true;
		const [first, ...others] = media;
		if (first === undefined || first.source === 'mediaId' || others.length > 0) {
			throw new InputError(
				'Input Binary Field',
				'Upload Media takes one file for each item',
				'Name one binary field. To post several files at once, name them under Media of Create.',
			);
		}
		return [toOutput(await provider.posts.uploadMedia(wire, first), includeRaw)];
	},
};
