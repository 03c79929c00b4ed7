import type { JsonObject } from '../../../nodes/shared/domain/json';
import { postEverywhere as provider } from '../../../nodes/shared/providers/postEverywhere';
import { getPlatformRules } from '../../../nodes/shared/providers/postEverywhere/platformRules';
import { getQuota } from '../../../nodes/shared/providers/postEverywhere/quota';
import { READ_ONLY_KEY } from '../../../sandbox/vendors/postEverywhere/keys';
import { postEverywhere as vendor } from '../../../sandbox/vendors/postEverywhere/vendor';
import { expectKeptContract, useSandbox } from '../fixtures/useSandbox';
import { envelope, HOSTILE, sandboxWire } from './fixtures/postEverywhere';
import { wireWith } from './fixtures/wireWith';

const MB = 1024 * 1024;

describe('the quota', () => {
	const quotaOf = async (me: JsonObject) => (await getQuota(wireWith(() => envelope(me)))).item;
	const quota = { accounts: { used: 3, limit: 5 } };

	it('has every number that the vendor gives, and what is left', async () => {
		const found = await quotaOf({
			organization: {
				subscription_plan: 'growth',
				current_period_end: '2026-11-01T00:00:00Z',
				trial_end: '2026-01-01T00:00:00Z',
				entitled: true,
			},
			quota: {
				...quota,
				ai_credits: { used: 120, limit: 100, bonus: 50 },
				storage_bytes: { used: 1000, limit: 5000 },
				team_seats: { limit: 3 },
				webhooks: { used: 1, limit: null },
			},
		});

		expect(found).toMatchObject({
			provider: 'postEverywhere',
			plan: 'growth',
			renewsAt: '2026-11-01T00:00:00.000Z',
		});
		expect(found.quotas).toEqual([
			{ name: 'accounts', enabled: true, limit: 5, used: 3, remaining: 2, period: null, unit: null },
			{
				name: 'aiCredits',
				enabled: true,
				limit: 100,
				used: 120,
				remaining: 0,
				period: 'billingPeriod',
				unit: null,
			},
			{
				name: 'aiCreditsBonus',
				enabled: true,
				limit: 50,
				used: null,
				remaining: null,
				period: null,
				unit: null,
			},
			{
				name: 'storageBytes',
				enabled: true,
				limit: 5000,
				used: 1000,
				remaining: 4000,
				period: null,
				unit: 'bytes',
			},
			{ name: 'teamSeats', enabled: true, limit: 3, used: null, remaining: null, period: null, unit: null },
			{ name: 'webhooks', enabled: true, limit: null, used: 1, remaining: null, period: null, unit: null },
		]);
	});

	it.each<[string, JsonObject, object]>([
		[
			'a trial',
			{ organization: { trial_end: '2026-11-01T00:00:00Z' } },
			{ renewsAt: '2026-11-01T00:00:00.000Z' },
		],
		['no organization', {}, { plan: null, renewsAt: null, quotas: [{ enabled: null }] }],
		['nothing paid', { organization: { entitled: false } }, { quotas: [{ enabled: false }] }],
	])('reads a key of %s', async (_what, me, expected) => {
		expect(await quotaOf({ ...me, quota })).toMatchObject(expected);
	});

	it('shows nothing of the key and its user', async () => {
		const { raw } = await getQuota(wireWith(() => envelope({ api_key: { id: 1 }, user: { id: 2 }, quota })));

		expect(raw).toEqual({ organization: null, quota });
	});
});

