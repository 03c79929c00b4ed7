import type { ItemCall, Operation } from '../../shared/face/operation';
import { toOutput } from '../../shared/face/output';
import { rawOnlyOptions } from '../../shared/face/properties';
import { postIdProperty, readPostId } from '../postId';

export const get: Operation = {
	value: 'get',
	name: 'Get',
	action: 'Get a post',
	description: 'Read a post with the result on each account',
	properties: [postIdProperty, rawOnlyOptions],

	async execute({ context, itemIndex, provider, wire }: ItemCall) {
		const postId = readPostId(context, itemIndex);
		const includeRaw = context.getNodeParameter('options.includeRaw', itemIndex, false) === true;
		return [toOutput(await provider.posts.get(wire, postId), includeRaw)];
	},
};
