import { type ItemCall, type Operation, present } from '../../shared/face/operation';
import { toOutput } from '../../shared/face/output';
import { accountIdProperty, rawOnlyOptions } from '../../shared/face/properties';
import { InputError } from '../../shared/domain/inputError';
import { asNumber } from '../../shared/domain/json';
import { shown } from '../../shared/domain/shown';
import { readOptionalAccountId } from '../../shared/face/readAccountId';

/** One year, the most that is kept. */
const MOST_DAYS = 365;

export const getFollowerStats: Operation = {
	value: 'getFollowerStats',
	name: 'Get Follower Stats',
	action: 'Get follower statistics',
	description: 'Read the followers of an account, or of all accounts, and how they grew',
	properties: [
		{
			...accountIdProperty,
			required: false,
			description: 'The connected account; leave it empty for all accounts',
		},
		{
			displayName: 'Days',
			name: 'days',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: MOST_DAYS },
			default: 30,
			description: 'How many days back',
		},
		rawOnlyOptions,
	],

	async execute({ context, itemIndex, provider, wire }: ItemCall) {
		const includeRaw = context.getNodeParameter('options.includeRaw', itemIndex, false) === true;
		const accountId = readOptionalAccountId(context, itemIndex);
		const value: unknown = context.getNodeParameter('days', itemIndex, 30);
		const days = asNumber(value) ?? 0;
		if (!Number.isInteger(days) || days < 1 || days > MOST_DAYS) {
			throw new InputError(
				'Days',
				`${shown(value)} is no number of days`,
				`Enter a whole number from 1 to ${MOST_DAYS}.`,
			);
		}
		const stats = await present(provider.accounts.getFollowerStats)(wire, accountId, days);
		return stats.map((one) => toOutput(one, includeRaw));
	},
};
