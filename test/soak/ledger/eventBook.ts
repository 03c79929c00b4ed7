import type { Account } from '../../../nodes/shared/domain/account';
import type { ProviderId } from '../../../nodes/shared/domain/provider';
import type { Post as VendorPost } from '../../../sandbox/core/world';
import { isSkipped } from '../../../sandbox/vendors/smartlyQ/postFacts';
import type { Emitted } from '../../engine/triggerHost';
import type { Check, Findings } from '../findings';

const EVENT_OF = {
	published: 'postWentLive',
	partial: 'postPartiallyPublished',
	failed: 'postFailed',
} as const;

/** So many of the newest items of Wix are read each time. */
const WIX_NEWEST = 50;

/** An account that is not listed. */
const GONE = 'disconnected';

interface Fact {
	readonly event: string;
	/** Tells it from the next one of the same post. */
	readonly name: string;
}

/** How things stand when everything has had its time. */
export interface Standing {
	/** The newest first. */
	readonly posts: readonly VendorPost[];
	readonly accounts: readonly Account[];
	/** What has happened since may or may not have been told. */
	readonly sinceMs: number;
}

/** What one trigger has told, to be held against what has happened. */
export class EventBook {
	expected = 0;
	seen = 0;

	private readonly ids = new Set<string>();
	private readonly facts = new Map<string, string>();
	private readonly statuses = new Map<string, string>();
	/** Told at a later judgement than the first that they were due at: a search of long lists takes its time. */
	late = 0;
	/** Due and not told yet, by post. */
	private readonly owed = new Map<string, string>();
	/** Events of posts since the last judgement. */
	private fresh: Emitted[] = [];

	constructor(
		private readonly name: string,
		private readonly provider: ProviderId,
		private readonly includesImmediate: boolean,
		private readonly findings: Findings,
	) {}

	/** What is there at the activation is no news. */
	begin({ posts, accounts }: Standing): void {
		for (const post of posts) {
			const fact = this.factOf(post);
			if (fact) this.facts.set(post.id, fact.name);
		}
		for (const { id, health } of accounts) this.statuses.set(id, health.status);
		this.keepChannels(new Map(accounts.map(({ id, health }) => [id, health.status as string])));
	}

	note(events: readonly Emitted[]): void {
		for (const event of events) {
			this.seen += 1;
			if (this.ids.has(event.eventId)) this.add('eventsDoubled', describe(event));
			this.ids.add(event.eventId);
			if (event.post) this.fresh.push(event);
			else this.noteAccount(event);
		}
	}

	judge(standing: Standing): void {
		this.judgePosts(standing);
		this.judgeAccounts(standing.accounts);
	}

	get isOwed(): boolean {
		return this.owed.size > 0;
	}

	/** After the last judgement: what is due still, of the posts that are still there, was missed. */
	finish(isThere: (postId: string) => boolean): void {
		for (const [id, what] of this.owed) if (isThere(id)) this.add('eventsMissing', what);
	}

	private judgePosts({ posts, sinceMs }: Standing): void {
		const told = new Map<string, Emitted[]>();
		for (const event of this.fresh) {
			const id = event.post?.id ?? '';
			told.set(id, [...(told.get(id) ?? []), event]);
		}
		this.fresh = [];
		for (const [age, post] of posts.entries()) {
			const events = told.get(post.id) ?? [];
			told.delete(post.id);
			const fact = this.factOf(post);
			if (fact === null || this.facts.get(post.id) === fact.name) {
				for (const event of events) {
					if (fact?.event === event.event && this.owed.delete(post.id)) this.late += 1;
					else this.add('eventsUntrue', `${describe(event)} ${recordOf(post)}`);
				}
				continue;
			}
			if (events.length === 0 && post.updatedAt.getTime() >= sinceMs) continue;
			this.facts.set(post.id, fact.name);
			if (events.length === 0 && this.cannotBeFound(post, age)) continue;
			this.expected += 1;
			const [first, ...others] = events;
			if (first === undefined) this.owed.set(post.id, `${fact.event} ${recordOf(post)}`);
			else if (first.event !== fact.event) this.add('eventsUntrue', `${describe(first)} ${recordOf(post)}`);
			for (const event of others) this.add('eventsDoubled', `${describe(event)} ${recordOf(post)}`);
		}
		for (const event of [...told.values()].flat())
			this.add('eventsUntrue', `${describe(event)}: no such post`);
	}

