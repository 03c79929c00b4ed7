import { InputError } from '../../shared/domain/inputError';
import { asObject, type JsonObject } from '../../shared/domain/json';
import {
	POST_STATUSES,
	type PostQuery,
	type PostSort,
	type PostStatus,
	SORT_FIELDS,
} from '../../shared/domain/post';
import { readMoment } from '../../shared/domain/schedule';
import { shown } from '../../shared/domain/shown';
import { listIds } from '../../shared/face/listIds';
import type { ItemCall } from '../../shared/face/operation';
import { readLine } from '../../shared/face/readPlain';
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
const TEXT_FILTERS = ['accountId', 'search'] as const satisfies readonly PostFilter[];

/**
 * The filters and sort order of an item. Empty filters count as absent.
 *
 * @throws InputError for a time that is none, or a filter that cannot be answered for the provider
 */
export function readPostQuery({ context, itemIndex, provider }: ItemCall): PostQuery {
	const filters = asObject(context.getNodeParameter('filters', itemIndex, {}));
	const given = Object.fromEntries(Object.entries(filters).filter(([, value]) => !isEmpty(value)));
	for (const filter of Object.keys(given)) requireFilter(provider, filter);

	const times = TIME_FILTERS.filter((filter) => filter in given).map(
		(filter) => [filter, readMoment(`Filters > ${filter}`, given[filter], context.getTimezone())] as const,
	);
	const texts = TEXT_FILTERS.filter((filter) => filter in given).map(
		(filter) => [filter, readLine(`Filters > ${filter}`, given[filter])] as const,
	);
	const lists = {
		...('status' in given ? { status: listIds(given.status).map(readStatus) } : {}),
		...('platforms' in given ? { platforms: listIds(given.platforms) } : {}),
	};
	const sort = readSort(asObject(context.getNodeParameter('sort', itemIndex, {})));
	return { ...lists, ...Object.fromEntries([...texts, ...times]), ...(sort ? { sort } : {}) };
}

function readStatus(value: string): PostStatus {
	const status = POST_STATUSES.find((known) => known === value);
	if (status !== undefined) return status;
	throw new InputError(
		'Filters > status',
		`There is no status "${shown(value)}"`,
		`Choose from the list, or give some of: ${POST_STATUSES.join(', ')}.`,
	);
}

function readSort(value: JsonObject): PostSort | undefined {
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
		`Filters > ${shown(filter)}`,
		`Posts of ${provider.displayName} cannot be filtered by ${shown(filter)}: its API does not tell it`,
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
