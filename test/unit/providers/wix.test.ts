import { fetch } from 'undici';

import type { JsonObject, JsonValue } from '../../../nodes/shared/domain/json';
import type { PostDraft } from '../../../nodes/shared/domain/post';
import type { Found } from '../../../nodes/shared/providers/provider';
import { wix as provider } from '../../../nodes/shared/providers/wix';
import { VendorError } from '../../../nodes/shared/transport/vendorError';
import type { VendorRequest, Wire } from '../../../nodes/shared/transport/wire';
import { startSandbox, type Sandbox } from '../../../sandbox/core/server';
import { wix as vendor } from '../../../sandbox/vendors/wix/vendor';
import {
	DRAFT,
	FACEBOOK,
	failureWith,
	IMAGE,
	INSTAGRAM,
	LINKEDIN,
	PINTEREST,
	refusal,
	sandboxWire,
	TIKTOK,
	VIDEO,
	wireWith,
	WORKSHOP,
} from './fixtures/wix';

const DAY_MS = 86_400_000;

const codeOf = (status: number, code: string) => failureWith(status, refusal(code));
const idsOf = async (pages: AsyncIterable<ReadonlyArray<Found<{ id: string }>>>) => {
	const ids: string[][] = [];
	for await (const page of pages) ids.push(page.map(({ item }) => item.id));
	return ids;
};
const inFuture = (ms: number) => new Date(Date.now() + ms).toISOString();

describe('odd answers about accounts', () => {
	const ask = { withHealth: true, platforms: ['instagram'] } as const;
	const answering = (status: JsonValue, accounts: JsonValue | VendorError) =>
		wireWith(({ path }) => (path.endsWith('-status') ? { status } : accounts));

	it('never takes an answer without a list for an empty list', async () => {
		for (const body of [null, [], {}, { accounts: null }, { accounts: {} }]) {
			await expect(provider.accounts.getMany(answering('VALID', body), ask)).rejects.toMatchObject({
				facts: { cause: 'unavailable', outcome: 'none' },
			});
		}
	});

	it.each([
		['an empty list', { accounts: [] }],
		['NO_PAGES_FOR_USER', codeOf(428, 'NO_PAGES_FOR_USER')],
	])('says that nothing was granted when a connected channel answers %s', async (_what, accounts) => {
		expect(await provider.accounts.getMany(answering('VALID', accounts), ask)).toEqual({
			found: [],
			warnings: [expect.stringContaining('Instagram is connected, but no page')],
		});
	});

	it('does not guess the health behind a word that is new to it', async () => {
		const wire = answering('RESTING', { accounts: [{ channelName: 'INSTAGRAM', instagram: { id: '178' } }] });
		const { found } = await provider.accounts.getMany(wire, ask);

		expect(found[0]?.item.health).toMatchObject({
			status: 'unknown',
			canPost: null,
			reasons: [expect.stringContaining('RESTING')],
		});
	});

	it('sees that a channel lapsed between the two calls', async () => {
		const { found } = await provider.accounts.getMany(
			answering('VALID', codeOf(400, 'USER_IS_DISCONNECTED')),
			ask,
		);

		expect(found.map(({ item }) => [item.id, item.health.status])).toEqual([['INSTAGRAM:*', 'disconnected']]);
	});

	it('has no account where the channel is not supported any more', async () => {
		expect(
			await provider.accounts.getMany(answering('VALID', codeOf(428, 'UNSUPPORTED_CHANNEL')), ask),
		).toEqual({ found: [], warnings: [] });
	});

	it('asks nothing for a network that Wix does not have', async () => {
		const wire = wireWith(() => null);

		expect(await provider.accounts.getMany(wire, { withHealth: true, platforms: ['x'] })).toEqual({
			found: [],
			warnings: [],
		});
		expect(wire.sent).toEqual([]);
	});

	it.each([
		[401, 'authentication'],
		[403, 'permission'],
	])('never takes a refused key (%i) for a partial failure', async (status, cause) => {
		const wire = wireWith(({ path }) =>
			path.includes('TIKTOK') ? failureWith(status, {}) : { status: 'NEVER_CREATED' },
		);

		await expect(provider.accounts.getMany(wire, { withHealth: true })).rejects.toMatchObject({
			facts: { cause },
		});
	});

	it('throws when all channels fail', async () => {
		await expect(
			provider.accounts.getMany(
				wireWith(() => failureWith(503, {})),
				{ withHealth: true },
			),
		).rejects.toMatchObject({ facts: { cause: 'unavailable', httpCode: 503 } });
	});
});

