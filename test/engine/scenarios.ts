import type { Account } from '../../nodes/shared/domain/account';
import { HEALTH_NOT_CHECKED } from '../../nodes/shared/domain/account';
import type { Post } from '../../nodes/shared/domain/post';
import type { ProviderId } from '../../nodes/shared/domain/provider';
import { findProvider } from '../../nodes/shared/providers/registry';
import * as connecting from './connectScenarios';
import * as bringing from './mediaScenarios';
import * as managing from './manageScenarios';
import * as acting from './postActionScenarios';
import { freshText, makePost, outputOf, seededAccounts } from './seed';
import { expectAccount, expectAccountHealth, expectPost } from './shapes';
import type { TestWorld } from './world';

type Scenario = (world: TestWorld, provider: ProviderId) => Promise<void>;

const DAY_MS = 86_400_000;
/** On a whole second: one of the vendors keeps no fractions. */
const inDays = (days: number) => new Date(Math.floor(Date.now() / 1000) * 1000 + days * DAY_MS).toISOString();

async function accountsGetMany(world: TestWorld, provider: ProviderId) {
	const list = async (parameters: object) =>
		outputOf<Account>(
			await world.engine.run(
				world.node('socialAccounts', provider, { operation: 'getMany', returnAll: true, ...parameters }),
			),
		);

	const all = await list({});
	expect(all.length).toBeGreaterThanOrEqual(5);
	for (const account of all) expectAccount(account, provider);
	expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
	expect(new Set(all.map(({ health }) => health.status)).size).toBeGreaterThanOrEqual(2);
	for (const { health } of all) {
		if (health.status === 'healthy' || health.status === 'expiring') expect(health.canPost).toBe(true);
		if (health.status === 'expired' || health.status === 'paused') expect(health.canPost).toBe(false);
	}

	expect(await list({ returnAll: false, limit: 2 })).toEqual(all.slice(0, 2).map(sameButTime));
	const blocked = await list({ filters: { canPost: false } });
	expect(blocked.map(({ id }) => id)).toEqual(
		all.filter(({ health }) => !health.canPost).map(({ id }) => id),
	);
	const [{ platform, name }] = all;
	const onNetwork = await list({ filters: { platforms: [platform] } });
	expect(onNetwork.map(({ id }) => id)).toEqual(
		all.filter((one) => one.platform === platform).map(({ id }) => id),
	);
	expect((await list({ filters: { search: name.toUpperCase() } })).map(({ id }) => id)).toContain(all[0]?.id);
	expect(
		await list({ filters: { health: ['disconnected', 'unknown'], search: 'nobody has this name' } }),
	).toEqual([]);

	const withRaw = await list({ options: { includeRaw: true } });
	expect(withRaw.every((account) => 'raw' in account)).toBe(true);
}

/** The moment of the check differs from run to run. */
const sameButTime = (account: Account) => ({
	...account,
	health: { ...account.health, checkedAt: expect.any(String) as unknown },
});

async function accountsGet(world: TestWorld, provider: ProviderId) {
	const { all } = await seededAccounts(world, provider);
	for (const wanted of all) {
		const node = world.node('socialAccounts', provider, {
			operation: 'get',
			accountId: { __rl: true, mode: 'id', value: wanted.id },
		});
		const [account] = outputOf<Account>(await world.engine.run(node));
		expectAccount(account, provider);
		expect(account).toMatchObject({ id: wanted.id, platform: wanted.platform });
		expect(account?.health.canPost).toBe(wanted.health.canPost);
	}
}

async function accountsCheckHealth(world: TestWorld, provider: ProviderId) {
	const { all, broken } = await seededAccounts(world, provider);
	for (const wanted of all) {
		const node = world.node('socialAccounts', provider, {
			operation: 'checkHealth',
			accountId: { __rl: true, mode: 'list', value: wanted.id },
		});
		const [health] = outputOf<Record<string, unknown>>(await world.engine.run(node));
		expectAccountHealth(health, provider);
		expect(health).toMatchObject({ accountId: wanted.id, canPost: wanted.health.canPost });
		expect(health?.status).not.toBe(HEALTH_NOT_CHECKED.status);
		if (wanted.id === broken.id) expect(health?.reasons).not.toEqual([]);
	}
}

