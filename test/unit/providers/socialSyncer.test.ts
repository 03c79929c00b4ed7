import { socialSyncer as provider } from '../../../nodes/shared/providers/socialSyncer';
import { socialSyncer as vendor } from '../../../sandbox/vendors/socialSyncer/vendor';
import { injectFault } from '../fixtures/control';
import { expectKeptContract, useSandbox } from '../fixtures/useSandbox';
import { idsOf } from './fixtures/pages';
import { DRAFT, sandboxWire, TIKTOK } from './fixtures/socialSyncer';
import { wireWith } from './fixtures/wireWith';

describe('odd answers', () => {
	it('never takes an answer without a list of accounts for an empty list', async () => {
		for (const body of [null, [], {}, { accounts: null }, { accounts: {} }]) {
			const all = provider.accounts.getMany(
				wireWith(() => body),
				{ withHealth: true },
			);
			await expect(all).rejects.toMatchObject({ facts: { cause: 'unavailable', outcome: 'none' } });
		}
	});

	it('says that a post may exist when the answer to create names none', async () => {
		await expect(
			provider.posts.create(
				wireWith(() => ({ status: 'publishing' })),
				DRAFT,
			),
		).rejects.toMatchObject({
			facts: { outcome: 'unknown', retryable: false },
		});
	});

	it('reads a post that comes wrapped', async () => {
		const wire = wireWith(() => ({ post: { id: 'post_1', status: 'published' } }));

		expect((await provider.posts.get(wire, 'post_1')).item.status).toBe('published');
	});

	it('stops at a server that answers every page with the same posts', async () => {
		const wire = wireWith(() => ({ posts: [{ id: 'post_1' }, { id: 'post_2' }, { status: 'draft' }] }));

		expect(await idsOf(provider.posts.getMany(wire, {}, 50))).toEqual([['post_1', 'post_2']]);
		expect(wire.sent).toHaveLength(2);
	});

	it('passes over a post that a later page repeats', async () => {
		const pages: Record<string, string[]> = { 1: ['post_3', 'post_2'], 2: ['post_2', 'post_1'] };
		const wire = wireWith(({ query }) => ({
			posts: (pages[String(query?.page)] ?? []).map((id) => ({ id })),
			pagination: { pages: 2 },
		}));

		expect(await idsOf(provider.posts.getMany(wire, {}, 2))).toEqual([['post_3', 'post_2'], ['post_1']]);
	});
});

