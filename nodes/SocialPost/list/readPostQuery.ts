import type { IDataObject } from 'n8n-workflow';

import { InputError } from '../../shared/domain/inputError';
import { type PostQuery, type PostSort, SORT_FIELDS } from '../../shared/domain/post';
import { readMoment } from '../../shared/domain/schedule';
import type { ItemCall } from '../../shared/face/operation';
import { PROVIDERS } from '../../shared/providers/registry';
import type { PostFilter, Provider } from '../../shared/providers/provider';

const TIME_FILTERS = [
	'createdAfter',
	'createdBefore',
	'scheduledAfter',
	'scheduledBefore',
	'publishedAfter',
	'publishedBefore',
] as const satisfies readonly PostFilter[];

/**
 * The filters and sort order of an item. Empty filters count as absent.
 *
 * @throws InputError for a time that is none, or a filter that cannot be answered for the provider
 */
export function readPostQuery({ context, itemIndex, provider }: ItemCall): PostQuery {
	const filters = context.getNodeParameter('filters', itemIndex, {}) as IDataObject;
	const given = Object.fromEntries(Object.entries(filters).filter(([, value]) => !isEmpty(value)));
	for (const filter of Object.keys(given)) requireFilter(provider, filter);

	const times = TIME_FILTERS.filter((filter) => filter in given).map(
		(filter) => [filter, readMoment(`Filters > ${filter}`, given[filter], context.getTimezone())] as const,
	);
	const sort = readSort(context.getNodeParameter('sort', itemIndex, {}) as IDataObject);
	return { ...given, ...Object.fromEntries(times), ...(sort ? { sort } : {}) };
}

function readSort(value: IDataObject): PostSort | undefined {
	if (Object.keys(value).length === 0) return undefined;
	return {
		field: SORT_FIELDS.find((field) => field === value.field) ?? 'createdAt',
		direction: value.direction === 'asc' ? 'asc' : 'desc',
	};
}

function requireFilter(provider: Provider, filter: string): void {
	const allowed: readonly string[] = provider.posts.filters;
	if (allowed.includes(filter)) return;
	const having = PROVIDERS.filter(({ posts }) => (posts.filters as readonly string[]).includes(filter));
	throw new InputError(
		`Filters > ${filter}`,
		`Posts of ${provider.displayName} cannot be filtered by ${filter}: its API does not tell it`,
		having.length > 0
			? `Remove the filter. Providers that have it: ${having.map(({ displayName }) => displayName).join(', ')}.`
			: 'Remove the filter.',
	);
}

function isEmpty(value: unknown): boolean {
	return (
		value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)
	);
}
