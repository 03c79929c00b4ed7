import { HEALTH_NOT_CHECKED, type Account, type HealthStatus } from '../../../../nodes/shared/domain/account';
import type { Post, Target } from '../../../../nodes/shared/domain/post';
import {
	ACCOUNT_EVENTS,
	POST_EVENTS,
	type DetectOptions,
} from '../../../../nodes/SocialTrigger/heart/triggerEvent';
import type { WatchState } from '../../../../nodes/SocialTrigger/heart/watchState';

export const SCOPE = 'scope';
export const BEGINNING: WatchState = { scope: SCOPE, epoch: 'm1abcdef', accounts: null, posts: null };

/** Everything is wanted. */
export const OPTIONS: DetectOptions = {
	provider: 'wix',
	events: new Set([...ACCOUNT_EVENTS, ...POST_EVENTS]),
	healthChange: 'any',
	platforms: [],
	accountIds: [],
	emitOnActivation: false,
	includeImmediate: true,
	lookbackMs: 86_400_000,
	maxEvents: 200,
};

export function account(
	id: string,
	status: HealthStatus = 'healthy',
	name = `Café 🫖 ${id.slice(-40)}`,
): Account {
	return {
		id,
		providerAccountId: id,
		provider: 'wix',
		platform: 'instagram',
		name,
		username: null,
		avatarUrl: null,
		connectedAt: null,
		isActive: null,
		isDefault: null,
		health: { ...HEALTH_NOT_CHECKED, status },
	};
}

export function post(id: string, more: Partial<Post> = {}): Post {
	return {
		id,
		provider: 'wix',
		status: 'published',
		text: null,
		scheduledAt: null,
		publishedAt: null,
		createdAt: null,
		updatedAt: null,
		timezone: null,
		targets: [],
		media: [],
		warnings: [],
		...more,
	};
}

export function target(more: Partial<Target> = {}): Target {
	return {
		accountId: null,
		platform: 'x',
		status: 'published',
		url: null,
		platformPostId: null,
		publishedAt: null,
		error: null,
		attempts: null,
		...more,
	};
}
