import type { Call, Handler, Reply, SandboxVendor } from '../../core/vendor';
import type { World } from '../../core/world';
import { getAccount, getAccountHealth, listAccounts } from './accounts';
import { generateCaption, generateImage } from './ai';
import { bulkCreatePosts } from './bulk';
import { createCampaign, deleteCampaign, getCampaign, listCampaigns, updateCampaign } from './campaigns';
import { schedulePost, updatePost } from './changePost';
import {
	connectNetwork,
	connectWithCredential,
	createConnectLink,
	newAccount,
	pollSocialConnect,
	reconnectAccount,
	startSocialConnect,
} from './connect';
import { failure, Refusal, refuseFault } from './envelope';
import { canPost, TOKEN_EXPIRED_TEXT } from './health';
import { importMediaFromUrl } from './importMedia';
import { authenticate, FULL_KEY } from './keys';
import { completeMediaUpload, deleteMedia, getMedia, listMedia, startMediaUpload, uploaded } from './media';
import { getPlatformRules } from './platformRules';
import { createOne, deletePost, getPost, getPostResults, listPosts } from './posts';
import { getQueue } from './queue';
import { retryFailedPosts, retryPost } from './retry';
import { seed } from './seed';
import { getAnalyticsSummary, getMe } from './workspace';

const OPERATIONS: Readonly<Record<string, (world: World, call: Call) => Reply>> = {
	getMe,
	getPlatformRules,
	getAnalyticsSummary,
	getQueue,
	listAccounts,
	getAccount,
	getAccountHealth,
	reconnectAccount,
	createConnectLink,
	connectWithCredential,
	startSocialConnect,
	pollSocialConnect,
	socialConnectBluesky: connectNetwork('bluesky'),
	socialConnectTelegram: connectNetwork('telegram'),
	socialConnectDiscord: connectNetwork('discord'),
	listPosts,
	createPost: createOne,
	bulkCreatePosts,
	retryFailedPosts,
	getPost,
	updatePost,
	deletePost,
	getPostResults,
	retryPost,
	schedulePost,
	startMediaUpload,
	importMediaFromUrl,
	listMedia,
	getMedia,
	deleteMedia,
	completeMediaUpload,
	listCampaigns,
	createCampaign,
	getCampaign,
	updateCampaign,
	deleteCampaign,
	generateImage,
	generateCaption,
};

/** PostEverywhere's REST API v1. */
export const postEverywhere: SandboxVendor = {
	key: 'postEverywhere',
	title: 'PostEverywhere',
	mount: '/posteverywhere',
	contract: 'posteverywhere.openapi.yaml',
	access: (origin) => ({ baseUrl: `${origin}/posteverywhere/api/v1`, apiKey: FULL_KEY.key }),
	rateLimit: {
		limit: 60,
		windowSeconds: 60,
		headers: ({ limit, remaining, resetAt }) => ({
			'x-ratelimit-limit': String(limit),
			'x-ratelimit-remaining': String(remaining),
			'x-ratelimit-reset': String(resetAt),
		}),
	},

	seed,
	refusal: (account, world) => (canPost(account, world) ? null : TOKEN_EXPIRED_TEXT),
	authenticate,
	refuse: (fault) => failure(refuseFault(fault)),
	rateLimited: (retryAfterSeconds) => ({
		...failure(
			new Refusal(
				429,
				'rate_limit_exceeded',
				`Rate limit exceeded. Try again in ${retryAfterSeconds} seconds.`,
			),
		),
		headers: { 'retry-after': String(retryAfterSeconds) },
	}),
	serverError: () => failure(new Refusal(500, 'internal_error', 'An unexpected error occurred')),

	handlers: (world) =>
		Object.fromEntries(
			Object.entries(OPERATIONS).map(([id, operation]) => [id, answering(world, operation)]),
		),
	// The vendor's links carry no return address.
	consentRedirect: (session) => session.returnUrl,
	newAccount,
	newPostId: (world) => world.uuid(),
	uploaded,
};

function answering(world: World, operation: (world: World, call: Call) => Reply): Handler {
	return (call) => {
		try {
			return operation(world, call);
		} catch (error) {
			if (error instanceof Refusal) return failure(error, call.now);
			throw error;
		}
	};
}