	/** Events of an account follow from one another. */
	private noteAccount(event: Emitted): void {
		const { account, previousStatus = GONE, currentStatus } = event;
		const id = account?.id ?? null;
		if (id === null) {
			this.add('eventsUntrue', `${describe(event)}: the account has no ID`);
			return;
		}
		const before = this.statuses.get(id) ?? this.statuses.get(channelOf(id)) ?? GONE;
		if (before !== previousStatus && before !== 'unknown') {
			this.add('eventsUntrue', `${describe(event)}: it was ${before}`);
		}
		if (before === currentStatus) this.add('eventsDoubled', describe(event));
		this.statuses.set(id, currentStatus);
		this.expected += 1;
	}

	/** Whoever has read all events knows how each account stands. */
	private judgeAccounts(accounts: readonly Account[]): void {
		const listed = new Map(accounts.map(({ id, health }) => [id, health.status as string]));
		for (const id of new Set([...listed.keys(), ...this.statuses.keys()])) {
			if (id.endsWith(':*')) continue;
			const is = listed.get(id) ?? listed.get(channelOf(id)) ?? GONE;
			const believed = this.statuses.get(id) ?? this.statuses.get(channelOf(id)) ?? GONE;
			if (is !== believed && is !== 'unknown' && believed !== 'unknown') {
				this.expected += 1;
				this.add('eventsMissing', `account ${id} is ${is}, and was ${believed}`);
			}
			if (is !== 'unknown') this.statuses.set(id, is);
		}
		this.keepChannels(listed);
	}

	/** A channel of Wix that has lapsed stands for accounts that nobody has seen; where one has been seen, that is told. */
	private keepChannels(listed: ReadonlyMap<string, string>): void {
		const isChannel = (id: string) => id.endsWith(':*');
		for (const id of [...this.statuses.keys()].filter(isChannel)) this.statuses.delete(id);
		const seen = new Set(
			[...this.statuses].filter(([, status]) => status !== GONE).map(([id]) => channelOf(id)),
		);
		for (const [id, status] of listed) if (isChannel(id) && !seen.has(id)) this.statuses.set(id, status);
	}

	/** What a post has come to that this trigger shall tell; `null`: nothing. */
	private factOf(post: VendorPost): Fact | null {
		if (post.status !== 'published' && post.status !== 'partial' && post.status !== 'failed') return null;
		// An account that is paused is skipped by SmartlyQ, which calls the rest of the post the whole.
		const targets = post.targets.filter((target) => !isSkipped(target));
		const failed = targets.filter(({ status }) => status === 'failed');
		const isOut = targets.some(({ status }) => status === 'published');
		const event = EVENT_OF[!isOut ? 'failed' : failed.length > 0 ? 'partial' : 'published'];
		if (event === EVENT_OF.published) {
			return this.includesImmediate || post.scheduledFor !== null ? { event, name: 'live' } : null;
		}
		// A second failure looks like the first where attempts are not counted.
		const attempts =
			this.provider === 'postEverywhere' ? failed.reduce((sum, target) => sum + target.attempts, 0) : '';
		return { event, name: `${event} ${failed.length} ${attempts}` };
	}

	/**
	 * Wix tells no times. An item without a date that is published by its ID long after others were made (a draft, or one
	 * that is sent again) can be found only among a dozen that are remembered.
	 */
	private cannotBeFound({ scheduledFor }: VendorPost, age: number): boolean {
		return this.provider === 'wix' && scheduledFor === null && age >= WIX_NEWEST;
	}

	private add(check: Check, what: string): void {
		this.findings.add(check, `${this.name}: ${what}`);
	}
}

/** Under which a channel of Wix is listed whose accounts it does not tell. */
function channelOf(id: string): string {
	return `${id.split(':')[0] ?? ''}:*`;
}

function describe({ event, eventId, post, account, previousStatus, currentStatus }: Emitted): string {
	return `${event} ${post?.id ?? account?.id ?? '?'} ${previousStatus ?? ''}>${currentStatus} ${eventId.slice(0, 8)}`;
}

function recordOf({ id, content, status, createdAt, scheduledFor, updatedAt }: VendorPost): string {
	const times = [createdAt, scheduledFor, updatedAt].map((time) => time?.toISOString() ?? '-').join(', ');
	return `${id} "${content}" ${status} (made, planned, changed: ${times})`;
}
