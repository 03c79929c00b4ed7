import type { Post } from '../../nodes/shared/domain/post';
import { PROVIDER_IDS } from '../../nodes/shared/domain/provider';
import { PROVIDERS } from '../../nodes/shared/providers/registry';
import { freshText, outputOf, seededAccounts } from './seed';
import { startWorld, type TestWorld } from './world';

let world: TestWorld;
beforeAll(async () => {
	world = await startWorld();
});
beforeEach(async () => {
	await world.reset();
});
afterEach(() => {
	expect(world.sandbox.violations()).toEqual([]);
});
afterAll(async () => {
	await world.stop();
});

type Awaited = Post & { readonly timedOut?: boolean };

describe.each(PROVIDER_IDS)('a post through %s', (provider) => {
	const create = async (parameters: object, settings: object = {}) => {
		const { forText } = await seededAccounts(world, provider);
		return await world.engine.run({
			...world.node('socialPost', provider, {
				operation: 'create',
				accountIds: [forText[0].id],
				text: freshText(),
				...parameters,
			} as never),
			settings,
		});
	};
	const writes = () => world.sandbox.log(provider).filter(({ method }) => method === 'POST');

	describe('with Wait for Result', () => {
		const waiting = { waitForResult: true, waitTimeout: 20 };

		it('comes back when it is out on each account', async () => {
			await world.control('POST', '/settings', { publishMs: 1500 });
			const [post] = outputOf<Awaited>(await create({ options: waiting }));
			expect(post).toMatchObject({ status: 'published', timedOut: false });
			for (const target of post?.targets ?? []) expect(target.url).toMatch(/^https:/);
		});

		it('comes back as it stands when the time is over', async () => {
			await world.control('POST', '/settings', { publishMs: 60_000 });
			const [post] = outputOf<Awaited>(await create({ options: { waitForResult: true, waitTimeout: 2 } }));
			expect(post).toMatchObject({ timedOut: true });
			expect(post?.status).not.toBe('published');
		});

		it('comes back at once when it is scheduled', async () => {
			const scheduledAt = new Date(Date.now() + 3_600_000).toISOString();
			const started = Date.now();
			const [post] = outputOf<Awaited>(
				await create({ publishMode: 'schedule', scheduledAt, options: waiting }),
			);
			expect(post).toMatchObject({ status: 'scheduled', timedOut: false });
			expect(Date.now() - started).toBeLessThan(10_000);
		});

		it('fails when every target has failed, and another try does not send it again', async () => {
			const { broken } = await seededAccounts(world, provider);
			const result = await create(
				{
					accountIds: [broken.id],
					options: { ...waiting, onUnhealthyAccount: 'send', validateFirst: false },
					media: { items: [{ url: 'https://cdn.example.com/photo.jpg' }] },
					additionalFields: '{}',
				},
				{ retryOnFail: true, maxTries: 3, waitBetweenTries: 10 },
			);
			expect(result.error?.message).toBeDefined();
			expect(writes().filter(({ status }) => status !== null && status < 300).length).toBeLessThanOrEqual(2);
			await world.forgetViolations();
		});
	});

	it('ends its wait when the execution is cancelled', async () => {
		await world.control('POST', '/settings', { publishMs: 60_000 });
		const { forText } = await seededAccounts(world, provider);
		const running = world.engine.start(
			world.node('socialPost', provider, {
				operation: 'create',
				accountIds: [forText[0].id],
				text: freshText(),
				options: { waitForResult: true, waitTimeout: 300 },
			} as never),
		);
		const started = Date.now();
		setTimeout(() => {
			running.cancel();
		}, 1000);
		await running.result;
		expect(Date.now() - started).toBeLessThan(15_000);
	});

	it('is refused by name when the provider cannot send a setting', async () => {
		const entry = PROVIDERS.find(({ id }) => id === provider);
		const lacking = (['tags', 'campaignId'] as const).filter((extra) => !entry?.posts.takes.includes(extra));
		for (const extra of lacking) {
			const before = writes().length;
			const { error } = await create({ options: { [extra]: 'summer' } });
			expect(error?.message).toMatch(/cannot send (Tags|Campaign ID)/);
			expect(error?.description).toMatch(/Leave it empty/);
			expect(writes()).toHaveLength(before);
		}
		expect(lacking.length).toBeGreaterThan(0);
		const { error } = await create({
			platformOverrides: { items: [{ platform: 'facebook', subreddit: 'gardening' }] },
		});
		expect(error?.message).toMatch(/cannot send the setting Subreddit to Facebook/);
	});
});
