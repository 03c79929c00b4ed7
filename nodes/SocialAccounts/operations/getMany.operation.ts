import { matchesAccount, type AccountFilters } from '../../shared/domain/accountQuery';
import { HEALTH_STATUSES } from '../../shared/domain/account';
import { PLATFORMS, platformName } from '../../shared/domain/platform';
import type { ItemCall, Operation } from '../../shared/face/operation';
import { toOutput } from '../../shared/face/output';
import { includeRawOption, limitProperties } from '../../shared/face/properties';

const filtersProperty: Operation['properties'][number] = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add Filter',
	default: {},
	options: [
		{
			displayName: 'Can Post',
			name: 'canPost',
			type: 'boolean',
			default: true,
			description: 'Whether to return the accounts that can post (on), or those that cannot (off)',
		},
		{
			displayName: 'Health',
			name: 'health',
			type: 'multiOptions',
			options: HEALTH_STATUSES.map((status) => ({
				name: status.charAt(0).toUpperCase() + status.slice(1),
				value: status,
			})),
			default: [],
			description: 'Only accounts in one of these states',
		},
		{
			displayName: 'Networks',
			name: 'platforms',
			type: 'multiOptions',
			options: PLATFORMS.map((platform) => ({ name: platformName(platform), value: platform })),
			default: [],
			description: 'Only accounts on these networks',
		},
		{
			displayName: 'Search',
			name: 'search',
			type: 'string',
			default: '',
			placeholder: 'e.g. acme',
			description: 'Only accounts whose name, user name, network or ID holds these words',
		},
	],
};

const optionsProperty: Operation['properties'][number] = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: [
		{
			displayName: 'Include Health',
			name: 'includeHealth',
			type: 'boolean',
			default: true,
			description:
				'Whether to ask for the health of each account. Off saves calls where the provider needs extra ones for it; health is then "unknown" unless it comes along anyway.',
		},
		includeRawOption,
	],
};

export const getMany: Operation = {
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many accounts',
	description: 'List the connected accounts with their health',
	properties: [...limitProperties, filtersProperty, optionsProperty],

	async execute({ context, itemIndex, provider, wire }: ItemCall) {
		const filters = context.getNodeParameter('filters', itemIndex, {}) as AccountFilters;
		const options = context.getNodeParameter('options', itemIndex, {});
		const returnAll = context.getNodeParameter('returnAll', itemIndex, false) === true;
		const limit = returnAll ? Infinity : Number(context.getNodeParameter('limit', itemIndex, 50));
		const asksHealth = filters.canPost !== undefined || (filters.health ?? []).length > 0;

		const { found, warnings } = await provider.accounts.getMany(wire, {
			platforms: filters.platforms?.length ? filters.platforms : undefined,
			withHealth: options.includeHealth !== false || asksHealth,
		});

		if (warnings.length > 0) {
			context.addExecutionHints({ message: warnings.join('\n'), type: 'warning', location: 'outputPane' });
		}
		return found
			.filter(({ item }) => matchesAccount(item, filters))
			.slice(0, limit)
			.map((one) => toOutput(one, options.includeRaw === true));
	},
};