async function postCreate(world: TestWorld, provider: ProviderId) {
	const { forText } = await seededAccounts(world, provider);
	const accountIds = forText.slice(0, 2).map(({ id }) => id);
	const platforms = forText.slice(0, 2).map(({ platform }) => platform);
	const media = {
		items: [{ url: `${world.sandbox.storageOrigin}/samples/photo.jpg`, type: 'auto', altText: '' }],
	};

	for (const publishMode of findProvider(provider)?.posts.publishModes ?? []) {
		const text = freshText();
		const scheduledAt = publishMode === 'schedule' ? inDays(3) : '';
		const queueId = publishMode === 'queue' ? await firstQueue(world, provider) : '';
		const parameters = { accountIds, text, publishMode, scheduledAt, queueId, media };
		const post = await makePost(world, provider, parameters);

		expectPost(post, provider);
		expect(post).toMatchObject({ text, warnings: [] });
		expect(post.targets.map(({ platform }) => platform).sort()).toEqual([...platforms].sort());
		const expected = { now: 'published', schedule: 'scheduled', draft: 'draft', queue: 'scheduled' } as const;
		expect(post.status).toBe(expected[publishMode]);
		if (publishMode === 'schedule') expect(post.scheduledAt).toBe(scheduledAt);
		if (publishMode === 'now') {
			for (const target of post.targets) expect(target).toMatchObject({ status: 'published', error: null });
			for (const target of post.targets) expect(target.url).toMatch(/^https:\/\//);
		}
	}
}

/** What the editor offers first; empty where the provider has one queue only. */
async function firstQueue(world: TestWorld, provider: ProviderId): Promise<string> {
	const node = world.node('socialPost', provider, { operation: 'create' });
	const [first] = await world.engine.list(node, 'getQueues');
	return String(first?.value ?? '');
}

async function postGet(world: TestWorld, provider: ProviderId) {
	const { forText } = await seededAccounts(world, provider);
	const text = freshText();
	const made = await makePost(world, provider, {
		accountIds: forText.slice(0, 2).map(({ id }) => id),
		text,
		publishMode: 'schedule',
		scheduledAt: inDays(1),
	});
	const read = async () => {
		const node = world.node('socialPost', provider, { operation: 'get', postId: made.id });
		const [post] = outputOf<Post>(await world.engine.run(node));
		expectPost(post, provider);
		return post;
	};

	expect(await read()).toMatchObject({
		id: made.id,
		status: 'scheduled',
		text,
		scheduledAt: made.scheduledAt,
	});
	world.sandbox.forward(1.5 * DAY_MS);
	const live = await read();
	expect(live).toMatchObject({ id: made.id, status: 'published', text });
	expect(live?.targets).toHaveLength(2);
	for (const target of live?.targets ?? []) expect(target.url).toMatch(/^https:\/\//);
}

async function postGetMany(world: TestWorld, provider: ProviderId) {
	const { forText } = await seededAccounts(world, provider);
	const list = async (parameters: object) =>
		outputOf<Post>(
			await world.engine.run(
				world.node('socialPost', provider, { operation: 'getMany', returnAll: true, ...parameters } as never),
			),
		);
	const marker = freshText();
	for (const number of [1, 2, 3]) {
		await makePost(world, provider, {
			accountIds: [forText[0].id],
			text: `${marker} ${number}`,
			publishMode: 'schedule',
			scheduledAt: inDays(number),
		});
	}

	const all = await list({});
	for (const post of all) expectPost(post, provider);
	expect(all.filter(({ text }) => text?.startsWith(marker))).toHaveLength(3);

	const scheduled = await list({ filters: { status: ['scheduled'], search: marker } });
	expect(scheduled).toHaveLength(3);
	const times = async (direction: 'asc' | 'desc') =>
		(await list({ filters: { search: marker }, sort: { field: 'scheduledAt', direction } })).map(({ text }) =>
			text?.slice(-1),
		);
	expect(await times('asc')).toEqual(['1', '2', '3']);
	expect(await times('desc')).toEqual(['3', '2', '1']);
	const window = { scheduledAfter: inDays(1.5), scheduledBefore: inDays(2.5), search: marker };
	expect((await list({ filters: window })).map(({ text }) => text)).toEqual([`${marker} 2`]);
	expect(await list({ returnAll: false, limit: 2, filters: { search: marker } })).toHaveLength(2);

	await world.control('POST', `/populate/${provider}`, { posts: 250 });
	const ids = (await list({})).map(({ id }) => id);
	expect(ids.length).toBe(all.length + 250);
	expect(new Set(ids).size).toBe(ids.length);
}

/** One for each operation; it must hold for every provider that has the operation. */
export const SCENARIOS: Readonly<Record<string, Scenario>> = {
	'socialAccounts.getMany': accountsGetMany,
	'socialAccounts.get': accountsGet,
	'socialAccounts.checkHealth': accountsCheckHealth,
	'socialAccounts.pause': managing.pauseAndResume,
	'socialAccounts.resume': managing.pauseAndResume,
	'socialAccounts.disconnect': managing.disconnect,
	'socialAccounts.rename': managing.rename,
	'socialAccounts.setDefault': managing.setDefault,
	'socialAccounts.getQuota': managing.getQuota,
	'socialAccounts.getPlatformRules': managing.getPlatformRules,
	'socialAccounts.getFollowerStats': managing.getFollowerStats,
	'socialConnect.createLink': connecting.createLink,
	'socialConnect.getStatus': connecting.getStatus,
	'socialConnect.waitUntilConnected': connecting.waitUntilConnected,
	'socialConnect.reconnect': connecting.reconnect,
	'socialConnect.complete': connecting.complete,
	'socialConnect.connectWithCredentials': connecting.connectWithCredentials,
	'socialPost.create': postCreate,
	'socialPost.get': postGet,
	'socialPost.getMany': postGetMany,
	'socialPost.update': acting.update,
	'socialPost.reschedule': acting.reschedule,
	'socialPost.publishDraft': acting.publishDraft,
	'socialPost.cancel': acting.cancel,
	'socialPost.delete': acting.deletePost,
	'socialPost.unpublish': acting.unpublish,
	'socialPost.retry': acting.retry,
	'socialPost.getResults': acting.getResults,
	'socialPost.validate': bringing.validate,
	'socialPost.uploadMedia': bringing.uploadMedia,
	'socialPost.generateText': bringing.generateText,
	'socialPost.generateImage': bringing.generateImage,
};
