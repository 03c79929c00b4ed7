import type { PostDraft } from '../../../nodes/shared/domain/post';
import { wix as provider } from '../../../nodes/shared/providers/wix';
import { wix as vendor } from '../../../sandbox/vendors/wix/vendor';
import { injectFault, postControl } from '../fixtures/control';
import { inFuture } from '../fixtures/inFuture';
import { expectKeptContract, useSandbox } from '../fixtures/useSandbox';
import { idsOf } from './fixtures/pages';
import {
	DRAFT,
	FACEBOOK,
	IMAGE,
	INSTAGRAM,
	LINKEDIN,
	PINTEREST,
	sandboxWire,
	TIKTOK,
	VIDEO,
	WORKSHOP,
} from './fixtures/wix';

const DAY_MS = 86_400_000;

describe('posts, against the sandbox', () => {
	const sandbox = useSandbox({ vendors: [vendor] });
	const wire = sandboxWire(sandbox);

	afterEach(() => expectKeptContract(sandbox));

	const calls = () =>
		sandbox.log().map(({ method, path }) => `${method} ${path.replace('/social-publisher/v1', '')}`);
	const inject = (fault: object) => injectFault(sandbox, 'wix', fault);
	const create = async (draft: Partial<PostDraft>) =>
		(await provider.posts.create(wire, { ...DRAFT, ...draft })).item;
	const read = async (id: string) => (await provider.posts.get(wire, id)).item;

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

			sandbox.forward(60_000);
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
			sandbox.forward(60_000);
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

			sandbox.forward(DAY_MS + 60_000);
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

			sandbox.forward(60_000);
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
				name: 'InputError',
				parameter: 'Accounts',
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
			await postControl(sandbox, '/clock', { forward: '1h' });
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
