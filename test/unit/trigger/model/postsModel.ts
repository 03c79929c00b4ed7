import type { Post, PostStatus } from '../../../../nodes/shared/domain/post';
import { detect, type PostReading } from '../../../../nodes/SocialTrigger/heart/detect';
import {
	POST_EVENTS,
	type DetectOptions,
	type TriggerEvent,
} from '../../../../nodes/SocialTrigger/heart/triggerEvent';
import { readState, writeState, type WatchState } from '../../../../nodes/SocialTrigger/heart/watchState';
import { Lie } from './lie';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const START_MS = Date.parse('2026-11-01T00:00:00.000Z');

const OUTCOMES = ['published', 'failed', 'partiallyPublished'] as const;
type Outcome = (typeof OUTCOMES)[number];
/** What comes of the tries: a failure of all is seldom the last of a post, so it is tried more often. */
const TRIES: readonly Outcome[] = ['published', 'failed', 'partiallyPublished', 'failed'];
const EVENT_OF = {
	published: 'postWentLive',
	failed: 'postFailed',
	partiallyPublished: 'postPartiallyPublished',
} as const;

/** What a post has really come to at an attempt. */
interface Fact {
	readonly name: string;
	readonly outcome: Outcome;
	readonly attempt: number;
	readonly publishedAt: string | null;
}

interface RealPost {
	readonly id: string;
	readonly isScheduled: boolean;
	readonly facts: Fact[];
	/** Where it stands in the vendor's list of changes; `null`: not settled. */
	place: number | null;
}

/** What the vendor tells; the trigger must be right with each. */
interface Vendor {
	readonly tellsTimes: boolean;
	readonly tellsAttempts: boolean;
	/** How many changes before the cursor are shown again. */
	readonly overlap: number;
	readonly pageSize: number;
	/** Its clock, measured by the world's. */
	readonly skewMs: number;
}

/** What has been told in this line of states. */
interface Reader {
	readonly facts: ReadonlySet<string>;
	readonly saved: string | null;
	/** What had happened when this line began. */
	readonly start: number;
}

const NOBODY: Reader = { facts: new Set(), saved: null, start: 0 };

/**
 * Plays a history: posts are made, go live, fail and are tried again, and the trigger is polled, all in the order of the
 * bytes. The model knows what has happened and judges each poll: an event must be of something that did happen after the
 * beginning, each such thing is told once in a line of states, always with the same ID, and after a whole reading
 * nothing that can be seen is untold.
 */
export class PostsModel {
	readonly told: TriggerEvent[] = [];

	private readonly vendor: Vendor;
	private readonly posts: RealPost[] = [];
	private changes = 0;
	private nowMs = START_MS;
	private ourSkewMs = 0;
	private memory: Reader = NOBODY;
	private disk: Reader = NOBODY;
	private readonly happened = new Map<string, number>();
	private readonly again = new Set<string>();
	private readonly idOf = new Map<string, string>();
	private readonly shown = new Set<string>();

	constructor(
		header: number,
		private readonly includeImmediate: boolean,
	) {
		this.vendor = {
			tellsTimes: (header & 1) === 0,
			tellsAttempts: (header & 2) === 0,
			overlap: (header >> 2) & 3,
			pageSize: 1 + ((header >> 4) & 3),
			skewMs: (((header >> 6) & 3) - 1) * 3 * HOUR_MS,
		};
		// What was there before the trigger: some of it is shown again at first.
		for (let at = 0; at < 3; at++) this.settle(this.make(at !== 1), OUTCOMES[at] ?? 'failed', 0);
	}

	step(byte: number): void {
		const argument = byte >> 3;
		this.nowMs += 60_000;
		switch (byte & 7) {
			case 0: {
				const post = this.make((argument & 1) === 0);
				if (argument & 2) this.settle(post, OUTCOMES[argument % 3] ?? 'published', (argument >> 2) * HOUR_MS);
				return;
			}
			case 1:
			case 2:
				return this.settleOne(argument);
			case 3:
				this.nowMs += argument === 31 ? 10 * DAY_MS : argument * HOUR_MS;
				this.ourSkewMs = ((argument % 5) - 2) * HOUR_MS;
				return;
			case 4:
			case 5:
				return this.poll({ readings: 1 + (argument & 7), isSaved: (argument & 24) !== 0, order: argument });
			case 6:
				return this.touch(argument);
			default:
				// n8n starts again and finds the state that it saved last.
				this.memory = this.disk;
		}
	}

