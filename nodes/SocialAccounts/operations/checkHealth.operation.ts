import type { ItemCall, Operation } from '../../shared/face/operation';
import { accountIdProperty, rawOnlyOptions } from '../../shared/face/properties';
import { readAccountId } from '../../shared/face/readAccountId';

export const checkHealth: Operation = {
	value: 'checkHealth',
	name: 'Check Health',
	action: 'Check the health of an account',
	description: 'Tell whether an account can post, why not, and when its token expires',
	properties: [accountIdProperty, rawOnlyOptions],

	async execute({ context, itemIndex, provider, wire }: ItemCall) {
		const accountId = readAccountId(context, itemIndex);
		const includeRaw = context.getNodeParameter('options.includeRaw', itemIndex, false) === true;
		const { item, raw } = await provider.accounts.checkHealth(wire, accountId);
		const { id, name, platform, health } = item;
		return [
			{
				accountId: id,
				provider: item.provider,
				platform,
				name,
				...health,
				reasons: [...health.reasons],
				...(includeRaw ? { raw } : {}),
			},
		];
	},
};