describe('odd answers about posts', () => {
	const item = (id: string): JsonObject => ({ id, status: 'PUBLISHED' });

	it('says that a post may exist when the answer to create names none', async () => {
		await expect(
			provider.posts.create(
				wireWith(() => ({ item: {} })),
				DRAFT,
			),
		).rejects.toMatchObject({ facts: { outcome: 'unknown', retryable: false } });
	});

	it('asks the list when the path of Get Item is not there', async () => {
		const wire = wireWith(({ path }) =>
			path.endsWith('/query') ? { items: [item('a'), item('b')] } : failureWith(404, null),
		);

		expect((await provider.posts.get(wire, 'b')).item.id).toBe('b');
		expect(wire.sent.map(({ body }) => body)).toContainEqual({
			query: { filter: { id: 'b' }, paging: { limit: 100, offset: 0 } },
		});
	});

	it('does not ask the list for an item that does not exist', async () => {
		const wire = wireWith(() => codeOf(404, 'ITEM_NOT_EXISTS'));

		await expect(provider.posts.get(wire, 'b')).rejects.toMatchObject({
			facts: { cause: 'notFound', code: 'ITEM_NOT_EXISTS' },
		});
		expect(wire.sent).toHaveLength(1);
		await expect(provider.posts.get(wire, ' , ')).rejects.toMatchObject({ facts: { cause: 'notFound' } });
	});

	it('shows what is left of a post and says that a part is gone', async () => {
		const wire = wireWith(({ path }) =>
			path.endsWith('/a') ? { item: item('a') } : codeOf(404, 'ITEM_NOT_EXISTS'),
		);

		expect((await provider.posts.get(wire, 'a,b')).item).toMatchObject({
			id: 'a',
			warnings: ['1 of the 2 items of the post do not exist any more.'],
		});
	});

	it('does not hide an outage behind a part that could be read', async () => {
		const wire = wireWith(({ path }) => (path.endsWith('/a') ? { item: item('a') } : failureWith(503, {})));

		await expect(provider.posts.get(wire, 'a,b')).rejects.toMatchObject({ facts: { cause: 'unavailable' } });
	});

	it('never takes an answer without a list of items for an empty list', async () => {
		for (const body of [null, {}, { items: null }]) {
			await expect(
				idsOf(
					provider.posts.getMany(
						wireWith(() => body),
						{},
						50,
					),
				),
			).rejects.toMatchObject({ facts: { cause: 'unavailable' } });
		}
	});

	const offsetOf = ({ body }: VendorRequest) => ((body?.query as JsonObject).paging as JsonObject).offset;

	it('stops at a server that answers every page with the same items', async () => {
		const wire = wireWith(() => ({ items: [item('a'), item('b'), { status: 'DRAFT' }, null] }));

		expect(await idsOf(provider.posts.getMany(wire, {}, 50))).toEqual([['a', 'b']]);
		expect(wire.sent).toHaveLength(2);
	});

	it.each<[string, JsonObject, number]>([
		['hasNext', { hasNext: false }, 1],
		['total', { total: 2 }, 1],
		['nothing', {}, 2],
		['a total that is not counted', { total: 0 }, 2],
	])('knows the end by %s', async (_what, pagingMetadata, calls) => {
		const wire = wireWith((request) => ({
			items: offsetOf(request) === 0 ? [item('a'), item('b')] : [],
			pagingMetadata,
		}));

		expect(await idsOf(provider.posts.getMany(wire, {}, 100))).toEqual([['a', 'b']]);
		expect(wire.sent).toHaveLength(calls);
	});

	it('goes on after a page that is shorter than asked for', async () => {
		const pages: Record<string, JsonObject[]> = {
			0: [item('a'), item('b')],
			2: [item('b'), item('c')],
			4: [],
		};
		const wire = wireWith((request) => ({ items: pages[String(offsetOf(request))] ?? [] }));

		expect(await idsOf(provider.posts.getMany(wire, {}, 100))).toEqual([['a', 'b'], ['c']]);
	});

	it('reads everything in default pages when the filter or the page size is refused', async () => {
		const wire = wireWith((request) => {
			const { filter, paging } = (
				request.body as { query: { filter: JsonObject; paging: { limit: number } } }
			).query;
			return Object.keys(filter).length > 0 || paging.limit > 50
				? failureWith(400, {})
				: { items: [item('a')], pagingMetadata: { hasNext: false } };
		});

		expect(await idsOf(provider.posts.getMany(wire, { status: ['published'] }, 100))).toEqual([['a']]);
		expect(await idsOf(provider.posts.getMany(wire, {}, 100))).toEqual([['a']]);
		expect(wire.sent).toHaveLength(4);
	});
});

