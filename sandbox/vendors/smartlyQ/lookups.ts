import type { Reply } from '../../core/vendor';
import type { Account, World } from '../../core/world';
import { accountOfPath, accountsOf, factsOf } from './accounts';
import type { Answer, Ask } from './ask';
import { invalid, notFound, Refusal, success } from './envelope';
import { refusal } from './health';

const DAY_MS = 86_400_000;

/** What the networks tell about an account. The figures are made up, and the same after every reset. */
export function lookupAnswers(world: World): Record<string, Answer> {
	return {
		accountFollowerStats: (ask) => followerStats(world, ask),
		accountInsights: (ask) =>
			askNetwork(world, ask, null, (account) => ({
				account_id: Number(account.id),
				platform: account.platform,
				metrics: {
					followers: followersOf(account, 0),
					following: 180,
					posts_count: 96,
					impressions: 5400,
					reach: 3900,
				},
			})),
		connectOptions: (ask) => connectOptions(world, ask),
		connectSelect: (ask) => connectSelect(world, ask),
		tiktokCreatorInfo: (ask) =>
			askNetwork(world, ask, 'tiktok', (account) => ({
				account_id: Number(account.id),
				creator_username: account.username ?? '',
				creator_nickname: account.name,
				privacy_level_options: ['PUBLIC_TO_EVERYONE', 'MUTUAL_FOLLOW_FRIENDS', 'SELF_ONLY'],
				comment_disabled: false,
				duet_disabled: true,
				stitch_disabled: true,
				max_video_post_duration_sec: 600,
			})),
		listPinterestBoards: (ask) =>
			askNetwork(world, ask, 'pinterest', (account) => ({
				boards: (factsOf(account).boards ?? []).map(({ id, name }) => ({
					id,
					name,
					description: null,
					privacy: 'PUBLIC',
				})),
				sandbox: false,
			})),
		listYoutubePlaylists: (ask) =>
			askNetwork(world, ask, 'youtube', (account) => ({
				playlists: (factsOf(account).playlists ?? []).map(({ id, title, items }) => ({
					id,
					title,
					description: '',
					privacy: 'public',
					item_count: items,
				})),
			})),
		instagramPublishingLimit: (ask) =>
			askNetwork(world, ask, 'instagram', (account) => {
				const used = postsOfLastDay(world, account, ask.now);
				const remaining = Math.max(0, INSTAGRAM_DAILY_POSTS - used);
				return {
					account_id: Number(account.id),
					quota_total: INSTAGRAM_DAILY_POSTS,
					quota_remaining: remaining,
					can_publish: remaining > 0,
				};
			}),
	};
}

/** Contract: posting caps. */
const INSTAGRAM_DAILY_POSTS = 100;

/** Asks the account's network, which refuses an account whose token is dead. `platform` null: any. */
function askNetwork(
	world: World,
	ask: Ask,
	platform: string | null,
	tell: (account: Account) => unknown,
): Reply {
	const account = accountOfPath(world, ask);
	if (platform !== null && account.platform !== platform) {
		throw invalid(`Account ${account.id} is not a ${platform} account.`, 'account_id');
	}
	const reason = account.paused ? null : refusal(account, ask.now);
	if (reason !== null) throw new Refusal(422, 'PLATFORM_ERROR', reason);
	return success(ask.now, tell(account));
}

function followerStats(world: World, { now, query, profileId }: Ask): Reply {
	const days = Number(query.days ?? 30);
	const wanted = query.account_id === undefined ? null : String(query.account_id);
	const accounts = accountsOf(world, profileId).filter(({ id }) => wanted === null || id === wanted);
	if (wanted !== null && accounts.length === 0) throw notFound('Account');
	return success(now, { days, accounts: accounts.map((account) => statsOf(account, days, now)) });
}

function statsOf(account: Account, days: number, now: Date) {
	const history = Array.from({ length: days }, (_, index) => {
		const daysAgo = days - 1 - index;
		const followers = followersOf(account, daysAgo);
		return {
			date: new Date(now.getTime() - daysAgo * DAY_MS).toISOString().slice(0, 10),
			followers,
			new_followers: followers - followersOf(account, daysAgo + 1),
		};
	});
	const followers = followersOf(account, 0);
	const before = followersOf(account, days);
	return {
		account_id: Number(account.id),
		platform: account.platform,
		account_name: account.name,
		followers,
		growth: followers - before,
		growth_pct: before === 0 ? null : Math.round(((followers - before) / before) * 10_000) / 100,
		history,
	};
}

/** Grows by a few a day, differently for each account. */
function followersOf({ id }: Account, daysAgo: number): number {
	const number = Number(id);
	return Math.max(0, 1000 + (number % 50) * 40 - daysAgo * (1 + (number % 4)));
}

function postsOfLastDay(world: World, account: Account, now: Date): number {
	return [...world.posts.values()]
		.flatMap(({ targets }) => targets)
		.filter(({ accountId, publishedAt }) => {
			return (
				accountId === account.id && publishedAt !== null && now.getTime() - publishedAt.getTime() < DAY_MS
			);
		}).length;
}

function connectOptions(world: World, ask: Ask): Reply {
	const account = accountOfPath(world, ask);
	const locations = factsOf(account).locations ?? [];
	const supported = account.platform === 'gmb';
	return success(ask.now, {
		platform: account.platform,
		current: locations[0]?.id ?? '',
		supported,
		reason: supported ? '' : 'Only Google Business accounts can be pointed at another target.',
		options: locations.map(({ id, title, storeCode }, index) => ({
			target_id: id,
			title,
			store_code: storeCode,
			current: index === 0,
		})),
	});
}

function connectSelect(world: World, ask: Ask): Reply {
	const account = accountOfPath(world, ask);
	const locations = factsOf(account).locations ?? [];
	const { target_id: targetId } = ask.body as { target_id: string };
	const chosen = locations.find(({ id }) => id === targetId);
	if (chosen === undefined) throw invalid('The account cannot be pointed at this target.', 'target_id');
	factsOf(account).locations = [chosen, ...locations.filter((location) => location !== chosen)];
	return success(ask.now, { account_id: Number(account.id), target_id: chosen.id, title: chosen.title });
}
