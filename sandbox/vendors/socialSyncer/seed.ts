import { newTarget } from '../../core/newTarget';
import type { Account, Post, Target, World } from '../../core/world';
import { ASSUMED_TEXTS } from './assumptions';
import type { PostContent, TargetBody } from './postBody';

const DAY_MS = 86_400_000;

type SeedAccount = Pick<Account, 'id' | 'platform' | 'name' | 'username'> & {
	readonly connectedDaysAgo: number;
	/** Negative: it has expired. */
	readonly tokenLeftDays: number;
};

/** IDs in the documented formats; those of instagram and twitter, and the dates, follow the documented examples. */
const ACCOUNTS: readonly SeedAccount[] = [
	{
		id: '104857600000001',
		platform: 'facebook',
		name: 'Acme Coffee',
		username: null,
		connectedDaysAgo: 90,
		tokenLeftDays: 50,
	},
	{
		id: '900000001',
		platform: 'twitter',
		name: 'Acme',
		username: 'acme',
		connectedDaysAgo: 57,
		tokenLeftDays: 3,
	},
	{
		id: '17841400000000001',
		platform: 'instagram',
		name: 'Acme',
		username: 'acme',
		connectedDaysAgo: 20,
		tokenLeftDays: 40,
	},
	{
		id: '25000000000000042',
		platform: 'threads',
		name: 'Acme',
		username: 'acme',
		connectedDaysAgo: 14,
		tokenLeftDays: 46,
	},
	{
		id: '0a7fQ2x9R4tK8mW1',
		platform: 'tiktok',
		name: 'Acme Studio',
		username: 'acme.studio',
		connectedDaysAgo: 62,
		tokenLeftDays: -2,
	},
	{
		id: '900000002',
		platform: 'twitter',
		name: 'Acme Support',
		username: 'acme_support',
		connectedDaysAgo: 10,
		tokenLeftDays: 80,
	},
	{
		id: '0b3kT6y1V5nH9pL4',
		platform: 'tiktok',
		name: 'Acme Outlet',
		username: 'acme.outlet',
		connectedDaysAgo: 5,
		tokenLeftDays: 55,
	},
];

const FACEBOOK: TargetBody = { platform: 'facebook', accountId: '104857600000001' };
const TWITTER: TargetBody = { platform: 'twitter', accountId: '900000001' };
const INSTAGRAM: TargetBody = { platform: 'instagram', accountId: '17841400000000001' };
const THREADS: TargetBody = { platform: 'threads', accountId: '25000000000000042' };
const EXPIRED_TIKTOK: TargetBody = { platform: 'tiktok', accountId: '0a7fQ2x9R4tK8mW1' };

type SeedResult = { readonly remoteId: string; readonly url: string } | { readonly error: string };

interface SeedPost {
	readonly id: string;
	readonly status: Post['status'];
	readonly createdDaysAgo: number;
	readonly scheduledInDays?: number;
	readonly content: Partial<PostContent> & Pick<PostContent, 'content' | 'platforms'>;
	/** In the order of the platforms; empty while nothing has gone out. */
	readonly results: readonly SeedResult[];
}

const POSTS: readonly SeedPost[] = [
	{
		id: 'post_7c0ff',
		status: 'failed',
		createdDaysAgo: 4,
		content: {
			content: 'Behind the bar: how we dial in a new roast.',
			mediaItems: [{ type: 'video', url: 'https://cdn.acme.example/dial-in.mp4' }],
			platforms: [EXPIRED_TIKTOK],
			tiktokSettings: { content_preview_confirmed: true, express_consent_given: true },
		},
		results: [{ error: ASSUMED_TEXTS.tokenExpired }],
	},
	{
		id: 'post_8m1lk',
		status: 'published',
		createdDaysAgo: 3,
		content: {
			content: 'We open at seven on Saturdays now.',
			platforms: [FACEBOOK, TWITTER],
			tags: ['news'],
		},
		results: [
			{ remoteId: '104857600000001_2210', url: 'https://www.facebook.com/104857600000001/posts/2210' },
			{ remoteId: '1900000000000000001', url: 'https://x.com/acme/status/1900000000000000001' },
		],
	},
	{
		id: 'post_9x2k1',
		status: 'partial',
		createdDaysAgo: 2,
		content: {
			content: 'Thirty seconds of steam.',
			mediaItems: [{ type: 'video', url: 'https://cdn.acme.example/steam.mp4' }],
			platforms: [INSTAGRAM, EXPIRED_TIKTOK],
			tiktokSettings: { content_preview_confirmed: true, express_consent_given: true },
		},
		results: [
			{ remoteId: '17841400123', url: 'https://instagram.com/p/XYZ' },
			{ error: 'Video processing failed' },
		],
	},
	{
		id: 'post_9w0q7',
		status: 'scheduled',
		createdDaysAgo: 1,
		scheduledInDays: 30,
		content: {
			content: 'The spring blend is here.',
			mediaItems: [{ type: 'image', url: 'https://cdn.acme.example/spring.jpg' }],
			platforms: [
				INSTAGRAM,
				{ ...THREADS, customContent: 'The spring blend is here. What shall we call it?' },
			],
			timezone: 'America/New_York',
			tags: ['launch', 'spring'],
		},
		results: [],
	},
	{
		id: 'post_9w3dr',
		status: 'draft',
		createdDaysAgo: 1,
		content: { content: 'Idea: latte art class', platforms: [] },
		results: [],
	},
];

/** The accounts and posts that a fresh sandbox has. All times are relative to the world's. */
export function seed(world: World): void {
	const nowMs = world.now().getTime();
	const inDays = (days: number) => new Date(nowMs + days * DAY_MS);

	for (const { connectedDaysAgo, tokenLeftDays, ...account } of ACCOUNTS) {
		world.addAccount({
			...account,
			connectedAt: inDays(-connectedDaysAgo),
			tokenExpiresAt: inDays(tokenLeftDays),
		});
	}
	for (const { id, status, createdDaysAgo, scheduledInDays, content: said, results } of POSTS) {
		const content: PostContent = {
			mediaItems: [],
			timezone: 'UTC',
			tags: [],
			tiktokSettings: {},
			facebookSettings: {},
			...said,
		};
		const createdAt = inDays(-createdDaysAgo);
		const wentOut = status === 'published' || status === 'partial';
		world.addPost({
			id,
			status,
			content: content.content,
			accountIds: content.platforms.map(({ accountId }) => accountId),
			targets: content.platforms.map((target, index) => seedTarget(world, target, results[index], createdAt)),
			scheduledFor: scheduledInDays === undefined ? null : inDays(scheduledInDays),
			timezone: content.timezone,
			publishedAt: wentOut ? createdAt : null,
			createdAt,
			updatedAt: createdAt,
			mediaUrls: content.mediaItems.map(({ url }) => url),
			extra: { content },
		});
	}
}

function seedTarget(
	world: World,
	{ platform, accountId }: TargetBody,
	result: SeedResult | undefined,
	wentOutAt: Date,
): Target {
	const target = newTarget(world.uuid(), accountId, platform);
	if (result === undefined) return target;
	return 'error' in result
		? { ...target, ...result, status: 'failed', attempts: 1 }
		: { ...target, ...result, status: 'published', publishedAt: wentOutAt, attempts: 1 };
}
