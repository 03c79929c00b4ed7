import { type ItemCall, type Operation, present } from '../../shared/face/operation';
import { toOutput } from '../../shared/face/output';
import { accountIdProperty, rawOnlyOptions } from '../../shared/face/properties';
import { readAccountId } from '../../shared/face/readAccountId';

export const resume: Operation = {
	value: 'resume',
	name: 'Resume',
	action: 'Resume an account',
	description: 'Start posting to a paused account again',
	properties: [accountIdProperty, rawOnlyOptions],
	changes: true,

	async execute({ context, itemIndex, provider, wire }: ItemCall) {
		const accountId = readAccountId(context, itemIndex);
		const includeRaw = context.getNodeParameter('options.includeRaw', itemIndex, false) === true;
		return [toOutput(await present(provider.accounts.resume)(wire, accountId), includeRaw)];
	},
};
