import type { ItemCall, Operation } from '../../shared/face/operation';
import { toOutput } from '../../shared/face/output';
import { accountIdProperty, rawOnlyOptions } from '../../shared/face/properties';
import { readAccountId } from '../../shared/face/readAccountId';

export const get: Operation = {
	value: 'get',
	name: 'Get',
	action: 'Get an account',
	description: 'Read one account with its full health',
	properties: [accountIdProperty, rawOnlyOptions],

	async execute({ context, itemIndex, provider, wire }: ItemCall) {
		const accountId = readAccountId(context, itemIndex);
		const includeRaw = context.getNodeParameter('options.includeRaw', itemIndex, false) === true;
		return [toOutput(await provider.accounts.get(wire, accountId), includeRaw)];
	},
};
