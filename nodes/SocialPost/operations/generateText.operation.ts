import { toOutput } from '../../shared/face/output';
import { type ItemCall, type Operation, present } from '../../shared/face/operation';
import { textProperties } from '../ai/properties';
import { readTextWish } from '../ai/readWishes';

export const generateText: Operation = {
	value: 'generateText',
	name: 'Generate Text',
	action: 'Generate text',
	description:
		'Let the provider’s own AI write captions; the output tells what it cost where the provider does',
	properties: textProperties,
	changes: true,

	async execute(call: ItemCall) {
		const { context, itemIndex, provider, wire } = call;
		const includeRaw = context.getNodeParameter('options.includeRaw', itemIndex, false) === true;
		const found = await present(provider.posts.generateText)(wire, readTextWish(call));
		return [toOutput(found, includeRaw)];
	},
};
