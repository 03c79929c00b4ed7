import { smartlyQ as provider } from '../../../nodes/shared/providers/smartlyQ';
import type { Wire } from '../../../nodes/shared/transport/wire';
import { READ_ONLY_KEY } from '../../../sandbox/vendors/smartlyQ/access';
import { smartlyQ as vendor } from '../../../sandbox/vendors/smartlyQ/vendor';
import { useSandbox } from '../fixtures/useSandbox';
import { HOSTILE, sandboxWire } from './fixtures/smartlyQ';
import { wireWith } from './fixtures/wireWith';

const { pause, resume, rename, disconnect, getQuota, getPlatformRules, getFollowerStats } = provider.accounts;
if (!pause || !resume || !rename || !disconnect || !getQuota || !getPlatformRules || !getFollowerStats) {
	throw new Error('SmartlyQ lacks an operation');
}

const sandbox = useSandbox({ vendors: [vendor] });
const wire = sandboxWire(sandbox);

/** Operations that a test calls with a key that may not. */
let refused: readonly string[] = [];

beforeEach(() => {
	sandbox.reset();
	refused = [];
});

afterEach(() => {
	const violations = sandbox.violations().map(({ kind, operationId }) => [kind, operationId]);
	expect(violations).toEqual(refused.map((operationId) => ['auth', operationId]));
});

const idsNow = async () =>
	(await provider.accounts.getMany(wire, { withHealth: false })).found.map(({ item }) => item.id);
const NOT_FOUND = { facts: { cause: 'notFound', code: 'RESOURCE_NOT_FOUND', httpCode: 404 } };

it('has every operation but the default of a network', () => {
	expect(provider.accounts.setDefault).toBeUndefined();
});

describe('pause and resume', () => {
	it('give the account as it is then, however often', async () => {
		for (let times = 0; times < 2; times++) {
			expect((await pause(wire, '124')).item).toMatchObject({
				id: '124',
				platform: 'x',
				isActive: false,
				health: { status: 'paused', canPost: false },
			});
		}
		for (let times = 0; times < 2; times++) {
			expect((await resume(wire, '124')).item).toMatchObject({
				id: '124',
				isActive: true,
				health: { status: 'healthy', canPost: true },
			});
		}
	});

	it('need an account, and the scope to write', async () => {
		refused = ['resumeSocialAccount'];
		await expect(pause(wire, '999')).rejects.toMatchObject(NOT_FOUND);
		await expect(resume(sandboxWire(sandbox, { apiKey: READ_ONLY_KEY }), '127')).rejects.toMatchObject({
			facts: { cause: 'permission', advice: expect.stringContaining('scope social:write') as string },
		});
	});

	it('may be repeated', async () => {
		const recorded = wireWith(() => ({ data: { accounts: [{ id: 1 }] } }));
		await pause(recorded, '1');
		await rename(recorded, '1', 'Acme');

		expect(recorded.sent.map(({ repeatable }) => repeatable)).toEqual(['safe', 'safe', 'safe', 'safe']);
	});
});

describe('rename', () => {
	it('gives the account with its new name', async () => {
		expect((await rename(wire, '123', ' Acme, main page ')).item).toMatchObject({
			id: '123',
			name: 'Acme, main page',
			health: { status: 'healthy' },
		});
		expect((await provider.accounts.get(wire, '123')).item.name).toBe('Acme, main page');
		await expect(rename(wire, '999', 'Nobody')).rejects.toMatchObject(NOT_FOUND);
	});

	it('refuses a name that is empty or too long before anything is sent', async () => {
		for (const name of [' ', 'x'.repeat(256)]) {
			await expect(rename(wire, '123', name)).rejects.toMatchObject({
				name: 'InputError',
				parameter: 'New Name',
				advice: expect.stringContaining('255') as string,
			});
		}
		expect(sandbox.log('smartlyQ')).toEqual([]);
	});
});

