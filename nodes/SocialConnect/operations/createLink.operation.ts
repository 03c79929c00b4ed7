import type { ItemCall, Operation } from '../../shared/face/operation';
import { toOutput } from '../../shared/face/output';
import { rawOnlyOptions } from '../../shared/face/properties';
import { platformProperties, returnUrlProperties } from '../properties';
import { readPlatform, readReturnUrl } from '../readConnect';

export const createLink: Operation = {
	value: 'createLink',
	name: 'Create Link',
	action: 'Create a connect link',
	description: 'Make a link that the owner of an account opens to connect it',
	properties: [
		...platformProperties(({ connect }) => connect.linkPlatforms),
		...returnUrlProperties,
		rawOnlyOptions,
	],
	changes: true,

	async execute({ context, itemIndex, provider, wire }: ItemCall) {
		const { connect, displayName } = provider;
		const platform = readPlatform(context, itemIndex, connect.linkPlatforms, displayName);
		const returnUrl = readReturnUrl(context, itemIndex, connect.takesReturnUrl, displayName);
		const includeRaw = context.getNodeParameter('options.includeRaw', itemIndex, false) === true;
		return [toOutput(await connect.createLink(wire, platform, returnUrl), includeRaw)];
	},
};
