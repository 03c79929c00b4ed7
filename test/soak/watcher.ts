import { ALL_EVENTS } from '../engine/triggerWorld';
import type { Account } from '../../nodes/shared/domain/account';
import type { Draw } from './draw';
import type { Lane } from './lane';
import { EventBook } from './ledger/eventBook';
import type { PollAnswer } from './pack/question';
import type { PackProcess } from './pack/startPack';

export interface WatcherKind {
	readonly name: string;
	/** How n8n keeps its state. */
	readonly hasDurableCursors: boolean;
	readonly includesImmediate: boolean;
}

/** So many polls in a row with nothing to tell, and all has been told: some lists are read by turns, at most six readings apart. */
const QUIET_POLLS = 8;
const MOST_POLLS = 60;

/**
 * A post that only the walk through all posts can find comes after two of them (docs/how-the-trigger-works.md): at most so
 * many polls for each page of posts.
 */
const POLLS_PER_PAGE = 12;
const POSTS_PER_PAGE = 100;

const LONG_MS = 60_000;

/** One trigger at one provider, which is polled all the time. */
export class Watcher {
	readonly events: EventBook;
	polls = 0;

	private readonly trigger: string;
	/** Whether the last poll may have seen half a list. */
	private wasCut = false;

	private constructor(
		private readonly lane: Lane,
		private readonly kind: WatcherKind,
		private readonly pack: PackProcess,
		private readonly draw: Draw,
	) {
		this.trigger = `${lane.id} ${kind.name}`;
		this.events = new EventBook(kind.name, lane.id, kind.includesImmediate, lane.findings);
	}

	/** Activates the trigger. */
	static async start(lane: Lane, kind: WatcherKind, pack: PackProcess): Promise<Watcher> {
		const watcher = new Watcher(lane, kind, pack, lane.draw.branch(kind.name));
		const { trigger } = watcher;
		const node = lane.world.node(
			'socialTrigger',
			lane.id,
			{
				authentication: 'apiKey',
				events: [...ALL_EVENTS],
				options: { includeImmediatePosts: kind.includesImmediate },
				pollTimes: { item: [{ mode: 'everyMinute' }] },
			} as never,
			{ workflowId: trigger },
		);
		const { hasDurableCursors } = kind;
		watcher.take(await pack.ask<PollAnswer>({ do: 'activate', trigger, node, hasDurableCursors }));
		watcher.events.begin({
			posts: lane.vendorWorld.posts.newestFirst(),
			accounts: await watcher.list(),
			sinceMs: 0,
		});
		return watcher;
	}

	/** A poll in whatever weather; now and then n8n starts again before it. */
	async poll(): Promise<void> {
		const { trigger, draw } = this;
		if (draw.chance(0.02)) await this.pack.ask({ do: 'restart', trigger });
		this.wasCut = await this.lane.weather.during(!this.wasCut, async () => {
			await this.pollOnce(draw.oneOf([3_000, 10_000, LONG_MS]));
		});
	}

	/** Polls in good weather until there is nothing more to tell, then holds what was told against what has happened. */
	async judge(): Promise<void> {
		this.lane.vendorWorld.settle();
		const sinceMs = this.lane.nowMs;
		let quiet = 0;
		for (let polls = 0; quiet < QUIET_POLLS && polls < MOST_POLLS; polls++) {
			const { events, errors } = await this.pollOnce(LONG_MS);
			// What a poll has left unread of a reading that failed before is no failure of this one.
			for (const error of errors) this.lane.findings.add('polls', `${this.kind.name}: ${error}`);
			quiet = events.length === 0 && errors.length === 0 ? quiet + 1 : 0;
		}
		this.wasCut = false;
		const accounts = await this.list();
		this.lane.vendorWorld.settle();
		this.events.judge({ posts: this.lane.vendorWorld.posts.newestFirst(), accounts, sinceMs });
	}

	/** Waits for what is still owed as long as the trigger may take for it. */
	async catchUp(): Promise<void> {
		const pages = Math.ceil(this.lane.vendorWorld.posts.newestFirst().length / POSTS_PER_PAGE);
		const patience = this.polls + POLLS_PER_PAGE * pages;
		while (this.events.isOwed && this.polls < patience) await this.judge();
	}

	private async pollOnce(budgetMs: number): Promise<PollAnswer> {
		this.polls += 1;
		const { trigger, lane } = this;
		return this.take(
			await lane.underWay('poll', async () => {
				return await this.pack.ask<PollAnswer>({ do: 'poll', trigger, budgetMs });
			}),
		);
	}

	private take(answer: PollAnswer): PollAnswer {
		this.lane.noteLeaks(answer.leaks, this.trigger);
		this.events.note(answer.events);
		return answer;
	}

	private async list(): Promise<Account[]> {
		const outputs = await this.lane.run('socialAccounts', 'getMany', { returnAll: true });
		return outputs as unknown as Account[];
	}
}