describe('against the sandbox', () => {
	const sandbox = useSandbox({ vendors: [vendor] });
	const wire = sandboxWire(sandbox);

	afterEach(() => expectKeptContract(sandbox));

	const calls = () => sandbox.log().map(({ method, path }) => `${method} ${path}`);
	const inject = (fault: object) => injectFault(sandbox, 'socialSyncer', fault);

	describe('accounts', () => {
		it('lists all accounts with their health in two calls', async () => {
			const { found, warnings } = await provider.accounts.getMany(wire, { withHealth: true });

			expect(calls().sort()).toEqual(['GET /v1/accounts', 'GET /v1/accounts/health']);
			expect(warnings).toEqual([]);
			expect(Object.fromEntries(found.map(({ item }) => [item.id, item.health.status]))).toEqual({
				'facebook:104857600000001': 'healthy',
				'x:900000001': 'expiring',
				'instagram:17841400000000001': 'healthy',
				'threads:25000000000000042': 'healthy',
				'tiktok:0a7fQ2x9R4tK8mW1': 'expired',
				'x:900000002': 'healthy',
				'tiktok:0b3kT6y1V5nH9pL4': 'healthy',
			});
			expect(found[0]?.item.connectedAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.000Z$/);
			expect(found[0]?.raw).toMatchObject({ connectedAt: expect.any(String) as string, tokenValid: true });
		});

		it('lists the accounts of one network without health in one call', async () => {
			const { found } = await provider.accounts.getMany(wire, { platforms: ['x'], withHealth: false });

			expect(sandbox.log().map(({ query }) => query)).toEqual([{ platform: 'twitter' }]);
			expect(found.map(({ item }) => [item.id, item.health.status])).toEqual([
				['x:900000001', 'unknown'],
				['x:900000002', 'unknown'],
			]);
		});

		it.each([
			['/v1/accounts/health', 'health', { health: { status: 'unknown', canPost: null } }],
			['/v1/accounts', 'connected', { connectedAt: null, health: { status: 'healthy' } }],
		])('when %s is out, says what is missing and guesses nothing', async (path, word, first) => {
			await inject({
				kind: 'serverError',
				path,
				operationId: path === '/v1/accounts' ? 'listAccounts' : undefined,
			});
			const { found, warnings } = await provider.accounts.getMany(wire, { withHealth: true });

			expect(found).toHaveLength(7);
			expect(found[0]?.item).toMatchObject(first);
			expect(warnings).toEqual([expect.stringContaining(word)]);
		});

		it('fails when both are out', async () => {
			await inject({ kind: 'serverError', times: 2 });

			await expect(provider.accounts.getMany(wire, { withHealth: true })).rejects.toMatchObject({
				facts: { cause: 'unavailable', code: 'INTERNAL_ERROR' },
			});
		});

		it('gets one account with its health', async () => {
			const { item } = await provider.accounts.get(wire, 'x:900000001');

			expect(item).toMatchObject({
				id: 'x:900000001',
				name: '@acme',
				health: {
					status: 'expiring',
					canPost: true,
					reasons: ['The token expires soon. Reconnect this account.'],
				},
			});
		});

		it('checks the health of one account in one call, also under the vendor’s word for the network', async () => {
			const { item } = await provider.accounts.checkHealth(wire, 'tiktok:0a7fQ2x9R4tK8mW1');

			expect(calls()).toEqual(['GET /v1/accounts/health']);
			expect(item).toMatchObject({ platform: 'tiktok', health: { status: 'expired', canPost: false } });
			expect((await provider.accounts.checkHealth(wire, 'twitter:900000002')).item.id).toBe('x:900000002');
		});

		it('does not find an account under another network, nor a disconnected one', async () => {
			const notFound = { facts: { cause: 'notFound', outcome: 'none' } };
			await expect(provider.accounts.get(wire, 'facebook:900000001')).rejects.toMatchObject(notFound);
			await expect(provider.accounts.get(wire, '900000001')).rejects.toMatchObject(notFound);

			await wire.send({ method: 'DELETE', path: '/accounts/twitter/900000001', repeatable: 'safe' });
			await expect(provider.accounts.checkHealth(wire, 'x:900000001')).rejects.toMatchObject(notFound);
		});
	});

	describe('posts', () => {
		it('posts now to several accounts and reads the results', async () => {
			const { item } = await provider.posts.create(wire, DRAFT);
			expect(item).toMatchObject({ status: 'publishing', text: 'Hello', timezone: 'Europe/Berlin' });

			sandbox.forward(60_000);
			const { item: done } = await provider.posts.get(wire, item.id);
			expect(done.status).toBe('published');
			expect(done.targets).toEqual([
				expect.objectContaining({ accountId: 'facebook:104857600000001', status: 'published', error: null }),
				expect.objectContaining({ accountId: 'x:900000001', platform: 'x', status: 'published' }),
			]);
			expect(done.targets[1]?.url).toContain('https://x.com/acme/');
		});

		it('schedules with media, captions and settings of each network', async () => {
			const scheduledAt = new Date(Date.now() + 7_200_000).toISOString();
			const { item } = await provider.posts.create(wire, {
				...DRAFT,
				accounts: [...DRAFT.accounts, TIKTOK],
				mode: 'schedule',
				scheduledAt,
				media: [{ source: 'url', url: 'https://cdn.example.com/a.mp4', type: 'video', altText: null }],
				overrides: [
					{ platform: 'x', text: 'Short hello', settings: { reply: 'nobody' } },
					{
						platform: 'tiktok',
						text: null,
						settings: { content_preview_confirmed: true, express_consent_given: true },
					},
				],
				tags: ['launch'],
			});

			expect(item).toMatchObject({
				status: 'scheduled',
				scheduledAt: `${scheduledAt.slice(0, -5)}.000Z`,
				media: [{ type: 'video', url: 'https://cdn.example.com/a.mp4' }],
			});
			sandbox.forward(7_300_000);
			expect((await provider.posts.get(wire, item.id)).item.status).toBe('published');
		});

		it('keeps a draft, also one without accounts', async () => {
			expect((await provider.posts.create(wire, { ...DRAFT, mode: 'draft' })).item.status).toBe('draft');
			const { item } = await provider.posts.create(wire, { ...DRAFT, mode: 'draft', accounts: [] });
			expect(item).toMatchObject({ status: 'draft', targets: [] });
		});

		it("shows a network's refusal as data", async () => {
			const { item } = await provider.posts.get(wire, 'post_9x2k1');

			expect(item.status).toBe('partiallyPublished');
			expect(item.targets[1]).toMatchObject({
				status: 'failed',
				error: 'Video processing failed',
				url: null,
			});
		});

		it("passes on the vendor's refusal of a post", async () => {
			const accounts = [{ id: 'x:1', providerAccountId: '1', platform: 'x', name: 'Stranger' }];

			await expect(provider.posts.create(wire, { ...DRAFT, accounts })).rejects.toMatchObject({
				message: 'Account 1 is not connected on twitter',
				facts: { cause: 'invalid', code: 'VALIDATION_ERROR', httpCode: 400, outcome: 'none' },
			});
		});

		it('leaves it open whether a post was made when the create call breaks', async () => {
			await inject({ kind: 'serverError', operationId: 'createPost' });

			await expect(provider.posts.create(wire, DRAFT)).rejects.toMatchObject({
				facts: { outcome: 'unknown' },
			});
			expect(calls()).toEqual(['POST /v1/posts']);
		});

		it('reads a missing post as not found', async () => {
			await expect(provider.posts.get(wire, 'post_0/../x')).rejects.toMatchObject({
				facts: { cause: 'notFound' },
			});
		});

		it('reads the posts page by page to the end', async () => {
			const pages = await idsOf(provider.posts.getMany(wire, {}, 2));

			expect(pages).toEqual([['post_9w3dr', 'post_9w0q7'], ['post_9x2k1', 'post_8m1lk'], ['post_7c0ff']]);
			expect(calls()).toHaveLength(3);
		});

		it('asks for no more posts per page than the vendor gives, and sends the filters that it has', async () => {
			const pages = await idsOf(
				provider.posts.getMany(
					wire,
					{ status: ['partiallyPublished'], platforms: ['tiktok'], search: 'steam' },
					500,
				),
			);

			expect(pages).toEqual([['post_9x2k1']]);
			expect(sandbox.log()[0]?.query).toEqual({
				status: 'partial',
				platform: 'tiktok',
				page: '1',
				limit: '100',
			});
		});
	});
});
