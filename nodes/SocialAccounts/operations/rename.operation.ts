import { InputError } from '../../shared/domain/inputError';
import { type ItemCall, type Operation, present } from '../../shared/face/operation';
import { toOutput } from '../../shared/face/output';
import { accountIdProperty, rawOnlyOptions } from '../../shared/face/properties';
import { readLine } from '../../shared/face/readPlain';
import { readAccountId } from '../../shared/face/readAccountId';

export const rename: Operation = {
	value: 'rename',
	name: 'Rename',
	action: 'Rename an account',
	description: 'Change the name under which the provider shows an account',
	properties: [
		accountIdProperty,
		{
			displayName: 'New Name',
			name: 'newName',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. Acme, main page',
			description: 'The name inside the provider; the network keeps its own',
		},
		rawOnlyOptions,
	],
	changes: true,

	async execute({ context, itemIndex, provider, wire }: ItemCall) {
		const accountId = readAccountId(context, itemIndex);
		const includeRaw = context.getNodeParameter('options.includeRaw', itemIndex, false) === true;
		const newName = readLine('New Name', context.getNodeParameter('newName', itemIndex, ''));
		if (newName === '')
			throw new InputError('New Name', 'There is no new name', 'Enter a name for the account.');
		return [toOutput(await present(provider.accounts.rename)(wire, accountId, newName), includeRaw)];
	},
};
