import type { RateLimit } from '../../core/vendor';
import type { World } from '../../core/world';

const SMALL = { accounts: 2, calls: 60 };
const MIDDLE = { accounts: 2_000, calls: 600 };
const LARGE_CALLS = 1_200;

/** Calls per minute, by the number of connected accounts of all profiles. Contract: rate limits. */
export const rateLimit: RateLimit = {
	limit: MIDDLE.calls,
	windowSeconds: 60,
	limitFor: callsPerMinute,
	headers: ({ limit, remaining, resetAt }) => ({
		'X-RateLimit-Limit': String(limit),
		'X-RateLimit-Remaining': String(remaining),
		'X-RateLimit-Reset': String(resetAt),
	}),
};

function callsPerMinute(world: World): number {
	let connected = 0;
	for (const account of world.accounts.values()) if (account.connected) connected += 1;
	if (connected <= SMALL.accounts) return SMALL.calls;
	return connected <= MIDDLE.accounts ? MIDDLE.calls : LARGE_CALLS;
}
