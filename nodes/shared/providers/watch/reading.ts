import type { Post, PostStatus } from '../../domain/post';
import type { Wire } from '../../transport/wire';
import type { WatchOptions } from '../provider';
import { isSettled, letterOf, type ListPage, type PostLists } from './postLists';
import { keyOf, newState, partKeyOf, type WatchState } from './watchState';

/** Stands for the list of all posts, beside the letters of the others. */
export const ALL = 'a';

/** Some vendors tell whole seconds. */
const SECOND_MS = 1_000;

/** For changes that a vendor's list shows late. */
export const OVERLAP_MS = 120_000;

/** So long after its time a post may fail that does not tell when it did. */
const DAY_MS = 86_400_000;

/** Where a post comes from. */
export interface Sight {
	/** It was not there, or not settled, at the reading before, though nothing is remembered of it. */
	readonly isNew?: boolean;
	/** The list in which it was searched for, because it was counted there already. */
	readonly searchedIn?: string;
}

/** One reading: what is seen changes the state, and what has settled is given. */
export class Reading {
	readonly given = new Map<string, Post>();
	readonly seen = new Map<string, Post>();
	/** Lists that were counted in this reading: what is seen afterwards was in the count already. */
	readonly counted = new Set<string>();
	isComplete = true;
	/** Posts that were looked for by their IDs and are gone. */
	gone = 0;
	/** The vendor's clock, or ours until it tells. */
	nowMs: number;

	private calls = 0;
	private readonly said: ReadonlyMap<string, string>;
	private readonly top: ReadonlyMap<string, string>;

	constructor(
		readonly lists: PostLists,
		private readonly wire: Wire,
		private readonly options: WatchOptions,
		readonly state: WatchState = newState(0),
	) {
		this.nowMs = options.nowMs;
		this.said = new Map(state.said.flatMap(({ posts }) => posts));
		this.top = new Map(state.top);
	}

	/** At least one call is made in any case. */
	get hasCallsLeft(): boolean {
		return this.calls === 0 || this.calls < this.options.maxCalls;
	}

	get callsLeft(): number {
		return Math.max(0, this.options.maxCalls - this.calls);
	}

	async read(status: PostStatus | null, page: number): Promise<ListPage | null> {
		return this.noted(await this.lists.read(this.wire, { status, page }));
	}

	/** What was due, or nothing where the vendor does not list that. */
	async readDue(from: string, page: number): Promise<ListPage | null> {
		return this.noted((await this.lists.readDue?.(this.wire, from, page)) ?? null);
	}

	private noted(page: ListPage | null): ListPage | null {
		this.calls += 1;
		if (page !== null && page.atMs !== null) this.nowMs = page.atMs;
		return page;
	}

	/** Looks at single posts, as far as calls are left; those that are left over are due at the next reading. */
	async lookAt(ids: readonly string[]): Promise<void> {
		const { looksAtOnce } = this.lists;
		for (let start = 0; start < ids.length; start += looksAtOnce) {
			const some = ids.slice(start, start + looksAtOnce);
			if (start > 0 && !this.hasCallsLeft) {
				this.isComplete = false;
				for (const id of some) this.postpone(id);
				continue;
			}
			this.calls += 1;
			for (const post of await this.lists.look(this.wire, some)) this.see(post);
			for (const id of some) if (!this.seen.has(id)) this.forget(id);
		}
	}

	/** One that was not awaited is looked at because the counts differ: what it has become is in them already. */
	private postpone(id: string): void {
		const letter = this.letterOf(id)?.toUpperCase();
		if (letter !== undefined && !this.state.awaited.has(id))
			this.state.awaited.set(id, { letter, dueMs: this.nowMs });
	}

	private forget(id: string): void {
		this.adjust(this.letterOf(id), -1);
		this.gone += 1;
		this.state.awaited.delete(id);
		this.state.others.delete(id);
		this.state.parts.delete(partKeyOf(id));
	}

	/** What a post was when it was seen last, as far as that is remembered. */
	letterOf(id: string): string | undefined {
		const seen = this.seen.get(id);
		if (seen !== undefined) return letterOf(seen.status);
		const { awaited, others, parts } = this.state;
		const key = keyOf(id);
		return (
			awaited.get(id)?.letter.toLowerCase() ??
			others.get(id) ??
			this.top.get(key) ??
			this.said.get(key) ??
			(parts.has(partKeyOf(id)) ? 'q' : undefined)
		);
	}

	isAmongTop(id: string): boolean {
		return this.top.has(keyOf(id));
	}

