import { PLATFORMS, platformName } from '../../shared/domain/platform';
import { listIds } from '../../shared/face/listIds';
import { type ItemCall, type Operation, present } from '../../shared/face/operation';
import { toOutput } from '../../shared/face/output';
import { rawOnlyOptions } from '../../shared/face/properties';
import { postIdProperty, readPostId } from '../postId';

export const unpublish: Operation = {
	value: 'unpublish',
	name: 'Unpublish',
	action: 'Unpublish a post',
	description: 'Take a post down from the networks, where the provider can',
	properties: [
		postIdProperty,
		{
			displayName: 'Networks',
			name: 'platforms',
			type: 'multiOptions',
			options: PLATFORMS.map((platform) => ({ name: platformName(platform), value: platform })),
			default: [],
			description: 'Only from these networks; none chosen means from all',
		},
		rawOnlyOptions,
	],
	changes: true,

	async execute({ context, itemIndex, provider, wire }: ItemCall) {
		const postId = readPostId(context, itemIndex);
		const includeRaw = context.getNodeParameter('options.includeRaw', itemIndex, false) === true;
		const platforms = listIds(context.getNodeParameter('platforms', itemIndex, []));
		const unpublishFrom = present(provider.posts.unpublish);
		const found = await unpublishFrom(wire, postId, platforms.length > 0 ? platforms : undefined);
		return [toOutput(found, includeRaw)];
	},
};
