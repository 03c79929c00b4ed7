import type { ItemCall, Operation } from '../../shared/face/operation';
import { toOutput } from '../../shared/face/output';
import { updateProperties } from '../draft/properties';
import { readChanges } from '../draft/readChanges';
import { postIdProperty, readPostId } from '../postId';

export const update: Operation = {
	value: 'update',
	name: 'Update',
	action: 'Update a post',
	description: 'Change a draft or scheduled post; what is left empty stays as it is',
	properties: [postIdProperty, ...updateProperties],
	changes: true,

	async execute(call: ItemCall) {
		const { context, itemIndex, provider, wire } = call;
		const postId = readPostId(context, itemIndex);
		const includeRaw = context.getNodeParameter('options.includeRaw', itemIndex, false) === true;
		const changes = await readChanges(call);
		return [toOutput(await provider.posts.update(wire, postId, changes), includeRaw)];
	},
};
