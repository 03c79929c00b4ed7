import type { JsonObject } from '../shared/domain/json';
import { hashText } from './heart/shortText';

const HASH_LETTERS = 10;

/** The time in which n8n writes down what a poll has left, on a machine that has much else to do; polls come once a minute. */
const WRITING_MS = 45_000;

/** What n8n shows to a poll. */
interface Shown {
	/** `undefined`: there is no state. */
	readonly state: unknown;
	/** By which n8n keeps the state. */
	readonly nodeName: string;
}

/**
 * What this process remembers of a trigger's polls, because not every n8n keeps what they leave. Of a poll with nothing to
 * tell the durable scheduler alone keeps nothing, with durable cursors the first one's is lost: whatever is shown again as
 * it was before is out of date. What a poll with events leaves is n8n's alone: where it is not kept, neither are the
 * events, so they have to be found again. And under another name a node has no state at all.
 */
export class PollMemory {
	/** Before and after the last poll with nothing to tell. */
	private quiet: { readonly shown: string; readonly left: JsonObject } | null = null;
	/** Before the last poll with events. */
	private told: { readonly shown: string; readonly atMs: number } | null = null;
	private last: { readonly nodeName: string; readonly left: JsonObject } | null = null;
	/** From another number on in each process, lest one that never lives for long asks for the same at every start. */
	private turn = Date.now();

	/** Numbers the polls. In the state the number would be written at each of them, and not kept everywhere. */
	takeTurn(): number {
		return this.turn++;
	}

	/**
	 * Whether n8n shows what was there before a poll with events that has only just ended: it may still be writing, as when
	 * it makes up for several polls at once, and the next poll will find whatever there is.
	 */
	isAhead({ state }: Shown): boolean {
		const { told } = this;
		return told !== null && Date.now() - told.atMs < WRITING_MS && told.shown === hashOf(state);
	}

	/** What an earlier poll has left that n8n does not show; `null` where n8n is up to date. */
	recall({ state, nodeName }: Shown): JsonObject | null {
		if (this.quiet?.shown === hashOf(state)) return this.quiet.left;
		return state === undefined && this.last !== null && this.last.nodeName !== nodeName
			? this.last.left
			: null;
	}

	/** Remembers what a poll leaves, to which n8n had shown this. */
	remember({ state, nodeName }: Shown, left: JsonObject, hasEvents: boolean): void {
		const shown = hashOf(state);
		this.last = { nodeName, left };
		if (hasEvents) this.told = { shown, atMs: Date.now() };
		else this.quiet = { shown, left };
	}
}

function hashOf(state: unknown): string {
	return hashText(JSON.stringify(state) ?? '', HASH_LETTERS);
}
