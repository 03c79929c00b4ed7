import type { ItemCall, Operation } from '../../shared/face/operation';
import { toOutput } from '../../shared/face/output';
import { rawOnlyOptions } from '../../shared/face/properties';
import { postIdProperty, readPostId } from '../postId';

export const cancel: Operation = {
	value: 'cancel',
	name: 'Cancel',
	action: 'Cancel a scheduled post',
	description: 'Make sure that a scheduled post does not go out',
	properties: [postIdProperty, rawOnlyOptions],
	changes: true,

	async execute({ context, itemIndex, provider, wire }: ItemCall) {
		const postId = readPostId(context, itemIndex);
		const includeRaw = context.getNodeParameter('options.includeRaw', itemIndex, false) === true;
		return [toOutput(await provider.posts.cancel(wire, postId), includeRaw)];
	},
};
