import type { ItemCall, Operation } from '../../shared/face/operation';
import { toOutput } from '../../shared/face/output';
import { rawOnlyOptions } from '../../shared/face/properties';
import { connectionIdProperty } from '../properties';
import { readConnectionId } from '../readConnect';

export const getStatus: Operation = {
	value: 'getStatus',
	name: 'Get Status',
	action: 'Get the status of a connect link',
	description: 'Tell whether a link is still pending, has connected an account, or has expired',
	properties: [connectionIdProperty, rawOnlyOptions],

	async execute({ context, itemIndex, provider, wire }: ItemCall) {
		const connectionId = readConnectionId(context, itemIndex);
		const includeRaw = context.getNodeParameter('options.includeRaw', itemIndex, false) === true;
		return [toOutput(await provider.connect.getStatus(wire, connectionId), includeRaw)];
	},
};
