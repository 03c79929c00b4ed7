import type { JsonValue } from '../../../nodes/shared/domain/json';
import type { MediaAtUrl, PostDraft, PostQuery } from '../../../nodes/shared/domain/post';
import { postEverywhere as provider } from '../../../nodes/shared/providers/postEverywhere';
import { postEverywhere as vendor } from '../../../sandbox/vendors/postEverywhere/vendor';
import { inFuture } from '../fixtures/inFuture';
import { expectKeptContract, useSandbox } from '../fixtures/useSandbox';
import { idsOf, pagesOf } from './fixtures/pages';
import {
	DRAFT,
	envelope,
	EXPIRED_LINKEDIN,
	FACEBOOK,
	HOSTILE,
	sandboxWire,
	X,
} from './fixtures/postEverywhere';
import { wireWith } from './fixtures/wireWith';

const DAY_MS = 86_400_000;
const IMAGE: MediaAtUrl = {
	source: 'url',
	url: 'https://cdn.acme.example/a.jpg?signature=secret',
	type: 'image',
	altText: null,
};
const VIDEO: MediaAtUrl = {
	source: 'url',
	url: 'https://cdn.acme.example/a.mp4',
	type: 'video',
	altText: null,
};

describe('odd answers', () => {
	it('never takes an answer without a list for an empty list', async () => {
		for (const body of HOSTILE) {
			const wire = wireWith(() => body);
			const expected = { facts: { cause: 'unavailable', outcome: 'none' } };

			await expect(provider.accounts.getMany(wire, { withHealth: true })).rejects.toMatchObject(expected);
			await expect(pagesOf(provider.posts.getMany(wire, {}, 50))).rejects.toMatchObject(expected);
			await expect(provider.accounts.get(wire, '1')).rejects.toMatchObject(expected);
			await expect(provider.posts.get(wire, 'p')).rejects.toMatchObject(expected);
		}
	});

	it('says that a post may exist when the answer to create names none', async () => {
		await expect(
			provider.posts.create(
				wireWith(() => envelope({})),
				DRAFT,
			),
		).rejects.toMatchObject({
			facts: { outcome: 'unknown', retryable: false, requestId: '9f31c2ab' },
		});
	});

	it('leaves out accounts without an ID, and says so', async () => {
		const wire = wireWith(() =>
			envelope({ accounts: [{ account_id: 1, platform: 'x' }, { platform: 'x' }, null] }),
		);
		const { found, warnings } = await provider.accounts.getMany(wire, { withHealth: true });

		expect(found.map(({ item }) => item.id)).toEqual(['1']);
		expect(warnings).toEqual([expect.stringContaining('2 account(s)')]);
	});

	it('stops at a server that answers every page with the same posts', async () => {
		const wire = wireWith(() =>
			envelope({ posts: [{ id: 'p1' }, { id: 'p2' }, {}], pagination: { has_more: true } }),
		);

		expect(await idsOf(provider.posts.getMany(wire, {}, 3))).toEqual([['p1', 'p2']]);
		expect(wire.sent).toHaveLength(2);
	});

	it('reads on without has_more until a page is short, and passes over a post that comes twice', async () => {
		const pages: Record<string, string[]> = { 0: ['p3', 'p2'], 2: ['p2', 'p1'], 4: ['p0'] };
		const wire = wireWith(({ query }) =>
			envelope({ posts: (pages[String(query?.offset)] ?? []).map((id) => ({ id })), pagination: {} }),
		);

		expect(await idsOf(provider.posts.getMany(wire, {}, 2))).toEqual([['p3', 'p2'], ['p1'], ['p0']]);
		expect(wire.sent).toHaveLength(3);
	});

	it('asks for at most 100 posts at a time', async () => {
		const wire = wireWith(() => envelope({ posts: [] }));
		await pagesOf(provider.posts.getMany(wire, {}, 500));

		expect(wire.sent[0]?.query).toMatchObject({ limit: 100, offset: 0 });
	});

	it.each<[string, PostQuery]>([
		['statuses', { status: ['cancelled', 'deleted'] }],
		['networks', { platforms: ['reddit'] }],
	])('does not ask for %s that the vendor does not have', async (_what, query) => {
		const wire = wireWith(() => envelope({ posts: [] }));

		expect(await pagesOf(provider.posts.getMany(wire, query, 50))).toEqual([]);
		expect(wire.sent).toEqual([]);
	});

	it('asks for every status when one that is new to us is wanted', async () => {
		const wire = wireWith(() => envelope({ posts: [] }));
		await pagesOf(provider.posts.getMany(wire, { status: ['failed', 'unknown'] }, 50));

		expect(wire.sent[0]?.query?.status).toBeUndefined();
	});
});

