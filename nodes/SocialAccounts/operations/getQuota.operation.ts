import { type ItemCall, type Operation, present } from '../../shared/face/operation';
import { toOutput } from '../../shared/face/output';
import { rawOnlyOptions } from '../../shared/face/properties';

export const getQuota: Operation = {
	value: 'getQuota',
	name: 'Get Quota',
	action: 'Get the quota of the plan',
	description: 'Tell what the plan allows and what is left',
	properties: [rawOnlyOptions],

	async execute({ context, itemIndex, provider, wire }: ItemCall) {
		const includeRaw = context.getNodeParameter('options.includeRaw', itemIndex, false) === true;
		return [toOutput(await present(provider.accounts.getQuota)(wire), includeRaw)];
	},
};
