import type { Account, Post, World } from '../../core/world';
import { ASSUMED_TEXTS } from './assumptions';
import { stateOf } from './state';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** The profile that `X-Profile-Id` can name. */
export const PROFILE_ID = 301;

type SeedAccount = Pick<Account, 'id' | 'platform' | 'name'> &
	Partial<Account> & { readonly tokenLeftDays?: number };

/** Made-up accounts on many networks: healthy, expiring, expired, paused and in error, and one inside the profile. */
const ACCOUNTS: readonly SeedAccount[] = [
	{ id: '123', platform: 'facebook', name: 'Acme Coffee', username: 'acmecoffee' },
	{ id: '124', platform: 'twitter', name: '@acme', username: 'acme', tokenLeftDays: 45 },
	{ id: '125', platform: 'instagram', name: 'acme.coffee', username: 'acme.coffee', tokenLeftDays: 5 },
	{
		id: '126',
		platform: 'linkedin',
		name: 'Acme Coffee Roasters',
		username: 'acme-roasters',
		tokenLeftDays: -2,
	},
	{
		id: '127',
		platform: 'tiktok',
		name: '@acmecoffee',
		username: 'acmecoffee',
		tokenLeftDays: 60,
		paused: true,
	},
	{ id: '129', platform: 'telegram', name: 'Acme News', username: 'acme_news' },
	{
		id: '130',
		platform: 'pinterest',
		name: 'Acme Boards',
		username: 'acmeboards',
		tokenLeftDays: 28,
		extra: {
			boards: [
				{ id: '549755885175', name: 'Latte art' },
				{ id: '549755885176', name: 'Shop corners' },
			],
		},
	},
	{
		id: '131',
		platform: 'youtube',
		name: 'Acme Coffee TV',
		username: 'acmecoffeetv',
		tokenLeftDays: 50,
		extra: { playlists: [{ id: 'PLsandbox0001', title: 'Brewing at home', items: 12 }] },
	},
	{
		id: '132',
		platform: 'gmb',
		name: 'Acme Coffee, Harbour Street',
		username: 'acme-harbour',
		tokenLeftDays: 90,
		extra: {
			locations: [
				{ id: 'locations/5501', title: 'Acme Coffee, Harbour Street', storeCode: 'HARBOUR' },
				{ id: 'locations/5502', title: 'Acme Coffee, Mill Lane', storeCode: null },
			],
		},
	},
	{ id: '133', platform: 'facebook', name: 'Acme Events', username: 'acmeevents' },
	{
		id: '134',
		platform: 'threads',
		name: 'acme.coffee',
		username: 'acme.coffee',
		tokenLeftDays: 30,
		revoked: true,
	},
	{
		id: '141',
		platform: 'bluesky',
		name: 'tea.example',
		username: 'tea.example',
		tokenLeftDays: 40,
		extra: { profileId: PROFILE_ID },
	},
];

/** Fills an empty world; all times are counted from now. */
export function seed(world: World): void {
	for (const { tokenLeftDays, ...account } of ACCOUNTS) {
		world.addAccount({
			...account,
			connectedAt: fromNow(world, -90 * DAY_MS),
			// The hour keeps the number of whole days that are left while tests run.
			tokenExpiresAt: tokenLeftDays === undefined ? null : fromNow(world, tokenLeftDays * DAY_MS + HOUR_MS),
			extra: { ...account.extra },
		});
	}
	seedPosts(world);
	seedProfile(world);
	seedQueueAndGroup(world);
}

function seedPosts(world: World): void {
	const launched = addPast(world, '8841', 'Launch day!', ['124', '123'], 3 * DAY_MS);
	succeed(launched, '124', '1780000000000000001', 'https://x.com/acme/status/1780000000000000001');
	succeed(launched, '123', '123_987', 'https://www.facebook.com/123_987');

	const waiting = addPast(world, '8842', 'Our winter blend is coming.', ['124', '129'], 2 * DAY_MS);
	waiting.publishedAt = null;
	world.schedule(waiting, fromNow(world, 30 * DAY_MS));

	const mixed = addPast(world, '8843', 'We are hiring baristas.', ['124', '126'], 2 * DAY_MS);
	succeed(mixed, '124', '1780000000000000002', 'https://x.com/acme/status/1780000000000000002');
	fail(mixed, '126', ASSUMED_TEXTS.expired);

	const refused = addPast(world, '8844', 'A word to our suppliers.', ['126'], 2 * DAY_MS - HOUR_MS);
	fail(refused, '126', ASSUMED_TEXTS.expired);
	refused.publishedAt = null;
}

function seedProfile(world: World): void {
	stateOf(world).profiles.set(PROFILE_ID, { id: PROFILE_ID, name: 'Tea House Client', paused: false });
}

function seedQueueAndGroup(world: World): void {
	const { queues, groups } = stateOf(world);
	const createdAt = fromNow(world, -60 * DAY_MS);
	const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri'].map((day) => [day, ['09:00', '15:00']] as const);
	queues.set(11, {
		id: 11,
		profileId: 0,
		name: 'Weekdays',
		slots: Object.fromEntries(weekdays),
		timezone: 'Europe/Berlin',
		isActive: true,
		createdAt,
		updatedAt: null,
	});
	groups.set(51, {
		id: 51,
		profileId: 0,
		name: 'Main pages',
		accountIds: ['123', '124'],
		createdAt,
		updatedAt: null,
	});
}

function addPast(
	world: World,
	id: string,
	content: string,
	accountIds: readonly string[],
	agoMs: number,
): Post {
	const at = fromNow(world, -agoMs);
	return world.addPost({ id, content, accountIds, createdAt: at, updatedAt: at, publishedAt: at });
}

function succeed(post: Post, accountId: string, remoteId: string, url: string): void {
	const result = { status: 'published', remoteId, url, publishedAt: post.publishedAt } as const;
	setResult(post, accountId, result);
}

function fail(post: Post, accountId: string, error: string): void {
	setResult(post, accountId, { status: 'failed', error });
}

function setResult(post: Post, accountId: string, result: Partial<Post['targets'][number]>): void {
	const target = post.targets.find((one) => one.accountId === accountId);
	if (target !== undefined) Object.assign(target, result, { attempts: 1 });
	const published = post.targets.some(({ status }) => status === 'published');
	const failed = post.targets.some(({ status }) => status === 'failed');
	if (failed) post.status = published ? 'partial' : 'failed';
	else post.status = 'published';
}

function fromNow(world: World, ms: number): Date {
	return new Date(world.now().getTime() + ms);
}
