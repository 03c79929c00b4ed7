import { InputError } from '../../shared/domain/inputError';
import type { ItemCall, Operation } from '../../shared/face/operation';
import { toOutput } from '../../shared/face/output';
import { rawOnlyOptions } from '../../shared/face/properties';

export const get: Operation = {
	value: 'get',
	name: 'Get',
	action: 'Get a post',
	description: 'Read a post with the result on each account',
	properties: [
		{
			displayName: 'Post ID',
			name: 'postId',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. 8841',
			description: 'The ID that Create and Get Many return',
		},
		rawOnlyOptions,
	],

	async execute({ context, itemIndex, provider, wire }: ItemCall) {
		const postId = String(context.getNodeParameter('postId', itemIndex, '')).trim();
		if (postId === '') {
			throw new InputError(
				'Post ID',
				'There is no post ID',
				'Give the "id" that Create and Get Many return.',
			);
		}
		const includeRaw = context.getNodeParameter('options.includeRaw', itemIndex, false) === true;
		return [toOutput(await provider.posts.get(wire, postId), includeRaw)];
	},
};