describe('importing media', () => {
	const draft: PostDraft = { ...DRAFT, media: [IMAGE, VIDEO] };
	const media = (status: string, more: object = {}): JsonValue =>
		envelope({ media_id: 'm', media_status: status, ...more });

	it('asks again with longer and longer pauses, for five minutes at most, and posts nothing then', async () => {
		const wire = wireWith(() => media('uploading'));

		await expect(provider.posts.create(wire, draft)).rejects.toMatchObject({
			facts: {
				cause: 'unavailable',
				outcome: 'none',
				retryable: true,
				message: expect.stringContaining('https://cdn.acme.example/a.jpg after 300 seconds') as string,
			},
		});
		expect(wire.slept.slice(0, 6)).toEqual([1000, 2000, 4000, 8000, 15_000, 15_000]);
		expect(wire.slept.reduce((sum, pause) => sum + pause, 0)).toBe(300_000);
		expect(wire.sent.some(({ path }) => path === '/posts')).toBe(false);
	});

	it('says why an import failed, without what may be secret in the address', async () => {
		const wire = wireWith(({ method }) =>
			method === 'POST' ? media('uploading') : media('failed', { error_message: 'Gone' }),
		);

		await expect(provider.posts.create(wire, draft)).rejects.toMatchObject({
			facts: {
				cause: 'invalid',
				message: 'PostEverywhere could not take https://cdn.acme.example/a.jpg: Gone',
			},
		});
	});

	it('may repeat an import, but never the post', async () => {
		const wire = wireWith(({ path }) => (path === '/posts' ? envelope({ id: 'p' }) : media('ready')));
		await provider.posts.create(wire, draft);

		expect(wire.sent.map(({ path, repeatable }) => [path, repeatable])).toEqual([
			['/media/upload-from-url', 'safe'],
			['/media/upload-from-url', 'safe'],
			['/posts', 'never'],
		]);
		expect(wire.slept).toEqual([]);
	});
});

