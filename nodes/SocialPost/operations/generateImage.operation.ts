import { toOutput } from '../../shared/face/output';
import { type ItemCall, type Operation, present } from '../../shared/face/operation';
import { imageProperties } from '../ai/properties';
import { readImageWish } from '../ai/readWishes';

export const generateImage: Operation = {
	value: 'generateImage',
	name: 'Generate Image',
	action: 'Generate an image',
	description:
		'Let the provider’s own AI draw an image into its media library; the output tells what it cost where the provider does',
	properties: imageProperties,
	changes: true,

	async execute(call: ItemCall) {
		const { context, itemIndex, provider, wire } = call;
		const includeRaw = context.getNodeParameter('options.includeRaw', itemIndex, false) === true;
		const found = await present(provider.posts.generateImage)(wire, readImageWish(call));
		return [toOutput(found, includeRaw)];
	},
};
