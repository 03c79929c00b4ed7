import { type ItemCall, type Operation, present } from '../../shared/face/operation';
import { toOutput } from '../../shared/face/output';
import { accountIdProperty, rawOnlyOptions } from '../../shared/face/properties';
import { readAccountId } from '../../shared/face/readAccountId';

export const setDefault: Operation = {
	value: 'setDefault',
	name: 'Set Default',
	action: 'Set an account as default',
	description: 'Make a page, account, board or location the default of its network',
	properties: [accountIdProperty, rawOnlyOptions],
	changes: true,

	async execute({ context, itemIndex, provider, wire }: ItemCall) {
		const accountId = readAccountId(context, itemIndex);
		const includeRaw = context.getNodeParameter('options.includeRaw', itemIndex, false) === true;
		return [toOutput(await present(provider.accounts.setDefault)(wire, accountId), includeRaw)];
	},
};