describe('the rules of networks', () => {
	const rulesOf = async (platforms: JsonObject) =>
		(
			await getPlatformRules(
				wireWith(() => envelope({ platforms })),
				undefined,
			)
		).map(({ item }) => item);

	it('takes what the vendor says, and only that', async () => {
		const rules = {
			characterLimit: 300,
			media: { image: { maxCount: 4, maxSizeMb: 25, formats: ['image/JPEG', '.png'] }, video: null },
			features: ['alt text', null],
		};

		expect(await rulesOf({ twitter: rules })).toEqual([
			{
				provider: 'postEverywhere',
				platform: 'x',
				source: 'provider',
				captionMaxLength: 300,
				titleMaxLength: null,
				hashtagsMaxCount: null,
				mediaRequired: null,
				image: {
					maxCount: 4,
					maxSizeBytes: 25 * MB,
					maxDurationSeconds: null,
					minDurationSeconds: null,
					formats: ['jpeg', 'png'],
				},
				video: null,
				mixAllowed: null,
				features: ['alt text'],
			},
		]);
	});

	it('reads the other spelling of fields that are not documented, and passes over unknown ones', async () => {
		const video = { max_count: 1, max_size_bytes: 9, max_duration_seconds: 60, maxSize: 4 };
		const [rules] = await rulesOf({ wordpress: { media: { video }, blog: { title_limit: 200 } } });

		expect(rules).toMatchObject({
			captionMaxLength: null,
			titleMaxLength: 200,
			image: null,
			video: { maxCount: 1, maxSizeBytes: 9, maxDurationSeconds: 60, minDurationSeconds: null, formats: [] },
		});
	});

	it('survives rules of any kind', async () => {
		expect(await rulesOf({ x: null, threads: 7, tiktok: [] })).toMatchObject([
			{ platform: 'x', captionMaxLength: null, features: [] },
			{ platform: 'threads' },
			{ platform: 'tiktok' },
		]);
	});
});

describe('odd answers', () => {
	it('are neither an empty quota nor a network without rules', async () => {
		const expected = { facts: { cause: 'unavailable', outcome: 'none' } };
		for (const body of HOSTILE) {
			const wire = wireWith(() => body);

			await expect(getQuota(wire)).rejects.toMatchObject(expected);
			await expect(getPlatformRules(wire, undefined)).rejects.toMatchObject(expected);
		}
	});
});

describe('at the sandbox', () => {
	const sandbox = useSandbox({ vendors: [vendor] });
	const wire = sandboxWire(sandbox);

	afterEach(() => expectKeptContract(sandbox));

	it('tells the quota in one call', async () => {
		const { item, raw } = await getQuota(wire);

		expect(item).toMatchObject({ plan: 'growth', renewsAt: expect.stringMatching(/Z$/) as string });
		expect(item.quotas.map(({ name, limit, used, remaining }) => [name, limit, used, remaining])).toEqual([
			['accounts', 25, 11, 14],
			['aiCredits', 100, 0, 100],
			['aiCreditsBonus', 0, null, null],
			['storageBytes', 10 * 1024 * MB, 412_000, 10 * 1024 * MB - 412_000],
			['teamSeats', 3, null, null],
		]);
		expect(JSON.stringify(raw)).not.toContain('pe_live_');
		expect(sandbox.log()).toHaveLength(1);
	});

	it('tells the rules of all networks, or of some', async () => {
		const all = await getPlatformRules(wire, undefined);
		const some = await getPlatformRules(wire, ['x', 'wordpress', 'reddit']);

		expect(all.map(({ item }) => item.platform).sort()).toEqual([...provider.platforms].sort());
		expect(some.map(({ item }) => item)).toMatchObject([
			{ platform: 'wordpress', captionMaxLength: 200_000, titleMaxLength: 200 },
			{ platform: 'x', captionMaxLength: 280, image: { maxCount: 4, maxSizeBytes: 25 * MB } },
		]);
		expect(some[1]?.raw).toMatchObject({ characterLimit: 280 });
	});

	it('names the scope that a key lacks', async () => {
		const readOnly = sandboxWire(sandbox, { apiKey: READ_ONLY_KEY.key });

		expect((await getQuota(readOnly)).item.plan).toBe('growth');
		await expect(provider.connect.createLink(readOnly, 'x', null)).rejects.toMatchObject({
			facts: {
				cause: 'permission',
				httpCode: 403,
				advice: expect.stringContaining('scope "write"') as string,
			},
		});
		sandbox.reset();
	});
});
