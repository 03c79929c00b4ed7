import type { Post } from '../../nodes/shared/domain/post';
import { PROVIDER_IDS } from '../../nodes/shared/domain/provider';
import { freshText, outputOf, seededAccounts } from './seed';
import { startWorld, type TestWorld } from './world';

let world: TestWorld;
beforeAll(async () => {
	world = await startWorld();
});
beforeEach(async () => {
	await world.reset();
});
afterAll(async () => {
	expect(world.sandbox.violations()).toEqual([]);
	await world.stop();
});

describe.each(PROVIDER_IDS)('many items at once through %s', (provider) => {
	const create = async (items: ReadonlyArray<{ account: string; text: string }>) => {
		const { forText } = await seededAccounts(world, provider);
		const resolved = items.map(({ account, text }) => ({
			account: forText[Number(account)]?.id ?? account,
			text,
		}));
		const before = world.sandbox.log(provider).length;
		const result = await world.engine.run({
			...world.node('socialPost', provider, {
				operation: 'create',
				accountIds: '={{ $json.account }}',
				text: '={{ $json.text }}',
			}),
			items: resolved,
			settings: { onError: 'continueRegularOutput' },
		});
		const reads = world.sandbox
			.log(provider)
			.slice(before)
			.filter(({ method }) => method === 'GET');
		return { result, reads };
	};

	it('come out in the order in which they went in', async () => {
		const items = Array.from({ length: 20 }, (_, at) => ({ account: String(at % 2), text: freshText() }));
		const { result } = await create(items);
		expect(outputOf<Post>(result).map(({ text }) => text)).toEqual(items.map(({ text }) => text));
		expect(result.items.map(({ pairedItem }) => pairedItem)).toEqual(items.map((_, item) => ({ item })));
	});

	it('look each account up once', async () => {
		const items = Array.from({ length: 20 }, (_, at) => ({ account: String(at % 2), text: freshText() }));
		const { reads } = await create(items);
		// Wix asks each of the two channels for its token and its accounts; the others have one call for all.
		expect(reads.length).toBeLessThanOrEqual(provider === 'wix' ? 4 : 2);
	});

	it('do not pay for the unknown account of one of them', async () => {
		const { result } = await create([
			{ account: '0', text: freshText() },
			{ account: 'instagram:nobody', text: freshText() },
			{ account: '1', text: freshText() },
		]);
		const [first, second, third] = result.items.map(({ json }) => json);
		expect(first).toMatchObject({ status: 'published' });
		expect(second).toMatchObject({ error: { message: 'The account instagram:nobody is not connected' } });
		expect(third).toMatchObject({ status: 'published' });
	});
});
