import type { Handler, Reply } from '../../core/vendor';
import type { Post, World } from '../../core/world';
import { ASSUMPTIONS } from './assumptions';
import { customViolation, validationError, type FieldViolation } from './errors';
import { matches, namedFields, type Filter } from './filter';
import { renderItem } from './render';

interface Query {
	readonly filter?: Filter;
	readonly sort?: ReadonlyArray<{ readonly fieldName: string; readonly order?: 'ASC' | 'DESC' }>;
	readonly paging?: { readonly limit?: number; readonly offset?: number };
}

export function queryHandlers(world: World): Readonly<Record<string, Handler>> {
	return {
		queryItems: (call) => queryItems(world, (call.body as { query?: Query }).query ?? {}),
		getItems: (call) => {
			const ids = ASSUMPTIONS.getItemsParameters.flatMap(
				(name) => (call.query[name] as string[] | undefined) ?? [],
			);
			const posts = ids.flatMap((id) => world.posts.get(id) ?? []);
			return { status: 200, body: { items: posts.map((post) => renderItem(world, post)) } };
		},
	};
}

function queryItems(world: World, query: Query): Reply {
	const filter = query.filter ?? {};
	const sort = query.sort ?? [];
	const wrong = [
		...undeclared(namedFields(filter), ASSUMPTIONS.filterableFields, 'filterable'),
		...undeclared(
			sort.map(({ fieldName }) => fieldName),
			ASSUMPTIONS.sortableFields,
			'sortable',
		),
	];
	if (wrong.length > 0) return validationError(...wrong);

	const fields = namedFields(filter);
	const found = sorted(newestFirst(world), sort).filter(
		(post) =>
			(post.status !== 'deleted' || fields.includes('status')) &&
			(fields.length === 0 || matches(renderItem(world, post), filter)),
	);
	const { limit = ASSUMPTIONS.defaultQueryLimit, offset = 0 } = query.paging ?? {};
	const items = found.slice(offset, offset + limit).map((post) => renderItem(world, post));
	const hasNext = offset + items.length < found.length;
	return {
		status: 200,
		body: { items, pagingMetadata: { count: items.length, offset, total: found.length, hasNext } },
	};
}

function undeclared(fields: readonly string[], declared: readonly string[], kind: string): FieldViolation[] {
	return fields
		.filter((field) => !declared.includes(field))
		.map((field) =>
			customViolation(
				`query.${kind === 'sortable' ? 'sort' : 'filter'}`,
				'FIELD_NOT_DECLARED',
				`Field '${field}' is not declared as ${kind}`,
			),
		);
}

function newestFirst(world: World): Post[] {
	// Reversed first, so that of items made in the same millisecond the later one comes first.
	return [...world.posts.values()].reverse().sort((a, b) => b.createdAt.getTime() - a.createdAt.getTime());
}

/** Items without a date come last, whatever the direction. */
function sorted(posts: Post[], sort: NonNullable<Query['sort']>): Post[] {
	const [first] = sort;
	if (!first) return posts;
	const sign = first.order === 'DESC' ? -1 : 1;
	return posts.sort((a, b) => {
		if (!a.scheduledFor || !b.scheduledFor) return Number(!a.scheduledFor) - Number(!b.scheduledFor);
		return sign * (a.scheduledFor.getTime() - b.scheduledFor.getTime());
	});
}