describe('against the sandbox', () => {
	let sandbox: Sandbox;
	let wire: Wire;

	beforeAll(async () => {
		sandbox = await startSandbox({ vendors: [vendor] });
		wire = sandboxWire(sandbox);
	});

	beforeEach(() => {
		sandbox.reset();
	});

	afterAll(async () => {
		await sandbox.close();
	});

	/** Every call of a test kept the contract. */
	afterEach(() => {
		expect(sandbox.violations()).toEqual([]);
	});

	const calls = () =>
		sandbox.log().map(({ method, path }) => `${method} ${path.replace('/social-publisher/v1', '')}`);
	const control = (path: string, body: object) =>
		fetch(`${sandbox.control}${path}`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(body),
		});
	const inject = (fault: object) => control('/faults', { vendor: 'wix', ...fault });
	const expire = (id: string) =>
		control(`/accounts/wix/${encodeURIComponent(id)}/health`, { health: 'expired' });
	const create = async (draft: Partial<PostDraft>) =>
		(await provider.posts.create(wire, { ...DRAFT, ...draft })).item;
	const read = async (id: string) => (await provider.posts.get(wire, id)).item;

	describe('accounts', () => {
		const healthOfAll = async () => {
			const { found, warnings } = await provider.accounts.getMany(wire, { withHealth: true });
			return { health: Object.fromEntries(found.map(({ item }) => [item.id, item.health.status])), warnings };
		};

		it('lists the accounts of all channels with their health', async () => {
			expect(await healthOfAll()).toEqual({
				health: {
					[INSTAGRAM.id]: 'healthy',
					[FACEBOOK.id]: 'healthy',
					[WORKSHOP.id]: 'healthy',
					[LINKEDIN.id]: 'healthy',
					'LINKEDIN:urn:li:organization:80412297': 'healthy',
					[PINTEREST.id]: 'healthy',
					'GBP:*': 'disconnected',
					'TIKTOK:*': 'expired',
				},
				warnings: [],
			});
			// A token status for each of the seven channels, and the accounts of the four that are fine.
			expect(calls()).toHaveLength(11);
		});

		it('tells what is known of an account, and no more', async () => {
			const { item, raw } = await provider.accounts.get(wire, WORKSHOP.id);

			expect(item).toMatchObject({
				id: WORKSHOP.id,
				providerAccountId: '1022334455667788',
				platform: 'facebook',
				name: "Jane's Pottery Workshop",
				isDefault: false,
				isActive: null,
				health: { status: 'healthy', canPost: true, reasons: [], tokenExpiresAt: null },
			});
			expect(item.health.checkedAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
			expect(raw).toMatchObject({ channelName: 'FACEBOOK' });
		});

		it('asks only for the lists when health is not wanted', async () => {
			const { found } = await provider.accounts.getMany(wire, {
				withHealth: false,
				platforms: ['instagram', 'tiktok', 'youtube'],
			});

			expect(calls()).toEqual(['GET /accounts', 'GET /accounts', 'GET /accounts']);
			expect(found.map(({ item }) => [item.id, item.health.status, item.health.canPost])).toEqual([
				[INSTAGRAM.id, 'unknown', null],
				['TIKTOK:*', 'disconnected', false],
			]);
		});

		it('asks only the channels of the wanted IDs', async () => {
			const { found } = await provider.accounts.getMany(wire, {
				withHealth: true,
				ids: [INSTAGRAM.id, TIKTOK.id],
			});

			expect(calls().sort()).toEqual([
				'GET /INSTAGRAM/long-lived-token-status',
				'GET /TIKTOK/long-lived-token-status',
				'GET /accounts',
			]);
			expect(found.map(({ item }) => item.id)).toEqual([INSTAGRAM.id, TIKTOK.id]);
		});

		it('asks all channels for an ID that it cannot read', async () => {
			const { found } = await provider.accounts.getMany(wire, {
				withHealth: false,
				ids: ['17841405822304914'],
			});

			expect(found.map(({ item }) => item.providerAccountId)).toContain('17841405822304914');
		});

		it('still knows an account that was chosen before its channel lapsed', async () => {
			await expire(FACEBOOK.id);

			const { found } = await provider.accounts.getMany(wire, {
				withHealth: true,
				ids: [FACEBOOK.id, WORKSHOP.id],
			});
			expect(found.map(({ item }) => [item.id, item.health.status, item.health.canPost])).toEqual([
				[FACEBOOK.id, 'expired', false],
				[WORKSHOP.id, 'expired', false],
			]);
			for (const id of [FACEBOOK.id, 'FACEBOOK:*']) {
				const { item } = await provider.accounts.checkHealth(wire, id);
				expect(item).toMatchObject({
					id,
					provider: 'wix',
					platform: 'facebook',
					name: 'Facebook',
					health: {
						status: 'expired',
						canPost: false,
						reasons: [expect.stringContaining('expired') as string],
					},
				});
			}
			expect((await healthOfAll()).health).toMatchObject({ 'FACEBOOK:*': 'expired' });
		});

		it('takes the ID of a whole channel for its default account once it is connected again', async () => {
			expect((await provider.accounts.get(wire, 'FACEBOOK:*')).item.id).toBe(FACEBOOK.id);
		});

		it.each([
			'INSTAGRAM:1',
			'FACEBOOK:1022334455667788:1',
			'YOUTUBE:UC1',
			'YOUTUBE:*',
			'TWITTER:1',
			'nonsense',
		])('knows no account %s', async (id) => {
			await expect(provider.accounts.get(wire, id)).rejects.toMatchObject({
				facts: { cause: 'notFound', outcome: 'none' },
			});
			await expect(provider.accounts.checkHealth(wire, id)).rejects.toMatchObject({
				facts: { cause: 'notFound' },
			});
		});

		it('shows the other channels when one is out, and says which is missing', async () => {
			await inject({ kind: 'serverError', path: '/social-publisher/v1/LINKEDIN/long-lived-token-status' });

			const { health, warnings } = await healthOfAll();
			expect(Object.keys(health).filter((id) => id.startsWith('LINKEDIN'))).toEqual([]);
			expect(health[INSTAGRAM.id]).toBe('healthy');
			expect(warnings).toEqual([expect.stringContaining('The accounts on LinkedIn are missing')]);
		});
	});

	describe('creating posts', () => {
		it('publishes now, with one target that goes live a moment later', async () => {
			const post = await create({});
			expect(post).toMatchObject({
				provider: 'wix',
				status: 'publishing',
				text: 'Hello',
				scheduledAt: null,
				warnings: [],
			});
			expect(post.targets).toMatchObject([
				{ accountId: FACEBOOK.id, platform: 'facebook', status: 'publishing' },
			]);

			sandbox.forward(1000);
			const live = await read(post.id);
			expect(live.status).toBe('published');
			expect(live.targets[0]).toMatchObject({
				accountId: FACEBOOK.id,
				status: 'published',
				platformPostId: expect.any(String) as string,
			});
			expect(live.targets[0]?.url).toMatch(/^https:\/\/www\.facebook\.com\//);
		});

		it('publishes to several accounts with an item for each, in their order', async () => {
			const accounts = [PINTEREST, FACEBOOK, WORKSHOP, LINKEDIN, INSTAGRAM];
			const post = await create({ accounts, media: [IMAGE] });

			expect(post.id.split(',')).toHaveLength(5);
			expect(post.targets.map(({ accountId }) => accountId)).toEqual(accounts.map(({ id }) => id));
			sandbox.forward(1000);
			const live = await read(post.id);
			expect(live).toMatchObject({
				id: post.id,
				status: 'published',
				media: [{ type: 'image', url: IMAGE.url }],
			});
			expect(live.targets.map(({ accountId, status }) => [accountId, status])).toEqual(
				accounts.map(({ id }) => [id, 'published']),
			);
		});

		it('schedules for a time, at which the post goes live', async () => {
			const scheduledAt = inFuture(DAY_MS);
			const post = await create({ mode: 'schedule', scheduledAt });
			expect(post).toMatchObject({ status: 'scheduled', scheduledAt });

			sandbox.forward(DAY_MS + 1000);
			expect(await read(post.id)).toMatchObject({ status: 'published', scheduledAt });
		});

		it('keeps a draft', async () => {
			const post = await create({ mode: 'draft' });

			expect(post).toMatchObject({
				status: 'draft',
				createdAt: expect.any(String) as string,
				targets: [{ status: 'draft' }],
			});
			sandbox.forward(DAY_MS);
			expect((await read(post.id)).status).toBe('draft');
			expect(calls()).toContain('POST /items');
		});

		it('shows why the network refused a post', async () => {
			const settings = { privacyLevel: 'SELF_ONLY' };
			const post = await create({
				accounts: [TIKTOK],
				media: [VIDEO],
				overrides: [{ platform: 'tiktok', text: null, settings }],
			});

			sandbox.forward(1000);
			expect(await read(post.id)).toMatchObject({
				status: 'failed',
				targets: [
					{
						accountId: TIKTOK.id,
						status: 'failed',
						error: 'The access token of channel TIKTOK is no longer valid',
					},
				],
			});
		});

		it('passes text and settings of an override to its network only', async () => {
			const overrides = [
				{
					platform: 'pinterest',
					text: 'A pin',
					settings: { title: 'Celadon', link: 'https://janes.example' },
				},
			];
			const { raw } = await provider.posts.create(wire, {
				...DRAFT,
				accounts: [FACEBOOK, PINTEREST],
				media: [IMAGE],
				overrides,
			});

			expect(raw).toMatchObject([
				{ facebookPost: { caption: 'Hello' } },
				{ pinterestPost: { description: 'A pin', title: 'Celadon', link: 'https://janes.example' } },
			]);
		});

		it('says what Wix has no place for', async () => {
			const post = await create({ media: [{ ...IMAGE, altText: 'A mug' }], tags: ['mugs'] });

			expect(post.warnings).toEqual([
				expect.stringContaining('alternative text'),
				expect.stringContaining('tags'),
			]);
		});

		it('does not lose what was made when another account is refused', async () => {
			const post = await create({ accounts: [INSTAGRAM, FACEBOOK] });

			expect(post.id).not.toContain(',');
			expect(post.targets).toMatchObject([
				{
					accountId: INSTAGRAM.id,
					status: 'failed',
					error: expect.stringContaining('must hold imageUrl') as string,
				},
				{ accountId: FACEBOOK.id, status: 'publishing' },
			]);
			expect(post.warnings).toEqual([
				expect.stringContaining("Wix did not take the post for Jane's Pottery on Instagram"),
			]);
			const scheduled = await create({
				accounts: [INSTAGRAM, FACEBOOK],
				mode: 'schedule',
				scheduledAt: inFuture(DAY_MS),
				idempotencyKey: 'b',
			});
			expect(scheduled.status).toBe('scheduled');
		});

		it('throws the first error when every account is refused', async () => {
			await expect(create({ accounts: [INSTAGRAM] })).rejects.toMatchObject({
				facts: { cause: 'invalid', httpCode: 400, outcome: 'none' },
			});
			expect(await idsOf(provider.posts.getMany(wire, {}, 50))).toHaveLength(1);
		});

		it('sends nothing when one of the items cannot be made', async () => {
			await expect(create({ accounts: [FACEBOOK, { ...TIKTOK, id: 'TIKTOK:*' }] })).rejects.toMatchObject({
				facts: { cause: 'invalid' },
			});
			expect(calls()).toEqual([]);
		});

		it('returns the post that is there when the same key comes again', async () => {
			const first = await create({ accounts: [FACEBOOK, LINKEDIN] });
			const again = await create({ accounts: [FACEBOOK, LINKEDIN] });

			expect(again.id).toBe(first.id);
			expect((await create({ accounts: [LINKEDIN, FACEBOOK] })).id.split(',').reverse()).toEqual(
				first.id.split(','),
			);
			expect((await create({ idempotencyKey: 'another' })).id).not.toBe(first.id.split(',')[0]);
			expect(sandbox.worlds.wix.posts.size).toBe(5 + 3);
		});

		it('finds the earlier post beyond the first page', async () => {
			const first = await create({});
			await control('/clock', { forward: '1h' });
			for (let index = 0; index < 60; index++)
				await create({ idempotencyKey: `filler-${index}`, mode: 'draft' });

			expect((await create({})).id).toBe(first.id);
		});

		it('does not post twice when an answer got lost', async () => {
			await inject({ kind: 'dropAfter', operationId: 'publishItem' });
			await expect(create({})).rejects.toThrow();

			const post = await create({});
			expect(post.status).toMatch(/^publish/);
			expect(sandbox.worlds.wix.posts.size).toBe(5 + 1);
		});

		it('says that the quota is spent', async () => {
			for (let round = 0; round < 250; round++) {
				if (round % 150 === 149) sandbox.forward(60_000);
				await create({ idempotencyKey: `post-${round}` }).catch(() => undefined);
			}

			await expect(create({ idempotencyKey: 'last' })).rejects.toMatchObject({
				facts: { cause: 'quota', code: 'INELIGIBLE_FOR_FEATURE', httpCode: 428 },
			});
		});
	});

	describe('listing posts', () => {
		it('reads all posts page by page', async () => {
			for (let index = 0; index < 7; index++) await create({ idempotencyKey: `row-${index}`, mode: 'draft' });

			const pages = await idsOf(provider.posts.getMany(wire, {}, 5));
			expect(pages.map((page) => page.length)).toEqual([5, 5, 2]);
			expect(new Set(pages.flat()).size).toBe(12);
		});

		it('shows the posts of the sandbox', async () => {
			const found = [];
			for await (const page of provider.posts.getMany(wire, {}, 50)) found.push(...page);

			expect(
				found.map(({ item }) => [item.status, item.targets[0]?.accountId, item.targets[0]?.error]),
			).toEqual([
				['draft', PINTEREST.id, null],
				['scheduled', FACEBOOK.id, null],
				['published', INSTAGRAM.id, null],
				['published', INSTAGRAM.id, null],
				['failed', LINKEDIN.id, '/author :: field is required'],
			]);
			expect(found[0]?.raw).toMatchObject({ status: 'DRAFT', pinterestPost: { title: 'Celadon' } });
		});

		it('lets Wix filter by status and network', async () => {
			expect(
				(
					await idsOf(
						provider.posts.getMany(wire, { status: ['published', 'failed'], platforms: ['linkedin'] }, 50),
					)
				).flat(),
			).toHaveLength(1);
			expect(sandbox.log().at(-1)?.body).toMatchObject({
				query: {
					filter: { status: { $in: ['PUBLISHED', 'FAILED'] }, 'channel.name': { $in: ['LINKEDIN'] } },
					paging: { limit: 50, offset: 0 },
				},
			});
		});

		it('does not know a post that is not there', async () => {
			await expect(read('00000000-0000-4000-8000-000000000000')).rejects.toMatchObject({
				facts: { cause: 'notFound', code: 'ITEM_NOT_EXISTS' },
			});
		});
	});
});
