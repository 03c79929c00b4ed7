import type { ItemCall, Operation } from '../../shared/face/operation';
import { toOutput } from '../../shared/face/output';
import { rawOnlyOptions } from '../../shared/face/properties';
import { postIdProperty, readPostId } from '../postId';

export const retry: Operation = {
	value: 'retry',
	name: 'Retry',
	action: 'Retry a failed post',
	description: 'Send a post again to the accounts where it failed, and only there',
	properties: [postIdProperty, rawOnlyOptions],
	changes: true,

	async execute({ context, itemIndex, provider, wire }: ItemCall) {
		const postId = readPostId(context, itemIndex);
		const includeRaw = context.getNodeParameter('options.includeRaw', itemIndex, false) === true;
		return [toOutput(await provider.posts.retry(wire, postId), includeRaw)];
	},
};
