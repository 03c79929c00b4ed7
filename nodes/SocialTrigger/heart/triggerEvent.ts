import { createHash } from 'crypto';

import type { Account, HealthStatus } from '../../shared/domain/account';
import type { Post, PostStatus, Target } from '../../shared/domain/post';
import type { ProviderId } from '../../shared/domain/provider';

export const ACCOUNT_EVENTS = ['accountConnected', 'accountDisconnected', 'accountHealthChanged'] as const;
export const POST_EVENTS = ['postFailed', 'postPartiallyPublished', 'postWentLive'] as const;
export type AccountEventName = (typeof ACCOUNT_EVENTS)[number];
export type PostEventName = (typeof POST_EVENTS)[number];
export type TriggerEventName = AccountEventName | PostEventName;

export const HEALTH_CHANGES = ['any', 'becameUnhealthy', 'recovered', 'expiringSoon'] as const;
export type HealthChange = (typeof HEALTH_CHANGES)[number];

/** An account of an event; of one that is gone only as much as is remembered. */
export type EventAccount = Omit<Account, 'id' | 'providerAccountId' | 'name'> & {
	readonly id: string | null;
	readonly providerAccountId: string | null;
	readonly name: string | null;
};

/** A change that somebody wants to hear of. */
export interface TriggerEvent {
	readonly event: TriggerEventName;
	/** The same for the same change, also when it is found twice. */
	readonly eventId: string;
	readonly provider: ProviderId;
	/** ISO 8601 UTC; `null` where the provider does not tell. */
	readonly occurredAt: string | null;
	readonly account?: EventAccount;
	readonly post?: Post;
	/** The destination that it is about, when it is a single one. */
	readonly target?: Target;
	/** Absent where it is not known. */
	readonly previousStatus?: HealthStatus;
	readonly currentStatus: HealthStatus | PostStatus;
}

/** What is wanted, and of what. */
export interface DetectOptions {
	readonly provider: ProviderId;
	readonly events: ReadonlySet<TriggerEventName>;
	readonly healthChange: HealthChange;
	/** Empty: all of them. */
	readonly platforms: readonly string[];
	readonly accountIds: readonly string[];
	/** Whether what is wrong at the beginning counts as a change. */
	readonly emitOnActivation: boolean;
	/** Whether a post that was never scheduled can go live. */
	readonly includeImmediate: boolean;
	/** How far behind the last one a post may have gone live that is shown only now, in milliseconds. */
	readonly lookbackMs: number;
	/** Of a list of accounts: what goes beyond is found again the next time. */
	readonly maxEvents: number;
}

const ID_DIGITS = 32;

/** An ID made of nothing but the facts of a change. */
export function eventIdOf(...facts: ReadonlyArray<string | number | null>): string {
	return createHash('sha256').update(JSON.stringify(facts)).digest('hex').slice(0, ID_DIGITS);
}
