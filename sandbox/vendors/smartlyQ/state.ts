import type { Reply } from '../../core/vendor';
import type { World } from '../../core/world';
import { ASSUMED } from './assumptions';

export interface Profile {
	readonly id: number;
	readonly name: string;
	readonly paused: boolean;
}

/** Times of day by weekday, e.g. `{ Mon: ['09:00'] }`. */
export type Slots = Readonly<Record<string, readonly string[]>>;

export interface Queue {
	readonly id: number;
	readonly profileId: number;
	name: string;
	slots: Slots;
	timezone: string;
	isActive: boolean;
	readonly createdAt: Date;
	updatedAt: Date | null;
}

export interface AccountGroup {
	readonly id: number;
	readonly profileId: number;
	name: string;
	accountIds: readonly string[];
	readonly createdAt: Date;
	updatedAt: Date | null;
}

/** What was done under an idempotency key. */
export interface KeyUse {
	readonly at: Date;
	/** Method, path and body. */
	readonly fingerprint: string;
}

/** What this vendor keeps beside accounts, posts, media and connect sessions. */
export interface State {
	readonly profiles: Map<number, Profile>;
	readonly queues: Map<number, Queue>;
	readonly groups: Map<number, AccountGroup>;
	/** By profile and key; they never expire, and go with their post. */
	readonly postKeys: Map<string, KeyUse & { readonly postId: string }>;
	/** By profile and key, for all other calls. */
	readonly replies: Map<string, KeyUse & { readonly reply: Reply }>;
	/** Posts whose repeats are not over. */
	readonly recycling: Set<string>;
	/** What the plan and the vendor's own set-up allow; tests change it. */
	readonly connecting: {
		enabled: boolean;
		/** Accounts of the plan, over all profiles; `null`: no limit. */
		accountLimit: number | null;
		/** Networks that the vendor has not set up, in its own words. */
		readonly unconfigured: Set<string>;
	};
	/** In ten-thousandths of the currency. */
	readonly wallet: { purchased: number; monthly: number };
	/** Calls and cost by day (`YYYY-MM-DD`). */
	readonly usage: Map<string, { requests: number; cost: number }>;
}

/** The state in a world; made when first asked for. */
export function stateOf(world: World): State {
	const known = world.extra.smartlyQ as State | undefined;
	if (known !== undefined) return known;
	const made: State = {
		profiles: new Map(),
		queues: new Map(),
		groups: new Map(),
		postKeys: new Map(),
		replies: new Map(),
		recycling: new Set(),
		connecting: { enabled: true, accountLimit: null, unconfigured: new Set() },
		wallet: { ...ASSUMED.startBalance },
		usage: new Map(),
	};
	world.extra.smartlyQ = made;
	return made;
}