describe('disconnect', () => {
	it('says what was removed, and the second time that it is gone', async () => {
		expect((await disconnect(wire, '123')).item).toEqual({
			id: '123',
			provider: 'smartlyQ',
			platform: 'facebook',
			name: 'Acme Coffee',
			alreadyGone: false,
			warnings: [],
		});
		expect(await idsNow()).not.toContain('123');
		expect((await disconnect(wire, '123')).item).toEqual({
			id: '123',
			provider: 'smartlyQ',
			platform: 'unknown',
			name: null,
			alreadyGone: true,
			warnings: [expect.stringContaining('profile')],
		});
	});

	it('removes nothing from another profile', async () => {
		expect((await disconnect(wire, '141')).item.alreadyGone).toBe(true);
		const inProfile = sandboxWire(sandbox, { profileId: '301' });
		expect((await disconnect(inProfile, '141')).item).toMatchObject({
			name: 'tea.example',
			alreadyGone: false,
		});
	});

	it('fails for what can never have been an account, and without the scope', async () => {
		refused = ['disconnectSocialAccount'];
		await expect(disconnect(wire, 'twitter')).rejects.toMatchObject({ facts: { cause: 'notFound' } });
		await expect(disconnect(sandboxWire(sandbox, { apiKey: READ_ONLY_KEY }), '123')).rejects.toMatchObject({
			facts: { cause: 'permission' },
		});
		await expect(disconnect(sandboxWire(sandbox, { profileId: '302' }), '123')).rejects.toMatchObject({
			facts: { code: 'PROFILE_NOT_FOUND' },
		});
		expect(await idsNow()).toContain('123');
	});

	it('has removed what a first try has removed, whose answer was lost', async () => {
		const first = sandboxWire(sandbox);
		const twice: Wire = {
			...wire,
			send: async (request) => {
				if (request.method === 'DELETE') await first.send(request);
				return wire.send(request);
			},
		};

		expect((await disconnect(twice, '123')).item).toMatchObject({ name: 'Acme Coffee', alreadyGone: false });
	});
});

describe('the quota', () => {
	const entry = (name: string, told: object) => ({
		name,
		enabled: null,
		limit: null,
		used: null,
		remaining: null,
		period: null,
		unit: null,
		...told,
	});

	it('tells plan, wallet, use and rate limit', async () => {
		const { item, raw } = await getQuota(wire);

		expect(item).toEqual({
			provider: 'smartlyQ',
			plan: 'pro',
			renewsAt: expect.stringMatching(/^\d{4}-\d{2}-01T00:00:00\.000Z$/) as string,
			quotas: [
				entry('balance', { remaining: 100, unit: 'USD' }),
				entry('monthlyBalance', { remaining: 50, period: 'month', unit: 'USD' }),
				entry('purchasedBalance', { remaining: 50, unit: 'USD' }),
				entry('requests', { used: expect.any(Number) as number, period: '30 days' }),
				entry('credits', { used: 0, period: '30 days', unit: 'credits' }),
				entry('rateLimit', {
					enabled: true,
					limit: 600,
					used: expect.any(Number) as number,
					remaining: expect.any(Number) as number,
					period: 'minute',
				}),
			],
		});
		expect(raw).toMatchObject({ me: { plan: 'pro' }, balance: { currency: 'USD' }, usage: {} });
	});

	it('invents nothing for what it cannot read', async () => {
		for (const body of HOSTILE) {
			const { item } = await getQuota(wireWith(() => body));
			expect(item).toEqual({ provider: 'smartlyQ', plan: null, renewsAt: null, quotas: [] });
		}
	});

	it('fails with the key', async () => {
		refused = ['getMe', 'getMeBalance', 'getMeUsage'];
		await expect(getQuota(sandboxWire(sandbox, { apiKey: 'sqk_live_wrong' }))).rejects.toMatchObject({
			facts: { cause: 'authentication', httpCode: 401 },
		});
	});
});

