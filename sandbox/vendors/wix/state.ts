import type { Post, World } from '../../core/world';

type Content = Readonly<Record<string, unknown>>;

/** What the sandbox keeps of an item beside the world's post. */
export interface StoredItem {
	readonly channel: {
		readonly name: string;
		readonly accountId: string;
		readonly publishingTarget?: { readonly id: string };
	};
	readonly type: string;
	readonly content: Content;
	readonly referenceId?: string;
	readonly consumerInfo?: { readonly name: string };
	readonly siteAssetRef?: object;
	/** A date that a draft carries; it schedules nothing. */
	readonly draftDate?: string;
	/** Made on the network itself and imported. */
	readonly external: boolean;
}

export type FeatureType = 'PUBLISH_POST' | 'SCHEDULE_POST' | 'AI_TOOLS';

/** What the site has bought. */
export interface Plan {
	monetizationEnabled: boolean;
	/** Channels that may be connected. */
	channels: number;
	/** `limit: null`: not metered. */
	features: Record<FeatureType, { enabled: boolean; limit: number | null }>;
}

/** One unit of a feature's quota, spent by an item. */
export interface Spending {
	readonly feature: FeatureType;
	readonly at: Date;
}

/** What only this vendor has. A post that the core generated has no item here: one is made for it when it is looked at. */
export interface WixState {
	readonly plan: Plan;
	readonly items: Map<Post, StoredItem>;
	/** Post IDs by reference ID. */
	readonly references: Map<string, string>;
	readonly spendings: Map<Post, Spending>;
}

/** The vendor's state in a world; a reset of the world begins a new one, with a plan like the vendor's Pro. */
export function stateOf(world: World): WixState {
	world.extra.wix ??= {
		plan: {
			monetizationEnabled: true,
			channels: 8,
			features: {
				PUBLISH_POST: { enabled: true, limit: 250 },
				SCHEDULE_POST: { enabled: true, limit: 250 },
				AI_TOOLS: { enabled: true, limit: null },
			},
		},
		items: new Map(),
		references: new Map(),
		spendings: new Map(),
	} satisfies WixState;
	return world.extra.wix as WixState;
}
