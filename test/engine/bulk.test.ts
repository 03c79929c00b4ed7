import type { Post } from '../../nodes/shared/domain/post';
import { PROVIDERS } from '../../nodes/shared/providers/registry';
import { stateOf } from '../../sandbox/vendors/wix/state';
import { freshText, outputOf, seededAccounts } from './seed';
import { startWorld, type TestWorld } from './world';

const DAY_MS = 86_400_000;
/** The calls that take many posts. */
const BULK_CALLS = /\/bulk(\/publish)?$/;

/** What each vendor refuses in a post. */
const NONSENSE: Readonly<Record<string, object>> = {
	postEverywhere: { scheduled_for: '2001-01-01T00:00:00Z' },
	smartlyQ: { scheduled_time: '2001-01-01T00:00:00Z' },
	wix: { schedulingInfo: { scheduledDate: '2001-01-01T00:00:00Z' } },
};

let world: TestWorld;
beforeAll(async () => {
	world = await startWorld();
});
beforeEach(async () => {
	await world.reset();
	stateOf(world.sandbox.worlds.wix).plan.monetizationEnabled = false;
});
afterAll(async () => {
	await world.stop();
});

const withBulk = PROVIDERS.flatMap(({ id, posts }) =>
	posts.bulk ? [{ provider: id, maxPosts: posts.bulk.maxPosts }] : [],
);

describe.each(withBulk)('many items through $provider', ({ provider, maxPosts }) => {
	const create = async (
		texts: readonly string[],
		{ options = {}, goOn = false, more = {} }: { options?: object; goOn?: boolean; more?: object } = {},
	) => {
		const { forText } = await seededAccounts(world, provider);
		const before = world.sandbox.log(provider).length;
		const result = await world.engine.run({
			...world.node('socialPost', provider, {
				operation: 'create',
				accountIds: [forText[0].id],
				text: '={{ $json.text }}',
				publishMode: 'schedule',
				scheduledAt: new Date(Date.now() + DAY_MS).toISOString(),
				options,
				...more,
			} as never),
			items: texts.map((text) => ({ text, nonsense: JSON.stringify(NONSENSE[provider]) })),
			...(goOn ? { settings: { onError: 'continueRegularOutput' as const } } : {}),
		});
		const writes = world.sandbox
			.log(provider)
			.slice(before)
			.filter(({ method, path }) => method === 'POST' && !path.endsWith('/query'));
		return {
			result,
			bulk: writes.filter(({ path }) => BULK_CALLS.test(path)),
			single: writes.filter(({ path }) => !BULK_CALLS.test(path)),
		};
	};
	const madeWith = (texts: readonly string[]) =>
		[...world.sandbox.worlds[provider].posts.values()].filter(({ content }) => texts.includes(content));
	const texts = (count: number) => Array.from({ length: count }, freshText);

	it('go out in as few calls as there can be, and come back in their order', async () => {
		const wanted = texts(2 * maxPosts + 1);
		const { result, bulk, single } = await create(wanted);
		expect(outputOf<Post>(result).map(({ text }) => text)).toEqual(wanted);
		expect(result.items.map(({ pairedItem }) => pairedItem)).toEqual(wanted.map((_, item) => ({ item })));
		expect(new Set(outputOf<Post>(result).map(({ id }) => id)).size).toBe(wanted.length);
		expect(bulk).toHaveLength(2);
		expect(single).toHaveLength(1);
		expect(madeWith(wanted)).toHaveLength(wanted.length);
		expect(world.sandbox.violations()).toEqual([]);
	});

	it('go out one by one when that is wanted, and one item alone does too', async () => {
		const never = await create(texts(3), { options: { bulk: 'never' } });
		expect([never.bulk.length, never.single.length]).toEqual([0, 3]);
		const alone = await create(texts(1));
		expect([alone.bulk.length, alone.single.length]).toEqual([0, 1]);
	});

	it('a row that the vendor refuses is the error of its own item', async () => {
		const wanted = texts(4);
		const { result } = await create(wanted, {
			goOn: true,
			options: { additionalFields: '={{ $itemIndex === 2 ? $json.nonsense : "{}" }}' },
		});
		const errors = result.items.map(({ json }) => (json as { error?: { message: string } }).error?.message);
		expect(errors.map((error) => error !== undefined)).toEqual([false, false, true, false]);
		expect(
			madeWith(wanted)
				.map(({ content }) => content)
				.sort(),
		).toEqual([wanted[0], wanted[1], wanted[3]].sort());
		await world.forgetViolations();
	});

	it('without Continue On Fail nothing goes out when one of them cannot', async () => {
		const wanted = [...texts(3), '   ', ...texts(2)];
		const { result, bulk, single } = await create(wanted);
		expect(result.error?.context?.itemIndex).toBe(3);
		expect([bulk.length, single.length]).toEqual([0, 0]);
		expect(madeWith(wanted)).toEqual([]);
	});

	it('with Continue On Fail only that one stays behind', async () => {
		const wanted = [...texts(3), '   ', ...texts(2)];
		const { result, bulk } = await create(wanted, { goOn: true });
		expect(result.items.map(({ json }) => 'error' in json)).toEqual(wanted.map((_, at) => at === 3));
		expect(bulk).toHaveLength(1);
		expect(madeWith(wanted)).toHaveLength(5);
	});
});