describe('the rules of networks', () => {
	const rulesOf = async (platform: string) => (await getPlatformRules(wire, [platform]))[0]?.item;

	it('are there for every network that it posts to, without a call', async () => {
		const all = await getPlatformRules(wire, undefined);

		expect(all.map(({ item }) => item.platform).sort()).toEqual([...provider.platforms].sort());
		for (const { item, raw } of all)
			expect([item.source, item.provider, raw]).toEqual(['documentation', 'smartlyQ', null]);
		expect(sandbox.log('smartlyQ')).toEqual([]);
	});

	it.each([
		['facebook', 63_206],
		['instagram', 2_200],
		['x', 280],
		['linkedin', 3_000],
		['youtube', 5_000],
		['tiktok', 2_200],
		['threads', 500],
		['bluesky', 300],
		['pinterest', 800],
		['reddit', 40_000],
		['snapchat', null],
		['tumblr', null],
		['googleBusiness', 1_500],
		['telegram', 4_096],
		['discord', 2_000],
	])('give %s a caption of %s characters', async (platform, length) => {
		expect(await rulesOf(platform)).toMatchObject({ captionMaxLength: length });
	});

	it.each([
		['x', 4, 1, false],
		['facebook', 10, 1, false],
		['instagram', 10, 1, null],
		['linkedin', 20, 1, null],
		['tiktok', 35, 1, null],
		['bluesky', 4, 1, null],
		['snapchat', 1, 1, false],
		['googleBusiness', 1, 0, false],
		['youtube', 0, 1, false],
		['telegram', 10, 10, true],
		['discord', 10, 1, null],
		['threads', null, null, null],
		['pinterest', null, null, null],
	])('give %s %s images and %s videos, mixed: %s', async (platform, images, videos, mixAllowed) => {
		expect(await rulesOf(platform)).toMatchObject({
			image: { maxCount: images },
			video: { maxCount: videos },
			mixAllowed,
		});
	});

	it('tell sizes, lengths and formats where they are documented', async () => {
		expect(await rulesOf('x')).toMatchObject({
			image: { maxSizeBytes: 5_000_000, formats: ['jpg', 'jpeg', 'png', 'gif', 'webp'] },
			video: { maxSizeBytes: 100_000_000, maxDurationSeconds: 140, formats: ['mp4', 'mov', 'm4v', 'webm'] },
		});
		expect(await rulesOf('snapchat')).toMatchObject({
			titleMaxLength: 45,
			video: { minDurationSeconds: 5, maxDurationSeconds: 60 },
		});
		expect(await rulesOf('tiktok')).toMatchObject({ image: { formats: ['jpg', 'jpeg', 'webp'] } });
		expect(await rulesOf('reddit')).toMatchObject({ image: null, video: null });
	});

	it('do not exist for a network that it does not post to', async () => {
		await expect(getPlatformRules(wire, ['x', 'wordpress'])).rejects.toMatchObject({
			name: 'InputError',
			parameter: 'Networks',
			message: expect.stringContaining('WordPress') as string,
		});
	});
});

describe('followers', () => {
	it('are told for all accounts, and for one', async () => {
		const all = await getFollowerStats(wire, undefined, 7);
		const one = await getFollowerStats(wire, '124', 7);

		expect(all).toHaveLength(11);
		expect(one.map(({ item }) => item)).toEqual([
			{
				accountId: '124',
				provider: 'smartlyQ',
				platform: 'x',
				name: '@acme',
				days: 7,
				followers: expect.any(Number) as number,
				growth: expect.any(Number) as number,
				growthPercent: expect.any(Number) as number,
				history: expect.any(Array) as unknown[],
			},
		]);
		expect(one[0]?.item.history).toHaveLength(7);
		await expect(getFollowerStats(wire, '999', 7)).rejects.toMatchObject(NOT_FOUND);
	});

	it('come with the oldest day first, and without what is not told', async () => {
		const history = [
			{ date: '2026-11-02', followers: 11, new_followers: 1 },
			{ date: '2026-11-01T00:00:00Z', followers: '10' },
			{ followers: 9 },
			null,
		];
		const [found] = await getFollowerStats(
			wireWith(() => ({
				data: { accounts: [{ account_id: 1, platform: 'gmb', history }, { platform: 'gmb' }] },
			})),
			undefined,
			30,
		);

		expect(found?.item).toEqual({
			accountId: '1',
			provider: 'smartlyQ',
			platform: 'googleBusiness',
			name: '1',
			days: 30,
			followers: null,
			growth: null,
			growthPercent: null,
			history: [
				{ date: '2026-11-01', followers: 10, newFollowers: null },
				{ date: '2026-11-02', followers: 11, newFollowers: 1 },
			],
		});
	});

	it('of an account that the answer leaves out are an error, as is an answer without a list', async () => {
		await expect(
			getFollowerStats(
				wireWith(() => ({ data: { accounts: [] } })),
				'124',
				7,
			),
		).rejects.toMatchObject({ facts: { cause: 'notFound' } });
		for (const body of HOSTILE) {
			await expect(
				getFollowerStats(
					wireWith(() => body),
					undefined,
					7,
				),
			).rejects.toMatchObject({ facts: { cause: 'unavailable' } });
		}
	});
});
