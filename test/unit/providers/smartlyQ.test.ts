import type { PostDraft } from '../../../nodes/shared/domain/post';
import { smartlyQ as provider } from '../../../nodes/shared/providers/smartlyQ';
import { READ_ONLY_KEY } from '../../../sandbox/vendors/smartlyQ/access';
import { smartlyQ as vendor } from '../../../sandbox/vendors/smartlyQ/vendor';
import { inFuture } from '../fixtures/inFuture';
import { expectKeptContract, useSandbox } from '../fixtures/useSandbox';
import { idsOf } from './fixtures/pages';
import {
	DRAFT,
	EXPIRED_LINKEDIN,
	FACEBOOK,
	PAUSED_TIKTOK,
	sandboxWire,
	SECOND_FACEBOOK,
	X,
} from './fixtures/smartlyQ';

const DAY_MS = 86_400_000;
/** Longer than a slow machine needs to look meanwhile. */
const PUBLISH_MS = 60_000;

describe('against the sandbox', () => {
	const sandbox = useSandbox({ vendors: [vendor], settings: { publishMs: PUBLISH_MS } });
	const wire = sandboxWire(sandbox);

	const keptContract = () => expectKeptContract(sandbox);
	const letPublish = () => sandbox.forward(PUBLISH_MS);
	const create = async (change: Partial<PostDraft>) =>
		(await provider.posts.create(wire, { ...DRAFT, ...change })).item;
	const read = async (id: string) => (await provider.posts.get(wire, id)).item;

	it('lists all accounts with their health in one call', async () => {
		const { found, warnings } = await provider.accounts.getMany(wire, { withHealth: true });
		const statuses = Object.fromEntries(found.map(({ item }) => [item.id, item.health.status]));

		expect(warnings).toEqual([]);
		expect(statuses).toMatchObject({
			123: 'healthy',
			124: 'healthy',
			125: 'expiring',
			126: 'expired',
			127: 'paused',
			134: 'unhealthy',
		});
		expect(sandbox.log('smartlyQ').map(({ path }) => path)).toEqual(['/v1/social/accounts/health']);
		keptContract();
	});

	it('lists names only when health is not asked for', async () => {
		const { found } = await provider.accounts.getMany(wire, { withHealth: false });

		expect(found).toHaveLength(11);
		expect(found[0]?.item).toMatchObject({
			id: '123',
			name: 'Acme Coffee',
			health: { status: 'unknown', checkedAt: null },
		});
		expect(found[0]?.raw).toEqual({ id: 123, platform: 'facebook', name: 'Acme Coffee' });
		expect(sandbox.log('smartlyQ').map(({ path }) => path)).toEqual(['/v1/social/accounts']);
		keptContract();
	});

	it('gives one account, its health, and an error for an unknown one', async () => {
		expect((await provider.accounts.get(wire, '132')).item).toMatchObject({
			platform: 'googleBusiness',
			isActive: true,
		});
		expect((await provider.accounts.checkHealth(wire, '126')).item).toMatchObject({
			id: '126',
			platform: 'linkedin',
			health: { status: 'expired', canPost: false, reasons: [expect.stringContaining('Reconnect')] },
		});
		await expect(provider.accounts.get(wire, '999')).rejects.toMatchObject({
			facts: { cause: 'notFound', message: expect.stringContaining('999') as string },
		});
		keptContract();
	});

	it('acts inside a profile', async () => {
		const inProfile = sandboxWire(sandbox, { profileId: '301' });
		const { found } = await provider.accounts.getMany(inProfile, { withHealth: true });
		expect(found.map(({ item }) => item.id)).toEqual(['141']);

		await expect(
			provider.accounts.getMany(sandboxWire(sandbox, { profileId: '302' }), { withHealth: true }),
		).rejects.toMatchObject({ facts: { cause: 'notFound', code: 'PROFILE_NOT_FOUND' } });
		keptContract();
	});

	it('posts now, and finds out what became of it', async () => {
		const made = await create({});
		expect(made).toMatchObject({
			status: 'publishing',
			text: 'Hello',
			targets: [
				{ accountId: '124', platform: 'x', status: 'publishing' },
				{ accountId: '123', platform: 'facebook', status: 'publishing' },
			],
			warnings: [],
		});
		letPublish();

		expect(await read(made.id)).toMatchObject({
			status: 'published',
			publishedAt: expect.stringMatching(/\.000Z$/) as string,
			targets: [
				{ platform: 'x', status: 'published', url: expect.stringContaining('https://x.com/') as string },
				{ platform: 'facebook', status: 'published', platformPostId: expect.any(String) as string },
			],
		});
		keptContract();
	});

	it('tells the result of each of several accounts of a network', async () => {
		const { id } = await create({ accounts: [FACEBOOK, SECOND_FACEBOOK] });
		letPublish();

		expect((await read(id)).targets).toMatchObject([
			{ accountId: null, platform: 'facebook', status: 'published' },
			{ accountId: null, platform: 'facebook', status: 'published' },
		]);
		keptContract();
	});

	it('gives the refusal of a network as data', async () => {
		const { id } = await create({ accounts: [X, EXPIRED_LINKEDIN] });
		letPublish();

		expect(await read(id)).toMatchObject({
			status: 'partiallyPublished',
			targets: [
				{ platform: 'x', status: 'published', error: null },
				{ platform: 'linkedin', status: 'failed', error: expect.stringContaining('expired') as string },
			],
		});
		keptContract();
	});

	it('tells that a paused account was skipped', async () => {
		const { id } = await create({
			accounts: [PAUSED_TIKTOK],
			media: [{ source: 'url', url: 'https://cdn.example.com/a.mp4', type: 'video', altText: null }],
			overrides: [{ platform: 'tiktok', text: null, settings: { visibility: 'public' } }],
		});
		letPublish();

		expect(await read(id)).toMatchObject({
			status: 'failed',
			targets: [{ platform: 'tiktok', status: 'failed', error: 'Skipped paused accounts: @acmecoffee.' }],
		});
		keptContract();
	});

	it('schedules at the moment that is meant, whatever the zone', async () => {
		const scheduledAt = `${inFuture(DAY_MS).slice(0, 19)}.000Z`;
		const made = await create({ mode: 'schedule', scheduledAt, timezone: 'Asia/Tokyo' });

		expect(made).toMatchObject({ status: 'scheduled', scheduledAt });
		sandbox.forward(DAY_MS + PUBLISH_MS);
		expect(await read(made.id)).toMatchObject({ status: 'published' });
		keptContract();
	});

	it('gets the same post for the same key', async () => {
		const first = await create({});
		const again = await create({});

		expect(again).toMatchObject({ id: first.id, warnings: [expect.stringContaining('already')] });
		keptContract();
	});

	it('names the post that has the same text, and the way around', async () => {
		const { id } = await create({});
		const another = { idempotencyKey: 'execution-2:0' };

		await expect(create(another)).rejects.toMatchObject({
			facts: {
				cause: 'conflict',
				code: 'DUPLICATE_CONTENT',
				advice: expect.stringMatching(new RegExp(`post ${id}.*allow_duplicates`)) as string,
				requestId: expect.stringMatching(/^req_/) as string,
				retryable: false,
				outcome: 'none',
			},
		});
		expect(await create({ ...another, additionalFields: { allow_duplicates: true } })).not.toMatchObject({
			id,
		});
		keptContract();
	});

	it('sends captions and settings per network in the place that the vendor has', async () => {
		const media = [
			{ source: 'url', url: 'https://cdn.example.com/a.jpg', type: 'image', altText: 'A cup' } as const,
		];
		const made = await create({
			accounts: [X, { ...X, id: '130', providerAccountId: '130', platform: 'pinterest' }],
			text: 'x'.repeat(500),
			media,
			overrides: [
				{ platform: 'x', text: 'Short enough', settings: { first_comments: ['More'] } },
				{ platform: 'pinterest', text: null, settings: { board_id: '549755885175' } },
			],
		});

		expect(made.warnings).toEqual([expect.stringContaining('Pinterest only')]);
		expect(sandbox.worlds.smartlyQ.posts.get(made.id)?.extra).toMatchObject({
			options: {
				twitter: { content: 'Short enough' },
				pinterest: { board_id: '549755885175', alt_text: 'A cup' },
			},
		});
		keptContract();
	});

	it('reads all posts page by page, and filters', async () => {
		for (let index = 0; index < 3; index++) {
			await create({ text: `Number ${index}`, idempotencyKey: `execution-3:${index}` });
		}

		const pages = await idsOf(provider.posts.getMany(wire, {}, 3));
		expect(pages.map((page) => page.length)).toEqual([3, 3, 1]);
		expect(new Set(pages.flat()).size).toBe(7);
		expect(await idsOf(provider.posts.getMany(wire, { status: ['scheduled'] }, 100))).toEqual([['8842']]);
		expect(
			await idsOf(provider.posts.getMany(wire, { status: ['published'], platforms: ['x'] }, 100)),
		).toEqual([['8841']]);
		keptContract();
	});

	it('says what is wrong with the key', async () => {
		const refused = sandboxWire(sandbox, { apiKey: 'sqk_live_wrong' });
		await expect(provider.accounts.getMany(refused, { withHealth: true })).rejects.toMatchObject({
			facts: { cause: 'authentication', httpCode: 401 },
		});
		await expect(
			provider.posts.create(sandboxWire(sandbox, { apiKey: READ_ONLY_KEY }), DRAFT),
		).rejects.toMatchObject({
			facts: { cause: 'permission', advice: expect.stringContaining('social:write') as string },
		});
	});

	it('says which post is not there', async () => {
		await expect(provider.posts.get(wire, '1')).rejects.toMatchObject({
			facts: { cause: 'notFound', httpCode: 404 },
		});
		keptContract();
	});
});
