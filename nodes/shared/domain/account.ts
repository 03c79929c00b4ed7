import type { Platform } from './platform';
import type { ProviderId } from './provider';

/** How well an account can post. `unknown`: not asked, or the provider used a word we do not know. */
export const HEALTH_STATUSES = [
	'healthy',
	'expiring',
	'expired',
	'unhealthy',
	'paused',
	'disconnected',
	'unknown',
] as const;
export type HealthStatus = (typeof HEALTH_STATUSES)[number];

export interface Health {
	readonly status: HealthStatus;
	/** `null` when the provider did not say and we did not ask. */
	readonly canPost: boolean | null;
	/** Why it is not healthy, in the provider's words or in plain ones; empty when there is nothing to say. */
	readonly reasons: readonly string[];
	/** ISO 8601 UTC; `null` when the provider does not tell, or the token does not expire. */
	readonly tokenExpiresAt: string | null;
	/** ISO 8601 UTC of the answer this is based on; `null` when health was not asked for. */
	readonly checkedAt: string | null;
}

export interface Account {
	/** What every operation of this pack takes; unique within the provider. */
	readonly id: string;
	/** The provider's own ID, as it prints it. */
	readonly providerAccountId: string;
	readonly provider: ProviderId;
	readonly platform: Platform;
	readonly name: string;
	readonly username: string | null;
	readonly avatarUrl: string | null;
	readonly connectedAt: string | null;
	readonly isActive: boolean | null;
	readonly isDefault: boolean | null;
	readonly health: Health;
}

/** Health of an account whose health nobody asked for. */
export const HEALTH_NOT_CHECKED: Health = {
	status: 'unknown',
	canPost: null,
	reasons: [],
	tokenExpiresAt: null,
	checkedAt: null,
};
