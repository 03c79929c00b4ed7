import type { HealthStatus } from '../../../../nodes/shared/domain/account';
import { detect } from '../../../../nodes/SocialTrigger/heart/detect';
import type { AccountReading } from '../../../../nodes/SocialTrigger/heart/listedAccounts';
import {
	ACCOUNT_EVENTS,
	type DetectOptions,
	type TriggerEvent,
} from '../../../../nodes/SocialTrigger/heart/triggerEvent';
import { readState, writeState, type WatchState } from '../../../../nodes/SocialTrigger/heart/watchState';
import { Lie } from './lie';

export type Wishes = Pick<DetectOptions, 'events' | 'healthChange'>;

const ALL: Wishes = { events: new Set(ACCOUNT_EVENTS), healthChange: 'any' };
const BEGINNING: WatchState = { scope: 'scope', epoch: 'narrow', accounts: null, posts: null };

const isSound = (status: unknown) => status === 'healthy' || status === 'expiring';

/**
 * Two triggers that get the same answers: one that is told of everything, which the model judges elsewhere, and one with
 * fewer wishes. What the second says must be exactly the part of it that was wished for.
 */
export class NarrowedWishes {
	readonly told: TriggerEvent[] = [];
	private all = BEGINNING;
	private narrow = BEGINNING;

	constructor(
		private readonly wishes: Wishes,
		private readonly options: Omit<DetectOptions, keyof Wishes>,
	) {}

	/** @param isListed whether the answer holds the account, or its channel stands for it */
	hear(accounts: AccountReading, isListed: (id: string | null) => boolean): void {
		const all = detect(this.all, { accounts }, { ...this.options, ...ALL });
		const narrow = detect(this.narrow, { accounts }, { ...this.options, ...this.wishes });
		this.all = stored(all.state);
		this.narrow = stored(narrow.state);
		const wanted = all.events.flatMap((event) => this.wantedOf(event, isListed) ?? []);
		const said = narrow.events.map(textOf);
		if (wanted.join() !== said.join()) throw new Lie(`Of ${wanted.join()} was said ${said.join()}`);
		this.told.push(...narrow.events);
	}

	/** What is to be said of a change; `null`: nothing. That an account comes or goes may be a change of health, too. */
	private wantedOf(change: TriggerEvent, isListed: (id: string | null) => boolean): string | null {
		const { event, account, previousStatus, currentStatus } = change;
		const { events } = this.wishes;
		if (event !== 'accountHealthChanged' && events.has(event)) return textOf(change);
		const hasHealth = previousStatus !== undefined && isListed(account?.id ?? null);
		if (!events.has('accountHealthChanged') || !hasHealth) return null;
		return this.isMeant(previousStatus, currentStatus)
			? textOf({ ...change, event: 'accountHealthChanged' })
			: null;
	}

	private isMeant(from: HealthStatus, to: TriggerEvent['currentStatus']): boolean {
		switch (this.wishes.healthChange) {
			case 'any':
				return true;
			case 'becameUnhealthy':
				return isSound(from) && !isSound(to);
			case 'recovered':
				return !isSound(from) && isSound(to);
			case 'expiringSoon':
				return to === 'expiring';
		}
	}
}

function stored(state: WatchState): WatchState {
	const read = readState(JSON.parse(JSON.stringify(writeState(state))), state.scope);
	if (read === null) throw new Lie('The state cannot be read back');
	return read;
}

function textOf({ event, account, previousStatus, currentStatus }: TriggerEvent): string {
	return `${event} ${account?.id ?? ''} ${previousStatus ?? ''}>${currentStatus}`;
}
