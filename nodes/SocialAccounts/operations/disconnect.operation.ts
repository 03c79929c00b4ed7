import { type ItemCall, type Operation, present } from '../../shared/face/operation';
import { accountIdProperty, rawOnlyOptions } from '../../shared/face/properties';
import { readAccountId } from '../../shared/face/readAccountId';

export const disconnect: Operation = {
	value: 'disconnect',
	name: 'Disconnect',
	action: 'Disconnect an account',
	description:
		'Remove the connection to an account. This cannot be undone: its owner has to connect it again.',
	properties: [accountIdProperty, rawOnlyOptions],
	changes: true,

	async execute({ context, itemIndex, provider, wire }: ItemCall) {
		const accountId = readAccountId(context, itemIndex);
		const includeRaw = context.getNodeParameter('options.includeRaw', itemIndex, false) === true;
		const { item, raw } = await present(provider.accounts.disconnect)(wire, accountId);
		const { id, platform, name, alreadyGone, warnings } = item;
		return [
			{
				deleted: !alreadyGone,
				alreadyGone,
				accountId: id,
				provider: item.provider,
				platform,
				name,
				warnings: [...warnings],
				...(includeRaw ? { raw } : {}),
			},
		];
	},
};
