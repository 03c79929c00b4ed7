import type { JsonValue } from '../../../nodes/shared/domain/json';
import { wix as provider } from '../../../nodes/shared/providers/wix';
import { readQuota } from '../../../nodes/shared/providers/wix/quota';
import { wireWith } from './fixtures/wireWith';

describe('reading the quota', () => {
	const entryOf = (feature: JsonValue, more: object = { monetizationEnabled: true }) =>
		readQuota({ features: [feature], ...more } as JsonValue).quotas[0];
	const posts = (quotaInfo: JsonValue, enabled: JsonValue = true) => ({
		type: 'PUBLISH_POST',
		enabled,
		quotaInfo,
	});

	it('reads a metered feature', () => {
		const info = { limit: 30, currentUsage: 4, remainingUsage: 26, period: 'MONTH' };

		expect(entryOf(posts(info))).toEqual({
			name: 'posts',
			enabled: true,
			limit: 30,
			used: 4,
			remaining: 26,
			period: 'month',
			unit: null,
		});
	});

	it('reads a limit of 0 with nothing used as no limit', () => {
		const info = { limit: 0, currentUsage: 0, remainingUsage: 0, period: 'MONTH' };

		for (const enabled of [true, null]) {
			expect(entryOf(posts(info, enabled))).toMatchObject({
				enabled: true,
				limit: null,
				used: 0,
				remaining: null,
			});
		}
	});

	it('reads a limit of 0 with usage as used up', () => {
		const info = { limit: 0, currentUsage: 3, remainingUsage: 0, period: 'MONTH' };

		expect(entryOf(posts(info))).toMatchObject({ limit: 0, used: 3, remaining: 0 });
	});

	it('has no limits on a site where they are not enforced', () => {
		const info = { limit: 10, currentUsage: 10, remainingUsage: 0, period: 'MONTH' };

		expect(entryOf(posts(info), { monetizationEnabled: false })).toMatchObject({
			enabled: true,
			limit: null,
			used: 10,
			remaining: null,
			period: null,
		});
	});

	it('works out what is left when Wix does not say', () => {
		expect(entryOf(posts({ limit: '30', currentUsage: 4 }))).toMatchObject({ remaining: 26, period: null });
		expect(entryOf(posts({ limit: 30 }))).toMatchObject({ used: null, remaining: null });
	});

	it.each([
		['NO_PERIOD', null],
		['MILLISECOND', 'millisecond'],
		['SECOND', 'second'],
		['MINUTE', 'minute'],
		['HOUR', 'hour'],
		['DAY', 'day'],
		['WEEK', 'week'],
		['MONTH', 'month'],
		['YEAR', 'year'],
	])('reads the period %s as %s', (word, period) => {
		expect(entryOf(posts({ limit: 1, currentUsage: 0, period: word }))?.period).toBe(period);
	});

	it('keeps a feature that is new to us under its own word', () => {
		expect(entryOf({ type: 'CONNECT_CHANNEL', enabled: false })).toMatchObject({
			name: 'CONNECT_CHANNEL',
			enabled: false,
			limit: null,
		});
		expect(entryOf({ enabled: true })).toBeUndefined();
	});

	it.each([[null], [{}], [{ features: null }]])('does not take %j for a plan without limits', (body) => {
		expect(() => readQuota(body)).toThrow('no list of features');
	});
});

describe('platform rules', () => {
	const rulesOf = async (platforms?: readonly string[]) =>
		await provider.accounts.getPlatformRules?.(
			wireWith(() => null),
			platforms,
		);

	it('come for every network, from the documentation', async () => {
		const all = (await rulesOf()) ?? [];

		expect(all.map(({ item }) => item.platform)).toEqual(provider.platforms);
		for (const { item } of all) {
			expect(item).toMatchObject({ provider: 'wix', source: 'documentation' });
			expect(item.features.length).toBeGreaterThan(0);
		}
		expect(provider.posts.documentedRules).toEqual(all.map(({ item }) => item));
	});

	it('tell the number of media of YouTube alone: one video', async () => {
		for (const { item } of (await rulesOf()) ?? []) {
			expect([item.platform, item.image?.maxCount, item.video?.maxCount, item.mixAllowed]).toEqual(
				item.platform === 'youtube' ? ['youtube', 0, 1, false] : [item.platform, undefined, undefined, null],
			);
		}
	});

	it.each([
		['instagram', 2200, null, 30, true],
		['facebook', null, null, null, false],
		['youtube', null, null, null, true],
		['linkedin', null, null, null, null],
		['pinterest', 800, 100, null, null],
		['googleBusiness', 1500, null, null, false],
		['tiktok', 4000, 90, null, true],
	])('of %s hold what is documented', async (platform, caption, title, hashtags, mediaRequired) => {
		expect((await rulesOf([platform]))?.map(({ item }) => item)).toMatchObject([
			{
				platform,
				captionMaxLength: caption,
				titleMaxLength: title,
				hashtagsMaxCount: hashtags,
				mediaRequired,
			},
		]);
	});

	it('are none for a network that Wix does not have', async () => {
		expect(await rulesOf(['x'])).toEqual([]);
	});
});
