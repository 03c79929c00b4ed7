import type { Call, Reply } from '../../core/vendor';
import type { Post, World } from '../../core/world';
import { AI_CREDITS, creditsUsed } from './ai';
import { invalid, Refusal, success } from './envelope';
import { FULL_KEY, keyOf } from './keys';
import { publishedAt } from './postFacts';
import { postWord } from './postView';
import { readTime } from './times';

const DAY_MS = 86_400_000;
const GB = 1024 ** 3;
/** Length of the prefix of a key that may be shown. */
const PREFIX_LENGTH = 12;
const KEY_AGE_DAYS = 90;
const ACCOUNT_LIMIT = 25;
const STORAGE_LIMIT = 10 * GB;
const SEAT_LIMIT = 3;

export function getMe(world: World, { now, headers }: Call): Reply {
	const key = keyOf(headers) ?? FULL_KEY;
	const posts = [...world.posts.values()];
	const ago = (days: number) => new Date(now.getTime() - days * DAY_MS);
	return success(now, {
		api_key: {
			id: key.id,
			key_prefix: key.key.slice(0, PREFIX_LENGTH),
			name: key.name,
			scopes: key.scopes,
			last_used_at: now.toISOString(),
			created_at: ago(KEY_AGE_DAYS).toISOString(),
			expires_at: null,
		},
		scopes: key.scopes,
		user: { id: 77, email: 'owner@acme.example', name: 'Sandbox Owner' },
		organization: {
			id: '5d1c0000-0000-4000-8000-000000000001',
			name: 'Acme',
			subscription_plan: 'growth',
			subscription_status: 'active',
			subscription_source: 'stripe',
			trial_end: null,
			current_period_end: ago(-20).toISOString(),
			cancel_at_period_end: false,
			entitled: true,
		},
		workspace: { id: '5d1c0000-0000-4000-8000-000000000002', name: 'Main' },
		quota: {
			accounts: {
				used: connectedCount(world),
				limit: ACCOUNT_LIMIT,
			},
			ai_credits: { used: creditsUsed(world), limit: AI_CREDITS, bonus: 0 },
			storage_bytes: {
				used: [...world.media.values()].reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
				limit: STORAGE_LIMIT,
			},
			team_seats: { limit: SEAT_LIMIT },
		},
		stats: {
			posts_last_30d: posts.filter(({ createdAt }) => createdAt >= ago(30)).length,
			total_posts: posts.length,
		},
	});
}

/** Refuses another account where the plan has no room for it. */
export function requireRoomForAccount(world: World): void {
	if (connectedCount(world) < ACCOUNT_LIMIT) return;
	throw new Refusal(403, 'forbidden', `Account limit reached: your plan allows ${ACCOUNT_LIMIT} accounts`, {
		limit: ACCOUNT_LIMIT,
	});
}

function connectedCount(world: World): number {
	return [...world.accounts.values()].filter(({ connected }) => connected).length;
}

/** How far back a named period reaches, in days; `null`: to the beginning. */
const PERIOD_DAYS: Readonly<Record<string, number | null>> = { today: 1, week: 7, month: 30, all: null };
/** Made-up reach of one published destination. */
const REACH = { views: 120, likes: 14, comments: 3, shares: 2, impressions: 210, clicks: 9 };

export function getAnalyticsSummary(world: World, { now, query }: Call): Reply {
	const period = String(query.period ?? 'month');
	const { from, to } = rangeOf(period, query, now);
	const posts = [...world.posts.values()].filter(
		({ createdAt }) => (!from || createdAt >= from) && createdAt <= to,
	);
	const live = posts.flatMap(({ targets }) => targets).filter(({ status }) => status === 'published').length;
	return success(now, {
		period,
		range: { from: from?.toISOString() ?? null, to: to.toISOString() },
		posts: countByStatus(posts),
		by_platform: countByPlatform(posts),
		metrics: Object.fromEntries(Object.entries(REACH).map(([name, each]) => [name, each * live])),
		ai_credits: { used_this_period: creditsUsed(world), bonus: 0 },
	});
}

function rangeOf(period: string, query: Call['query'], now: Date): { from: Date | null; to: Date } {
	if (period === 'custom') {
		if (query.from === undefined || query.to === undefined)
			throw invalid('from and to are required for a custom period');
		return { from: readTime('from', String(query.from)), to: readTime('to', String(query.to)) };
	}
	const days = PERIOD_DAYS[period] ?? null;
	return { from: days === null ? null : new Date(now.getTime() - days * DAY_MS), to: now };
}

const STATUSES = ['draft', 'scheduled', 'publishing', 'published', 'partially_failed', 'failed'];

function countByStatus(posts: readonly Post[]) {
	const counts = STATUSES.map(
		(status) => [status, posts.filter((post) => postWord(post) === status).length] as const,
	);
	return { total: posts.length, ...Object.fromEntries(counts) };
}

function countByPlatform(posts: readonly Post[]) {
	const platforms = [
		...new Set(posts.flatMap(({ targets }) => targets.map(({ platform }) => platform))),
	].sort();
	return platforms.map((platform) => {
		const targets = posts.flatMap((post) =>
			post.targets.filter((target) => target.platform === platform).map((target) => ({ post, target })),
		);
		return {
			platform,
			total: targets.length,
			scheduled: targets.filter(({ post }) => post.status === 'scheduled').length,
			published: targets.filter(
				({ post, target }) => target.status === 'published' && publishedAt(post) !== null,
			).length,
			failed: targets.filter(({ target }) => target.status === 'failed').length,
		};
	});
}
