import type { Handler, Reply } from '../../core/vendor';
import type { Post, World } from '../../core/world';
import { ASSUMPTIONS } from './assumptions';
import { customViolation, validationError, type FieldViolation } from './errors';
import { namedFields, testFor, type Filter } from './filter';
import { itemOf } from './items';
import { renderItem, statusWord } from './render';

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
	const passes = testFor(filter);
	const found = sorted(
		world.posts
			.newestFirst()
			.filter(
				(post) =>
					(post.status !== 'deleted' || fields.includes('status')) &&
					(fields.length === 0 || passes(new FilteredFields(world, post))),
			),
		sort,
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

/** The fields that can be filtered by; each is looked up only when a filter asks for it. */
class FilteredFields {
	constructor(
		private readonly world: World,
		private readonly post: Post,
	) {}

	get id(): string {
		return this.post.id;
	}

	get status(): string {
		return statusWord(this.post);
	}

	get type(): string {
		return itemOf(this.world, this.post).type;
	}

	get channel(): object {
		return itemOf(this.world, this.post).channel;
	}

	get schedulingInfo(): object {
		const { world, post } = this;
		const isDraft = post.status === 'draft';
		return { scheduledDate: isDraft ? itemOf(world, post).draftDate : (post.scheduledFor ?? undefined) };
	}
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
