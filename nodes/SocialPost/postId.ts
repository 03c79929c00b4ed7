import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { InputError } from '../shared/domain/inputError';
import { readId } from '../shared/face/readPlain';

/** Which post an operation is about. */
export const postIdProperty: INodeProperties = {
	displayName: 'Post ID',
	name: 'postId',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. 8841',
	description: 'The ID that Create and Get Many return',
};

/** @throws InputError when there is none */
export function readPostId(context: IExecuteFunctions, itemIndex: number): string {
	const postId = readId('Post ID', context.getNodeParameter('postId', itemIndex, ''));
	if (postId !== '') return postId;
	throw new InputError('Post ID', 'There is no post ID', 'Give the "id" that Create and Get Many return.');
}
