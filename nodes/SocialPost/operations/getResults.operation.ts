import type { ItemCall, Operation } from '../../shared/face/operation';
import { rawOnlyOptions } from '../../shared/face/properties';
import { postIdProperty, readPostId } from '../postId';

export const getResults: Operation = {
	value: 'getResults',
	name: 'Get Results',
	action: 'Get the results of a post',
	description: 'Read the result of a post on each account: one item per account',
	properties: [postIdProperty, rawOnlyOptions],

	async execute({ context, itemIndex, provider, wire }: ItemCall) {
		const postId = readPostId(context, itemIndex);
		const includeRaw = context.getNodeParameter('options.includeRaw', itemIndex, false) === true;
		const { item, raw } = await provider.posts.getResults(wire, postId);
		return item.targets.map((target) => ({
			postId: item.id,
			provider: item.provider,
			postStatus: item.status,
			...target,
			...(includeRaw ? { raw } : {}),
		}));
	},
};
