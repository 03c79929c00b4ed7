import type { HealthSetting } from './vendor';
import type { Account, World } from './world';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const EXPIRING_IN_MS = 3 * DAY_MS;
const EXPIRED_SINCE_MS = HOUR_MS;
/** What the pages call expiring; each vendor's API has a rule of its own. */
const EXPIRING_WITHIN_MS = 7 * DAY_MS;

/** Puts an account into a state of health, as time and its network would. */
export function setHealth(world: World, account: Account, health: HealthSetting): void {
	const now = world.now().getTime();
	world.repair(account);
	if (health === 'expiring') account.tokenExpiresAt = new Date(now + EXPIRING_IN_MS);
	if (health === 'expired') account.tokenExpiresAt = new Date(now - EXPIRED_SINCE_MS);
	if (health === 'revoked') account.revoked = true;
	if (health === 'paused') account.paused = true;
}

/** How an account is, in the words of the control API. */
export function healthOf(account: Account, now: Date): HealthSetting | 'disconnected' {
	if (!account.connected) return 'disconnected';
	if (account.revoked) return 'revoked';
	if (account.paused) return 'paused';
	if (account.tokenExpiresAt === null) return 'healthy';
	const leftMs = account.tokenExpiresAt.getTime() - now.getTime();
	if (leftMs <= 0) return 'expired';
	return leftMs < EXPIRING_WITHIN_MS ? 'expiring' : 'healthy';
}
