import { matchesAccount, type AccountFilters } from '../../shared/domain/accountQuery';
import { HEALTH_STATUSES } from '../../shared/domain/account';
import { asObject, type JsonObject } from '../../shared/domain/json';
import { PLATFORMS, platformName } from '../../shared/domain/platform';
import { InputError } from '../../shared/domain/inputError';
import { shown } from '../../shared/domain/shown';
import { listIds } from '../../shared/face/listIds';
import type { ItemCall, Operation } from '../../shared/face/operation';
import { toOutput } from '../../shared/face/output';
import { includeRawOption, limitProperties } from '../../shared/face/properties';
import { readLimit } from '../../shared/face/readLimit';
import { readLine } from '../../shared/face/readPlain';

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
		const filters = readFilters(asObject(context.getNodeParameter('filters', itemIndex, {})));
		const options = asObject(context.getNodeParameter('options', itemIndex, {}));
		const limit = readLimit(context, itemIndex);
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

/** @throws InputError for a filter that no account could meet */
function readFilters({ canPost, health, platforms, search }: JsonObject): AccountFilters {
	return {
		platforms: listIds(platforms),
		health: listIds(health).map((word) => {
			const status = HEALTH_STATUSES.find((known) => known === word);
			return status ?? refuse('Health', word, HEALTH_STATUSES);
		}),
		search: readLine('Search', search),
		...(canPost === undefined || canPost === null
			? {}
			: { canPost: typeof canPost === 'boolean' ? canPost : refuse('Can Post', canPost, ['true', 'false']) }),
	};
}

function refuse(filter: string, value: unknown, known: readonly string[]): never {
	throw new InputError(
		filter,
		`${filter} cannot be "${shown(value)}"`,
		`Choose one of: ${known.join(', ')}.`,
	);
}
