import type { Target } from './world';

/** A destination of a post to which nothing has happened yet. */
export function newTarget(id: string, accountId: string, platform: string): Target {
	return {
		id,
		accountId,
		platform,
		status: 'pending',
		remoteId: null,
		url: null,
		publishedAt: null,
		error: null,
		attempts: 0,
	};
}