describe('against the sandbox', () => {
	const sandbox = useSandbox({ vendors: [vendor] });
	const wire = sandboxWire(sandbox);

	afterEach(() => expectKeptContract(sandbox));

	const create = async (change: Partial<PostDraft>) =>
		(await provider.posts.create(wire, { ...DRAFT, ...change })).item;
	const read = async (id: string) => (await provider.posts.get(wire, id)).item;
	const list = async (query: PostQuery, pageSize = 50) =>
		(await pagesOf(provider.posts.getMany(wire, query, pageSize))).flat().map(({ item }) => item);

	it('lists all accounts with their short health in one call', async () => {
		const { found, warnings } = await provider.accounts.getMany(wire, { withHealth: true });
		const statuses = Object.fromEntries(found.map(({ item }) => [item.id, item.health.status]));

		expect(warnings).toEqual([]);
		expect(statuses).toMatchObject({
			2280: 'healthy',
			4103: 'expired',
			4104: 'healthy',
			4108: 'unhealthy',
			4110: 'unhealthy',
		});
		expect(found[1]?.item).toMatchObject({
			id: '4101',
			platform: 'instagram',
			name: '@acme',
			avatarUrl: 'https://images.acme.example/avatar.jpg',
			isActive: true,
			health: { canPost: true, checkedAt: expect.stringMatching(/Z$/) as string },
		});
		expect(sandbox.log()).toHaveLength(1);
	});

	it('tells reasons and expiry of one account', async () => {
		const { item, raw } = await provider.accounts.get(wire, '4103');
		const expiring = await provider.accounts.checkHealth(wire, '4104');

		expect(item.health).toMatchObject({
			status: 'expired',
			canPost: false,
			reasons: ['needs_reconnection', 'token_expired'],
		});
		expect(raw).toMatchObject({ account_id: 4103, health_detail: { status: 'broken' } });
		expect(expiring.item).toMatchObject({
			id: '4104',
			provider: 'postEverywhere',
			platform: 'tiktok',
			name: '@acme.makes',
			health: { status: 'expiring', canPost: true, tokenExpiresAt: expect.stringMatching(/Z$/) as string },
		});
	});

	it('says that there is no such account or post', async () => {
		const notFound = { facts: { cause: 'notFound', code: 'not_found', httpCode: 404, outcome: 'none' } };

		await expect(provider.accounts.get(wire, '99')).rejects.toMatchObject(notFound);
		await expect(provider.accounts.checkHealth(wire, '99')).rejects.toMatchObject(notFound);
		await expect(provider.posts.get(wire, '00000000-0000-4000-8000-000000000000')).rejects.toMatchObject(
			notFound,
		);
	});

	it('publishes now, to a dead account too, and reads the results', async () => {
		const post = await create({ accounts: [X, EXPIRED_LINKEDIN] });
		expect(post).toMatchObject({
			status: 'publishing',
			scheduledAt: null,
			timezone: 'Europe/Berlin',
			targets: [
				{ accountId: '2280', status: 'publishing' },
				{ accountId: '4103', status: 'failed', error: 'Token expired. Reconnect the account.' },
			],
		});

		sandbox.forward(60_000);
		expect(await read(post.id)).toMatchObject({
			status: 'partiallyPublished',
			publishedAt: expect.stringMatching(/Z$/) as string,
			targets: [
				{ status: 'published', url: expect.stringContaining('https://x.com/') as string, attempts: 1 },
				{ status: 'failed' },
			],
		});
	});

	it('schedules in UTC whatever the time zone, and goes live then', async () => {
		const at = inFuture(DAY_MS);
		const post = await create({ mode: 'schedule', scheduledAt: at, timezone: 'America/New_York' });
		expect(post).toMatchObject({
			status: 'scheduled',
			scheduledAt: at,
			targets: [{ status: 'scheduled' }, { status: 'scheduled' }],
		});
		expect(await read(post.id)).toMatchObject({
			status: 'scheduled',
			scheduledAt: at,
			timezone: 'America/New_York',
		});

		sandbox.forward(DAY_MS + 60_000);
		expect(await read(post.id)).toMatchObject({
			status: 'published',
			targets: [{ status: 'published' }, {}],
		});
	});

	it('saves drafts and takes the next slot of the queue', async () => {
		const draft = await create({ mode: 'draft', accounts: [FACEBOOK] });
		const queued = await create({ mode: 'queue' });

		expect(await read(draft.id)).toMatchObject({
			status: 'draft',
			targets: [{ accountId: '4102', status: 'draft' }],
		});
		expect(queued).toMatchObject({
			status: 'scheduled',
			scheduledAt: expect.stringMatching(/T(09|13|17):00:00.000Z$/) as string,
		});
	});

	it('imports media, waits for a video and attaches both in order', async () => {
		const post = await create({ accounts: [FACEBOOK], media: [VIDEO, IMAGE] });

		expect(post.media).toMatchObject([
			{ type: 'video', status: 'ready', durationSeconds: 12.5 },
			{ type: 'image', status: 'ready', mimeType: 'image/jpeg' },
		]);
		expect((await read(post.id)).media.map(({ id }) => id)).toEqual(post.media.map(({ id }) => id));
	});

	it('sends overrides and additional fields', async () => {
		const post = await create({
			overrides: [{ platform: 'x', text: 'Short', settings: { made_with_ai: true } }],
			additionalFields: { campaign_id: 1 },
		});

		expect((await provider.posts.get(wire, post.id)).raw).toMatchObject({
			campaign_id: 1,
			platform_content: { x: { content: 'Short', settings: { made_with_ai: true } } },
		});
	});

	it('passes on refusals with a way out', async () => {
		await expect(create({ text: 'x'.repeat(300) })).rejects.toMatchObject({
			facts: {
				cause: 'invalid',
				code: 'content_too_long',
				advice: expect.stringContaining('by 20 characters') as string,
				requestId: expect.stringMatching(/^[0-9a-f]{8}$/) as string,
				outcome: 'none',
			},
		});
		await expect(create({ media: [{ ...IMAGE, url: 'http://127.0.0.1:1/a.jpg' }] })).rejects.toMatchObject({
			facts: { cause: 'invalid', code: 'validation_error' },
		});
	});

	it.each<[string, PostQuery, number]>([
		['status', { status: ['failed', 'partiallyPublished'] }, 2],
		['network', { platforms: ['x', 'bluesky'] }, 2],
		['account', { accountId: '4103' }, 2],
		['creation', { createdAfter: inFuture(-3.5 * DAY_MS), createdBefore: inFuture(-2 * DAY_MS) }, 2],
		['schedule', { scheduledAfter: inFuture(0), scheduledBefore: inFuture(20 * DAY_MS) }, 1],
		['publication', { publishedAfter: inFuture(-1.5 * DAY_MS), publishedBefore: inFuture(0) }, 1],
		['text', { search: 'ROASTER' }, 1],
		['nothing', {}, 5],
	])('lets the vendor filter by %s', async (_what, query, count) => {
		expect(await list(query)).toHaveLength(count);
	});

	it('lets the vendor sort, page by page', async () => {
		const sort = { field: 'createdAt', direction: 'asc' } as const;
		const pages = await pagesOf(provider.posts.getMany(wire, { sort }, 2));
		const times = pages.flat().map(({ item }) => item.createdAt);

		expect(pages.map((page) => page.length)).toEqual([2, 2, 1]);
		expect(times).toEqual([...times].sort());
	});
});
