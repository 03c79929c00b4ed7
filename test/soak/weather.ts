import type { ProviderId } from '../../nodes/shared/domain/provider';
import { FAULT_KINDS, type Fault, type FaultKind, type FaultWish } from '../../sandbox/core/faults';
import type { NodeWorld } from '../engine/world';
import type { Draw } from './draw';

type Wish = Omit<FaultWish, 'vendor'>;

/** Long enough that no call waits it out: the error then names the time of the reset. */
const TOO_LONG_SECONDS = 3600;

/** How often each kind of weather comes. */
const WEATHERS = { clear: 3, drizzle: 6, storm: 4, outage: 1, slowStorage: 1 } as const;

/**
 * The faults at one provider: they come and go, of every kind that the sandbox has, each with its own particulars. What
 * meets which call is up to the calls; how the weather changes comes from the seed.
 */
export class Weather {
	/** Calls that met a fault, by kind. */
	readonly met = new Map<FaultKind, number>();

	private line: Promise<void> = Promise.resolve();
	private cutsAllowed = true;
	private cuts = 0;
	private isCutting = false;

	constructor(
		private readonly world: NodeWorld,
		private readonly provider: ProviderId,
		private readonly draw: Draw,
	) {}

	/** Another weather. */
	async change(): Promise<void> {
		await this.inLine(async () => {
			await this.lift();
			const kinds = FAULT_KINDS.filter((kind) => this.cutsAllowed || kind !== 'truncatedList');
			await this.arm(this.wishes(kinds));
			await this.settings({ latencyMs: this.draw.oneOf([0, 0, 2, 20]) });
		});
	}

	/** Nothing goes wrong but what has not gone wrong yet, once. */
	async complete(): Promise<void> {
		await this.inLine(async () => {
			await this.lift();
			const [kind] = this.unmet().filter((one) => this.cutsAllowed || one !== 'truncatedList');
			if (kind !== undefined) await this.arm([this.wish(kind, { times: 1 })]);
		});
	}

	/** What no call has met so far. */
	unmet(): FaultKind[] {
		return FAULT_KINDS.filter((kind) => (this.met.get(kind) ?? 0) === 0);
	}

	/** Nothing goes wrong from now on. */
	async clear(): Promise<void> {
		await this.inLine(async () => {
			await this.lift();
			await this.settings({ latencyMs: 0 });
		});
	}

	/**
	 * Runs something and tells whether one of its lists may have been cut short.
	 *
	 * @param mayBeCut `false`: none is. Half a list cannot be told from a whole one, so the trigger believes that an account
	 *   is gone when two lists in a row are without it; two cut ones in a row would be a lie that nobody can see through.
	 */
	async during(mayBeCut: boolean, work: () => Promise<void>): Promise<boolean> {
		if (!mayBeCut) await this.allowCuts(false);
		const before = { isCutting: this.isCutting, cuts: this.cuts };
		try {
			await work();
		} finally {
			if (!mayBeCut) await this.allowCuts(true);
		}
		return before.isCutting || this.cuts !== before.cuts;
	}

	private async allowCuts(allowed: boolean): Promise<void> {
		this.cutsAllowed = allowed;
		if (!allowed && this.isCutting) await this.change();
	}

	private wishes(kinds: readonly FaultKind[]): Wish[] {
		const { draw } = this;
		const weather = draw.weighted(WEATHERS);
		const probability = draw.oneOf([0.005, 0.015, 0.03]);
		switch (weather) {
			case 'clear':
				return [];
			case 'drizzle':
				return kinds.map((kind) => this.wish(kind, { probability }));
			case 'storm': {
				const method = draw.oneOf([undefined, 'GET', 'POST', 'POST'] as const);
				const wish = { times: draw.between(1, 5), ...(method === undefined ? {} : { method }) };
				const unmet = this.unmet().filter((kind) => kinds.includes(kind));
				return [this.wish(draw.oneOf(unmet.length > 0 && draw.chance(0.5) ? unmet : kinds), wish)];
			}
			case 'outage':
				return [this.wish(draw.oneOf(kinds), { probability: 1 })];
			case 'slowStorage':
				return kinds.map((kind) => this.wish(kind, { probability: 0.2, operationId: 'upload' }));
		}
	}

	private wish(kind: FaultKind, wish: Omit<Wish, 'kind'>): Wish {
		const { draw } = this;
		return {
			kind,
			...wish,
			...('probability' in wish ? { seed: String(draw.between(1, 1_000_000)) } : {}),
			...(kind === 'slow' ? { delayMs: draw.between(50, 900) } : {}),
			...(kind === 'rateLimit'
				? { retryAfterSeconds: draw.oneOf([null, null, 0, 1, TOO_LONG_SECONDS]) }
				: {}),
		};
	}

	private async arm(wishes: readonly Wish[]): Promise<void> {
		if (wishes.some(({ kind }) => kind === 'truncatedList')) {
			this.isCutting = true;
			this.cuts += 1;
		}
		for (const wish of wishes)
			await this.world.control('POST', '/faults', { vendor: this.provider, ...wish });
	}

	private async lift(): Promise<void> {
		const { faults } = await this.world.control<{ faults: Fault[] }>('GET', '/faults');
		await this.world.control('DELETE', `/faults?vendor=${this.provider}`);
		this.isCutting = false;
		for (const { vendor, kind, applied } of faults) {
			if (vendor === this.provider) this.met.set(kind, (this.met.get(kind) ?? 0) + applied);
		}
	}

	private async settings(wish: object): Promise<void> {
		await this.world.control('POST', '/settings', { vendor: this.provider, ...wish });
	}

	/** One change at a time. */
	private async inLine(work: () => Promise<void>): Promise<void> {
		const mine = this.line.then(work);
		this.line = mine.catch(() => undefined);
		await mine;
	}
}
