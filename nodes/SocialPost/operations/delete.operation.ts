import type { ItemCall, Operation } from '../../shared/face/operation';
import { rawOnlyOptions } from '../../shared/face/properties';
import { postIdProperty, readPostId } from '../postId';

export const deletePost: Operation = {
	value: 'delete',
	name: 'Delete',
	action: 'Delete a post',
	description: 'Remove the record of a post at the provider; Unpublish takes it down from the networks',
	properties: [postIdProperty, rawOnlyOptions],
	changes: true,

	async execute({ context, itemIndex, provider, wire }: ItemCall) {
		const postId = readPostId(context, itemIndex);
		const includeRaw = context.getNodeParameter('options.includeRaw', itemIndex, false) === true;
		const { item, raw } = await provider.posts.delete(wire, postId);
		return [
			{
				deleted: !item.alreadyGone,
				alreadyGone: item.alreadyGone,
				id: item.id,
				provider: provider.id,
				warnings: [...item.warnings],
				...(includeRaw ? { raw } : {}),
			},
		];
	},
};
