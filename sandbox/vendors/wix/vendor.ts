import type { Handler, SandboxVendor } from '../../core/vendor';
import type { World } from '../../core/world';
import {
	API_KEY,
	APP_ID,
	APP_SECRET,
	authenticate,
	createAccessToken,
	INSTANCE_ID,
	SITE_ID,
	untilTokenExpires,
} from './access';
import { accountHandlers } from './accounts';
import { ASSUMPTIONS } from './assumptions';
import { approve, connectHandlers, newAccount } from './connect';
import { applicationError, refuse, serverError } from './errors';
import { generatedHandlers } from './generated';
import { refusal } from './items';
import { itemHandlers } from './lifecycle';
import { mediaHandlers, uploaded } from './media';
import { queryHandlers } from './query';
import { quotaHandlers } from './quota';
import { seed } from './seed';

const CHANNEL_TITLES: Readonly<Record<string, string>> = {
	INSTAGRAM: 'Instagram',
	FACEBOOK: 'Facebook',
	YOUTUBE: 'YouTube',
	LINKEDIN: 'LinkedIn',
	PINTEREST: 'Pinterest',
	GBP: 'Google Business Profile',
	TIKTOK: 'TikTok',
};

/** Wix's Publisher API with the token exchange of apps and the Media Manager. */
export const wix: SandboxVendor = {
	key: 'wix',
	title: 'Wix Publisher',
	mount: '/wix',
	contract: 'wix.openapi.yaml',
	access: (origin) => ({
		baseUrl: `${origin}/wix`,
		apiKey: API_KEY,
		siteId: SITE_ID,
		appId: APP_ID,
		appSecret: APP_SECRET,
		instanceId: INSTANCE_ID,
	}),
	// Documented for app instances, without any header.
	rateLimit: { limit: 200, windowSeconds: 60, headers: () => ({}) },

	seed,
	refusal,
	authenticate,
	refuse,
	rateLimited: () => applicationError(429, ASSUMPTIONS.rateLimitCode, 'Too many requests'),
	serverError: () => serverError(),
	handlers,
	approve,
	newAccount: (world, platform) => newAccount(world, platform),
	newPostId: (world) => world.uuid(),
	// The network's redirect ends on the vendor's own page.
	consentRedirect: () => null,
	platformWord: (platform) => CHANNEL_TITLES[platform] ?? platform,
	uploaded,
};

function handlers(world: World): Readonly<Record<string, Handler>> {
	const all: Record<string, Handler> = {
		...accountHandlers(world),
		...connectHandlers(world),
		...itemHandlers(world),
		...queryHandlers(world),
		...quotaHandlers(world),
		...generatedHandlers(world),
		...mediaHandlers(world),
	};
	const guarded = Object.entries(all).map(([name, handler]) => [name, untilTokenExpires(handler)] as const);
	const named = Object.entries({ createAccessToken, ...Object.fromEntries(guarded) });
	return Object.fromEntries(named.map(([name, handler]) => [name, withDate(handler)]));
}

/** Answers carry the time of the clock by which links and tokens expire: the sandbox's. */
function withDate(handler: Handler): Handler {
	return (call) => {
		const reply = handler(call);
		return { ...reply, headers: { date: call.now.toUTCString(), ...reply.headers } };
	};
}
