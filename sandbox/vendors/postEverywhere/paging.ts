const DEFAULT_LIMIT = 20;

/** One page of a list, with what the vendor says about it. */
export function page<T>(
	all: readonly T[],
	query: Readonly<Record<string, unknown>>,
	defaultLimit = DEFAULT_LIMIT,
) {
	const limit = Number(query.limit ?? defaultLimit);
	const offset = Number(query.offset ?? 0);
	const items = all.slice(offset, offset + limit);
	return {
		items,
		pagination: { limit, offset, total: all.length, has_more: offset + items.length < all.length },
	};
}
