import type { PublishMode } from '../../../nodes/shared/domain/post';
import type { Post as VendorPost, World } from '../../../sandbox/core/world';
import type { Findings } from '../findings';

/** What the nodes have said of one post, and what was done to it. */
export interface BookedPost {
	readonly mode: PublishMode;
	/** What it must say by now. */
	text: string;
	/** What it may say as well: a change to it failed, and a change may fail after its effect. */
	readonly otherTexts: string[];
	/** When it must go out; `null`: now, or nobody asked for a time. Changes that failed add to `otherTimes`. */
	scheduledAt: number | null;
	readonly otherTimes: number[];
	readonly report: 'made' | 'failed' | 'unclear';
	/** Of the item that failed. */
	readonly error: string | null;
	/** IDs at the vendor; more than one where the vendor makes one for each account. */
	readonly ids: readonly string[];
	/** `tried`: nobody knows. */
	stop: 'no' | 'tried' | 'done';
	/** It was out before it was to be stopped. */
	wasOut: boolean;
	/** A draft that was let out. */
	release: 'no' | 'tried' | 'done';
	/** In the hands of somebody. */
	isBusy: boolean;
	/** Times that its failed targets may have been sent again. */
	sentAgain: number;
	/** What was done to it, and how it ended, for whoever asks why it is as it is. */
	readonly history: string[];
	/** The trigger has had its time to tell what it has come to. */
	isTold: boolean;
}

/** Whether a message leaves open what became of a post. */
const SAYS_UNKNOWN = /may or may not|not known whether/i;

export function saysUnknown(error: {
	readonly message?: string;
	readonly description?: string | null;
}): boolean {
	return SAYS_UNKNOWN.test(`${error.message ?? ''} ${error.description ?? ''}`);
}

/** Everything that was reported of posts at one provider, to be held against what the vendor really has. */
export class PostBook {
	readonly posts: BookedPost[] = [];

	constructor(
		private readonly world: World,
		private readonly findings: Findings,
		/** What all texts of this book begin with. */
		private readonly mark: string,
	) {}

	/** The vendor's posts of a booked one that are there. */
	atVendor({ ids }: BookedPost): VendorPost[] {
		return ids.flatMap((id) => this.world.posts.get(id) ?? []);
	}

	/** Made posts that nobody works on and nobody has tried to stop, of which the vendor's own record is like that. */
	candidates(isLike: (record: VendorPost, booked: BookedPost) => boolean): BookedPost[] {
		return this.posts.filter((booked) => {
			if (booked.report !== 'made' || booked.isBusy || booked.stop !== 'no') return false;
			const records = this.atVendor(booked);
			return records.length === booked.ids.length && records.every((record) => isLike(record, booked));
		});
	}

	/** Holds the whole book against the vendor's records. */
	audit(): void {
		this.world.settle();
		const byText = new Map<string, VendorPost[]>();
		for (const post of this.world.posts.values()) {
			if (!post.content.startsWith(this.mark)) continue;
			byText.set(post.content, [...(byText.get(post.content) ?? []), post]);
		}
		for (const [text, posts] of byText) this.lookForDoubles(text, posts);
		for (const booked of this.posts) this.check(booked, byText);
	}

	private lookForDoubles(text: string, posts: readonly VendorPost[]): void {
		const accounts = posts.flatMap(({ targets }) => targets.map(({ accountId }) => accountId));
		const doubled = accounts.filter((id, at) => accounts.indexOf(id) !== at);
		if (doubled.length > 0)
			this.once('twice', `"${text}" is there ${posts.length} times for ${doubled.join()}`);
	}

	private check(booked: BookedPost, byText: ReadonlyMap<string, readonly VendorPost[]>): void {
		const { report, text, ids, error } = booked;
		if (report !== 'made') {
			if (report === 'failed' && byText.has(text))
				this.once('silent', `"${text}" is there, but: ${String(error)}`);
			return;
		}
		const records = this.atVendor(booked);
		if (booked.stop !== 'no') {
			this.checkStopped(booked, records);
			return;
		}
		if (records.length !== ids.length) {
			this.once(
				'lost',
				`"${text}" was reported as ${ids.join()}, of which ${records.length} are there${storyOf(booked)}`,
			);
			return;
		}
		for (const record of records) this.checkRecord(booked, record);
	}

	private checkRecord(booked: BookedPost, record: VendorPost): void {
		const texts = [booked.text, ...booked.otherTexts];
		if (!texts.includes(record.content)) {
			this.once(
				'changes',
				`${record.id} says "${record.content}" instead of "${booked.text}"${storyOf(booked)}`,
			);
		}
		const { scheduledAt, otherTimes } = booked;
		const planned = record.scheduledFor?.getTime() ?? null;
		const isPlanned = [scheduledAt, ...otherTimes].some((time) => isAbout(time, planned));
		if (scheduledAt !== null && !isPlanned) {
			this.once(
				'changes',
				`${record.id} "${booked.text}" is planned for ${String(planned)} instead of ${scheduledAt} (${record.status})${storyOf(booked)}`,
			);
		}
		if (booked.release === 'done' && record.status === 'draft') {
			this.once('changes', `${record.id} "${booked.text}" is still a draft${storyOf(booked)}`);
		}
		for (const { attempts, accountId } of record.targets) {
			if (attempts <= 1 + booked.sentAgain) continue;
			this.once(
				'twice',
				`${record.id} "${booked.text}" was sent ${attempts} times to ${accountId}${storyOf(booked)}`,
			);
		}
	}

	private checkStopped(booked: BookedPost, records: readonly VendorPost[]): void {
		if (booked.stop === 'tried') return;
		for (const { id, status, targets } of records) {
			const isOut = targets.some((target) => target.status === 'published');
			if (booked.wasOut ? status === 'deleted' || status === 'cancelled' : !isOut) continue;
			this.once('stopped', `${id} "${booked.text}" is ${status}${storyOf(booked)}`);
		}
	}

	private readonly said = new Set<string>();

	/** What is wrong stays wrong: it counts once. */
	private once(check: Parameters<Findings['add']>[0], what: string): void {
		const key = `${check} ${what}`;
		if (this.said.has(key)) return;
		this.said.add(key);
		this.findings.add(check, what);
	}
}

function storyOf({ mode, history }: BookedPost): string {
	return ` [${[mode, ...history].join('; ')}]`;
}

/** Some vendors keep a time to the second or minute. */
const SAME_TIME_MS = 60_000;

function isAbout(wanted: number | null, given: number | null): boolean {
	return wanted === null || given === null ? wanted === given : Math.abs(wanted - given) < SAME_TIME_MS;
}
