import type { ItemCall, Operation } from '../../shared/face/operation';
import { toOutput } from '../../shared/face/output';
import { limitProperties, rawOnlyOptions } from '../../shared/face/properties';
import { readLimit } from '../../shared/face/readLimit';
import { collectPosts } from '../list/collectPosts';
import { filterProperties, sortProperty } from '../list/properties';
import { readPostQuery } from '../list/readPostQuery';

export const getMany: Operation = {
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many posts',
	description: 'List posts by status, time, network, account or text',
	properties: [...limitProperties, ...filterProperties, sortProperty, rawOnlyOptions],

	async execute(call: ItemCall) {
		const { context, itemIndex, provider, wire } = call;
		const limit = readLimit(context, itemIndex);
		const includeRaw = context.getNodeParameter('options.includeRaw', itemIndex, false) === true;
		const posts = await collectPosts(provider, wire, readPostQuery(call), limit);
		return posts.map((post) => toOutput(post, includeRaw));
	},
};
