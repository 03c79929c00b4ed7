interface Dated {
	readonly createdAt: Date;
}

/** The posts of a world by their IDs, with their order by age kept at hand: a list of many is asked for page by page. */
export class PostRecords<T extends Dated> extends Map<string, T> {
	private ordered: readonly T[] | null = null;

	override set(id: string, post: T): this {
		this.ordered = null;
		return super.set(id, post);
	}

	override delete(id: string): boolean {
		this.ordered = null;
		return super.delete(id);
	}

	override clear(): void {
		this.ordered = null;
		super.clear();
	}

	/** All of them, the newest first; of those made in the same millisecond the later one comes first. */
	newestFirst(): readonly T[] {
		this.ordered ??= [...this.values()]
			.reverse()
			.sort((one, other) => other.createdAt.getTime() - one.createdAt.getTime());
		return this.ordered;
	}
}