	/** Quiet days at the end: whatever has happened must be known after them. */
	finish(): void {
		this.poll({ readings: 100, isSaved: true, order: 0 });
		this.poll({ readings: 100, isSaved: true, order: 1 });
	}

	private make(isScheduled: boolean): RealPost {
		const post: RealPost = { id: `post-${this.posts.length}`, isScheduled, facts: [], place: null };
		this.posts.push(post);
		return post;
	}

	/** A post that waits settles; one that failed, wholly or partly, is tried again. */
	private settleOne(argument: number): void {
		const open = this.posts.filter(({ facts }) => facts.at(-1)?.outcome !== 'published');
		const post = open[argument % Math.max(1, open.length)];
		if (post) this.settle(post, TRIES[(argument >> 2) & 3] ?? 'published', (argument & 3) * 2 * HOUR_MS);
	}

	/** @param backMs how far in the past the vendor says that it was */
	private settle(post: RealPost, wanted: Outcome, backMs: number): void {
		const last = post.facts.at(-1);
		// What is out on one network cannot fail on all of them any more.
		const outcome = last?.outcome === 'partiallyPublished' && wanted === 'failed' ? last.outcome : wanted;
		const attempt = post.facts.length + 1;
		const at = new Date(this.nowMs + this.vendor.skewMs - backMs).toISOString();
		const fact: Fact = {
			name: `${post.id} ${outcome}${outcome === 'published' || !this.vendor.tellsAttempts ? '' : ` ${attempt}`}`,
			outcome,
			attempt,
			publishedAt: outcome === 'failed' ? null : at,
		};
		post.facts.push(fact);
		post.place = ++this.changes;
		// A vendor that does not count attempts shows a second failure exactly as the first.
		if (this.happened.has(fact.name)) this.again.add(fact.name);
		this.happened.set(fact.name, this.changes);
	}

	/** Something else changes about a post that is settled: the vendor shows it again. */
	private touch(argument: number): void {
		const settled = this.posts.filter(({ place }) => place !== null && place > this.memory.start);
		const post = settled[argument % Math.max(1, settled.length)];
		if (post) post.place = ++this.changes;
	}

	private poll({
		readings,
		isSaved,
		order,
	}: {
		readonly readings: number;
		readonly isSaved: boolean;
		readonly order: number;
	}): void {
		let state: WatchState | null =
			this.memory.saved === null
				? { scope: SCOPE, epoch: 'any', accounts: null, posts: null }
				: readState(JSON.parse(this.memory.saved), SCOPE);
		if (state === null) throw new Lie('The state cannot be read back');
		// Until the beginning is learned, whatever has happened counts as before it.
		if (state.posts?.isLearning !== false) this.memory = { ...this.memory, start: this.changes };
		const facts = new Set(this.memory.facts);
		let count = 0;
		let isComplete = false;
		for (let reading = 0; reading < readings && !isComplete; reading++) {
			const posts = this.read(state.posts?.cursor ?? null, order);
			const found = detect(state, { posts }, { ...OPTIONS, includeImmediate: this.includeImmediate });
			for (const event of found.events) this.judge(event, facts);
			count += found.events.length;
			this.told.push(...found.events);
			state = found.state;
			isComplete = posts.isComplete && state.posts?.isLearning === false;
		}
		this.memory = { ...this.memory, facts, saved: JSON.stringify(writeState(state)) };
		if (isComplete) this.compare(facts);
		if (isSaved && count > 0) this.disk = this.memory;
	}

	/** The vendor's next page: changes after the cursor, some before it again, in no good order. */
	private read(cursor: unknown, order: number): PostReading {
		const atMs = this.nowMs + this.ourSkewMs;
		if (cursor === null) return { posts: [], cursor: { from: this.changes }, isComplete: true, atMs };
		const { from, at } = cursor as { from: number; at?: number };
		const start = at ?? from - this.vendor.overlap;
		const changed = this.posts
			.filter(({ place }) => place !== null && place > start)
			.sort((one, other) => (one.place ?? 0) - (other.place ?? 0));
		const page = changed.slice(0, this.vendor.pageSize);
		const isComplete = page.length === changed.length;
		const posts = page.flatMap((post) => this.show(post, order));
		return {
			posts: order % 2 === 0 ? posts : posts.reverse(),
			cursor: isComplete ? { from: this.changes } : { from, at: page.at(-1)?.place ?? start },
			isComplete,
			atMs,
		};
	}

