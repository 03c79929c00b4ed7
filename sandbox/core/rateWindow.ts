import type { RateLimit } from './vendor';

export interface RateState {
	readonly limit: number;
	readonly remaining: number;
	/** Unix seconds. */
	readonly resetAt: number;
}

const MS_PER_SECOND = 1000;

/** A vendor's rate limit: fixed windows that begin with the first call in them. */
export class RateWindow {
	private used = 0;
	private endsAtMs = 0;
	/** Set by the control API; `null`: the documented one. */
	limitOverride: number | null = null;

	/** @param limitNow The calls per window that the vendor documents, as things stand. */
	constructor(
		private readonly documented: RateLimit,
		private readonly limitNow: () => number,
	) {}

	/** Counts a call. */
	take(now: Date): {
		readonly allowed: boolean;
		readonly state: RateState;
		readonly retryAfterSeconds: number;
	} {
		this.turn(now);
		const allowed = this.used < this.limit;
		if (allowed) this.used += 1;
		const leftMs = this.endsAtMs - now.getTime();
		return {
			allowed,
			state: this.state(now),
			retryAfterSeconds: Math.max(1, Math.ceil(leftMs / MS_PER_SECOND)),
		};
	}

	/** The window as it stands, without counting. */
	state(now: Date): RateState {
		this.turn(now);
		return {
			limit: this.limit,
			remaining: Math.max(0, this.limit - this.used),
			resetAt: Math.ceil(this.endsAtMs / MS_PER_SECOND),
		};
	}

	headers(state: RateState): Record<string, string> {
		return this.documented.headers(state);
	}

	reset(): void {
		this.used = 0;
		this.endsAtMs = 0;
	}

	private get limit(): number {
		return this.limitOverride ?? this.limitNow();
	}

	private turn(now: Date): void {
		const lengthMs = this.documented.windowSeconds * MS_PER_SECOND;
		// A window that ends further ahead than it is long is left over from a clock that has been turned back.
		const isOver = now.getTime() >= this.endsAtMs || this.endsAtMs - now.getTime() > lengthMs;
		if (!isOver) return;
		this.used = 0;
		this.endsAtMs = now.getTime() + lengthMs;
	}
}