	see(post: Post, { isNew: isSure = false, searchedIn }: Sight = {}): void {
		const before = this.letterOf(post.id);
		const now = letterOf(post.status);
		const isNew = isSure || (before === undefined && isSettled(now) && this.isNews(post));
		if (before === undefined && !isNew && isSettled(now)) return;
		this.seen.set(post.id, post);
		if (before !== now && (before !== undefined || isNew)) {
			if (isSettled(now)) this.given.set(post.id, post);
			const wasCounted = isUpperCase(this.state.awaited.get(post.id)?.letter);
			if (searchedIn !== undefined || wasCounted) this.pay(post, searchedIn ?? now);
			else {
				const sinceMs = this.changedMs(post, before);
				this.adjust(now, 1, sinceMs);
				this.adjust(before, -1, sinceMs);
			}
		}
		this.await(post, now);
	}

	/**
	 * A walk comes by. What is remembered now may be taken for news once it is forgotten: it is given again, so that whoever
	 * is told of it does not forget it before. One that was partly out before the first reading is remembered from now on.
	 */
	passBy(post: Post): void {
		const { state } = this;
		const part = partKeyOf(post.id);
		const isRemembered = state.others.has(post.id) || state.parts.has(part) || this.said.has(keyOf(post.id));
		this.see(post);
		// In front, so that it is dropped before those that were given.
		if (letterOf(post.status) === 'q' && !state.parts.has(part))
			state.parts = new Set([part, ...state.parts]);
		if (isRemembered && isSettled(letterOf(post.status)) && this.isNews(post)) this.given.set(post.id, post);
	}

	/** What was searched for is found: it counts for the first search that was begun after it had settled. */
	private pay(post: Post, searchedIn: string): void {
		const [time = 0] = this.timesOf(post);
		for (const list of new Set([searchedIn, ...(searchedIn === ALL ? [letterOf(post.status)] : [])])) {
			const paid = this.state.searches.find(
				(search) => search.list === list && time < search.untilMs + SECOND_MS,
			);
			if (paid !== undefined && paid.wanted !== null) paid.wanted -= 1;
		}
	}

	/** When a post became what it is, in milliseconds since 1970; `null` when that cannot be told for certain. */
	private changedMs(post: Post, before: string | undefined): number | null {
		const settledAt = before === 'q' ? null : this.lists.settledAt(post);
		const time =
			settledAt ?? (before === undefined ? post.createdAt : before === 's' ? post.scheduledAt : null);
		return time === null ? null : Date.parse(time);
	}

	/**
	 * Notes that a list must have become longer or shorter since it was counted. What may have been before that is left
	 * out: then there is rather searched in vain than something missed.
	 */
	adjust(list: string | undefined, by: number, sinceMs: number | null = null): void {
		const count = this.state.counts.get(list ?? '');
		if (list === undefined || count === undefined || this.counted.has(list)) return;
		if (sinceMs !== null && sinceMs <= count.atMs) return;
		this.state.counts.set(list, { ...count, total: count.total + by });
	}

	private await({ id, scheduledAt }: Post, letter: string): void {
		const { awaited, others, parts } = this.state;
		const before = awaited.get(id);
		awaited.delete(id);
		others.delete(id);
		if (letter === 's' && scheduledAt !== null) awaited.set(id, { letter, dueMs: Date.parse(scheduledAt) });
		if (letter === 'g')
			awaited.set(id, { letter, dueMs: before?.letter === 'g' ? before.dueMs : this.nowMs });
		if (letter === 'f' || letter === 'q' || letter === 'd') others.set(id, letter);
		if (letter === 'q') parts.add(partKeyOf(id));
		else if (letter !== 'g') parts.delete(partKeyOf(id));
		// A post that stays on its way for too long is given up.
		const dueMs = awaited.get(id)?.dueMs ?? Infinity;
		if (dueMs < this.nowMs - this.options.lookbackMs && before !== undefined) awaited.delete(id);
	}

	/** Whether a settled post of which nothing is remembered may have settled since a walk came by it. */
	private isNews(post: Post): boolean {
		const { sinceMs, walk } = this.state;
		const [time] = this.timesOf(post);
		const lateMs =
			this.lists.settledAt(post) === null ? Math.min(this.options.lookbackMs, DAY_MS) : OVERLAP_MS;
		return time !== undefined && time >= wholeSecond(Math.max(sinceMs, walk.beforeMs - lateMs));
	}

	/** Whether a post has settled or was made since then, or tells no times at all. Some vendors tell whole seconds. */
	isSince(post: Post, sinceMs: number): boolean {
		const times = this.timesOf(post);
		return times.length === 0 || times.some((time) => time > sinceMs - SECOND_MS);
	}

	/** All times that a post tells, in milliseconds since 1970. */
	timesOf(post: Post): number[] {
		const times = [this.lists.settledAt(post), post.scheduledAt, post.createdAt];
		return times.flatMap((time) => (time === null ? [] : Date.parse(time)));
	}
}

/** Times that are told are rounded down. */
export function wholeSecond(ms: number): number {
	return Math.floor(ms / SECOND_MS) * SECOND_MS;
}

function isUpperCase(letter = ''): boolean {
	return letter !== letter.toLowerCase();
}
