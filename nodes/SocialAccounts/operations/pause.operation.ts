import { type ItemCall, type Operation, present } from '../../shared/face/operation';
import { toOutput } from '../../shared/face/output';
import { accountIdProperty, rawOnlyOptions } from '../../shared/face/properties';
import { readAccountId } from '../../shared/face/readAccountId';

export const pause: Operation = {
	value: 'pause',
	name: 'Pause',
	action: 'Pause an account',
	description: 'Stop posting to an account without disconnecting it',
	properties: [accountIdProperty, rawOnlyOptions],
	changes: true,

	async execute({ context, itemIndex, provider, wire }: ItemCall) {
		const accountId = readAccountId(context, itemIndex);
		const includeRaw = context.getNodeParameter('options.includeRaw', itemIndex, false) === true;
		return [toOutput(await present(provider.accounts.pause)(wire, accountId), includeRaw)];
	},
};