	/** Now and then a post comes twice on a page, once as it was before its last try. */
	private show(post: RealPost, order: number): Post[] {
		const [last, before] = [...post.facts].reverse();
		const isStale =
			order % 7 === 3 &&
			before !== undefined &&
			this.shown.has(before.name) &&
			(this.happened.get(before.name) ?? 0) > this.memory.start;
		return [...(isStale ? [before] : []), ...(last ? [last] : [])].map((fact) => {
			this.shown.add(fact.name);
			return postOf(post, fact, this.vendor);
		});
	}

	private judge({ event, eventId, post, occurredAt }: TriggerEvent, facts: Set<string>): void {
		const real = this.posts.find(({ id }) => id === post?.id);
		const fact = real?.facts.find(
			(one) =>
				EVENT_OF[one.outcome] === event && attemptIn(post, this.vendor) === attemptOf(one, this.vendor),
		);
		if (!real || !fact) throw new Lie(`${event} of ${String(post?.id)} did not happen`);
		if ((this.happened.get(fact.name) ?? 0) <= this.memory.start) throw new Lie(`${fact.name} was before`);
		if (event === 'postWentLive' && !real.isScheduled && !this.includeImmediate) {
			throw new Lie(`${fact.name} was sent at once`);
		}
		if (facts.has(fact.name)) throw new Lie(`${fact.name} was told twice`);
		facts.add(fact.name);
		if (this.vendor.tellsTimes && occurredAt !== fact.publishedAt && this.vendor.tellsAttempts) {
			throw new Lie(`${fact.name} was at ${fact.publishedAt}, not ${occurredAt}`);
		}
		const known = this.idOf.get(fact.name);
		if (known !== undefined && known !== eventId) throw new Lie(`Another ID for ${fact.name}`);
		if (known === undefined && [...this.idOf.values()].includes(eventId)) {
			throw new Lie(`The ID of another fact for ${fact.name}`);
		}
		this.idOf.set(fact.name, eventId);
	}

	/** What every post has come to last, if after the beginning, must have been told. */
	private compare(facts: ReadonlySet<string>): void {
		for (const { facts: all, isScheduled } of this.posts) {
			const last = all.at(-1);
			if (!last || (this.happened.get(last.name) ?? 0) <= this.memory.start) continue;
			if (last.outcome === 'published' && !isScheduled && !this.includeImmediate) continue;
			if (!facts.has(last.name) && !this.again.has(last.name)) throw new Lie(`${last.name} was not told`);
		}
	}
}

const SCOPE = 'scope';

const OPTIONS: Omit<DetectOptions, 'includeImmediate'> = {
	provider: 'postEverywhere',
	events: new Set(POST_EVENTS),
	healthChange: 'any',
	platforms: [],
	accountIds: [],
	emitOnActivation: false,
	lookbackMs: DAY_MS,
	maxEvents: 100,
};

const attemptOf = ({ outcome, attempt }: Fact, { tellsAttempts }: Vendor) =>
	outcome === 'published' || !tellsAttempts ? null : attempt;

function attemptIn(post: Post | undefined, vendor: Vendor): number | null {
	const failed = post?.targets.find(({ status }) => status === 'failed');
	return failed && vendor.tellsAttempts ? failed.attempts : null;
}

function postOf({ id, isScheduled }: RealPost, fact: Fact, { tellsTimes, tellsAttempts }: Vendor): Post {
	const publishedAt = tellsTimes ? fact.publishedAt : null;
	const statuses: readonly PostStatus[] =
		fact.outcome === 'partiallyPublished' ? ['published', 'failed'] : [fact.outcome, fact.outcome];
	return {
		id,
		provider: 'postEverywhere',
		status: fact.outcome,
		text: null,
		scheduledAt: isScheduled ? '2026-11-01T00:00:00.000Z' : null,
		publishedAt,
		createdAt: null,
		updatedAt: null,
		timezone: null,
		targets: statuses.map((status, at) => ({
			accountId: String(at),
			platform: at === 0 ? 'x' : 'facebook',
			status,
			url: null,
			platformPostId: null,
			publishedAt: status === 'published' ? publishedAt : null,
			error: null,
			attempts: tellsAttempts && status === 'failed' ? fact.attempt : null,
		})),
		media: [],
		warnings: [],
	};
}
