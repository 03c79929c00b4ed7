import type { ItemCall, Operation } from '../../shared/face/operation';
import { toOutput } from '../../shared/face/output';
import { accountIdProperty, rawOnlyOptions } from '../../shared/face/properties';
import { readAccountId } from '../../shared/face/readAccountId';
import { returnUrlProperties } from '../properties';
import { readReturnUrl } from '../readConnect';

export const reconnect: Operation = {
	value: 'reconnect',
	name: 'Reconnect',
	action: 'Create a reconnect link',
	description: 'Make a link that repairs the connection of an account; the account keeps its ID',
	properties: [accountIdProperty, ...returnUrlProperties, rawOnlyOptions],
	changes: true,

	async execute({ context, itemIndex, provider, wire }: ItemCall) {
		const { connect, displayName } = provider;
		const accountId = readAccountId(context, itemIndex);
		const returnUrl = readReturnUrl(context, itemIndex, connect.takesReturnUrl, displayName);
		const includeRaw = context.getNodeParameter('options.includeRaw', itemIndex, false) === true;
		return [toOutput(await connect.reconnect(wire, accountId, returnUrl), includeRaw)];
	},
};
