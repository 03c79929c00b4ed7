import type { SandboxVendor } from '../../core/vendor';
import { ACCEPTED, authenticate } from './access';
import { accountHandlers, refusalOf } from './accounts';
import { approve, connectHandlers, consentRedirect } from './connect';
import { broken, rateLimited, refuse } from './errors';
import { mediaHandlers, uploaded } from './media';
import { newPostId, postHandlers } from './posts';
import { seed } from './seed';

const PLATFORM_TITLES: Readonly<Record<string, string>> = {
	instagram: 'Instagram',
	facebook: 'Facebook',
	threads: 'Threads',
	tiktok: 'TikTok',
	twitter: 'Twitter',
};

/** SocialSyncerAPI on this machine. What the vendor does not document is decided in `assumptions.ts`. */
export const socialSyncer: SandboxVendor = {
	key: 'socialSyncer',
	title: 'SocialSyncerAPI',
	mount: '/socialsyncer',
	contract: 'socialsyncer.openapi.yaml',
	access: (origin) => ({ baseUrl: `${origin}/socialsyncer/v1`, apiKey: ACCEPTED }),
	// The paid plan's documented limit. No header tells how much of it is left.
	rateLimit: { limit: 600, windowSeconds: 60, headers: () => ({}) },

	seed,
	// The vendor knows no pause: an account that is set to it posts on.
	refusal: (account, world) => refusalOf(account, world.now()),

	authenticate,
	refuse,
	rateLimited,
	serverError: broken,

	handlers: (world) => ({
		...accountHandlers(world),
		...connectHandlers(world),
		...postHandlers(world),
		...mediaHandlers(world),
	}),
	approve,
	consentRedirect,
	newPostId,
	platformWord: (platform) => PLATFORM_TITLES[platform] ?? platform,
	uploaded,
};
