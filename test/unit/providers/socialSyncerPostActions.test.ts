import { socialSyncer as provider } from '../../../nodes/shared/providers/socialSyncer';
import type { Wire } from '../../../nodes/shared/transport/wire';
import {
	CONFLICT,
	EMPTY_DRAFT,
	FAILED,
	HOUR_MS,
	MINUTE_MS,
	PARTIAL,
	PUBLISHED,
	SCHEDULED,
	ZONE,
	changes,
	fromNow,
	openPostsWorld,
} from './fixtures/socialSyncerPosts';

const { update, reschedule, publishDraft, cancel, delete: remove, retry, getResults } = provider.posts;
if (!publishDraft) throw new Error('The provider lacks an operation that it must have');

const {
	wire,
	sandbox,
	wireThat,
	inject,
	repair,
	made,
	madeDraft,
	madeScheduled,
	inWorld,
	sent,
	publications,
} = openPostsWorld();

const EXPIRED_TIKTOK = '0a7fQ2x9R4tK8mW1';

describe('publishing a draft', () => {
	it('lets it go out now, once', async () => {
		const id = await madeDraft();
		expect((await publishDraft(wire, id, null, ZONE)).item).toMatchObject({
			status: 'publishing',
			warnings: [],
		});

		await expect(publishDraft(wire, id, null, ZONE)).rejects.toMatchObject(CONFLICT);
		expect(publications(id)).toEqual([1, 1]);
		await expect(publishDraft(wire, id, null, ZONE)).rejects.toMatchObject(CONFLICT);
		expect(sent('PUT')).toEqual([
			{ path: `/v1/posts/${id}`, body: { publishNow: true, scheduledFor: null, isDraft: false } },
		]);
	});

	it('lets it go out at a time', async () => {
		const id = await madeDraft();
		const at = fromNow(HOUR_MS);
		const { item } = await publishDraft(wire, id, at, ZONE);
		expect(item).toMatchObject({ status: 'scheduled', scheduledAt: at, timezone: ZONE });

		sandbox().forward(HOUR_MS + MINUTE_MS);
		expect(publications(id)).toEqual([1, 1]);
	});

	it('lets a scheduled post go out now, and not again at its time', async () => {
		const id = await madeScheduled(HOUR_MS);
		expect((await publishDraft(wire, id, null, ZONE)).item.status).toBe('publishing');

		sandbox().forward(2 * HOUR_MS);
		expect(publications(id)).toEqual([1, 1]);
	});

	it.each(['dropAfter', 'malformedJson'])(
		'returns the post when it went out and the answer was lost: %s',
		async (kind) => {
			const id = await madeDraft();
			await inject({ kind, operationId: 'updatePost' });

			expect((await publishDraft(wire, id, null, ZONE)).item.status).toBe('publishing');
			expect(publications(id)).toEqual([1, 1]);
			expect(sent('PUT')).toHaveLength(1);
		},
	);

	it.each(['dropBefore', 'serverError'])(
		'does not send again when it may not have gone out: %s',
		async (kind) => {
			const id = await madeDraft();
			await inject({ kind, operationId: 'updatePost' });

			await expect(publishDraft(wire, id, null, ZONE)).rejects.toMatchObject({
				message: expect.stringContaining('may or may not have been published') as string,
				facts: { outcome: 'unknown', retryable: false },
			});
			expect(sent('PUT')).toHaveLength(1);
			expect(inWorld(id)?.status).toBe('draft');
		},
	);

	it('refuses a draft that lacks accounts, in the words of the vendor', async () => {
		await expect(publishDraft(wire, EMPTY_DRAFT, null, ZONE)).rejects.toMatchObject({
			message: 'Platforms required for non-draft posts',
			facts: { cause: 'invalid', outcome: 'none' },
		});
	});

	it.each([PUBLISHED, PARTIAL, FAILED])('refuses %s, which is out', async (id) => {
		await expect(publishDraft(wire, id, null, ZONE)).rejects.toMatchObject(CONFLICT);
		expect(sent('PUT')).toEqual([]);
	});
});

describe('cancel', () => {
	it('keeps a scheduled post from going out, and says that no record is kept', async () => {
		const { item } = await cancel(wire, SCHEDULED);

		expect(item).toMatchObject({
			id: SCHEDULED,
			status: 'cancelled',
			text: 'The spring blend is here.',
			targets: [{ status: 'cancelled' }, { status: 'cancelled' }],
			warnings: [expect.stringContaining('no record')],
		});
		expect(inWorld(SCHEDULED)).toBeUndefined();
	});

	it('cancels a draft likewise', async () => {
		expect((await cancel(wire, EMPTY_DRAFT)).item.status).toBe('cancelled');
	});

	it('does not know a post that was cancelled before', async () => {
		await cancel(wire, SCHEDULED);

		await expect(cancel(wire, SCHEDULED)).rejects.toMatchObject({
			facts: { cause: 'notFound', advice: expect.stringContaining('cancelled before') as string },
		});
	});

	it('survives a lost answer', async () => {
		await inject({ kind: 'dropAfter', operationId: 'deletePost' });

		expect((await cancel(wire, SCHEDULED)).item.status).toBe('cancelled');
	});

	it.each([PUBLISHED, PARTIAL, FAILED])('refuses %s, which is out, and leaves it there', async (id) => {
		await expect(cancel(wire, id)).rejects.toMatchObject(CONFLICT);
		expect(sent('DELETE')).toEqual([]);
		expect(inWorld(id)).toBeDefined();
	});

	it('says so when the post goes out in between', async () => {
		const id = await madeScheduled(HOUR_MS);
		const racing = wireThat(() => sandbox().forward(HOUR_MS));

		await expect(cancel(racing, id)).rejects.toMatchObject({
			...CONFLICT,
			message: expect.stringContaining('is being published') as string,
		});
		expect(publications(id)).toEqual([1, 1]);
	});

	it('warns when the post was about to go out', async () => {
		const id = await madeScheduled(MINUTE_MS);

		expect((await cancel(wire, id)).item.warnings[1]).toMatch(/may have gone out/);
	});

	it('does not call a post cancelled that is still there', async () => {
		const stubborn: Wire = {
			...wire,
			send: async (request) =>
				request.method === 'DELETE'
					? { status: 200, headers: {}, body: { deleted: true } }
					: await wire.send(request),
		};

		await expect(cancel(stubborn, SCHEDULED)).rejects.toMatchObject({ facts: { outcome: 'unknown' } });
	});

	it('fails when the vendor stays broken, and leaves the post as it is', async () => {
		await inject({ kind: 'serverError', operationId: 'deletePost', times: 2 });

		await expect(cancel(wire, SCHEDULED)).rejects.toMatchObject({ facts: { cause: 'unavailable' } });
		expect(inWorld(SCHEDULED)?.status).toBe('scheduled');
	});
});

describe('delete', () => {
	it('removes the record, and says that what is live stays', async () => {
		expect((await remove(wire, PUBLISHED)).item).toEqual({
			id: PUBLISHED,
			alreadyGone: false,
			warnings: [expect.stringContaining('stays there')],
		});
		expect(inWorld(PUBLISHED)).toBeUndefined();
	});

	it('takes a post that is gone already for no error', async () => {
		await remove(wire, SCHEDULED);

		expect((await remove(wire, SCHEDULED)).item).toEqual({ id: SCHEDULED, alreadyGone: true, warnings: [] });
	});

	it('knows after a lost answer that it has removed the post itself', async () => {
		await inject({ kind: 'dropAfter', operationId: 'deletePost' });

		expect((await remove(wire, FAILED)).item.alreadyGone).toBe(false);
		expect(inWorld(FAILED)).toBeUndefined();
	});

	it('says so when the vendor refuses because the post is going out', async () => {
		const id = await made({});

		await expect(remove(wire, id)).rejects.toMatchObject(CONFLICT);
		expect(inWorld(id)).toBeDefined();
	});

	it('takes a route that is not there for no deletion', async () => {
		const without: Wire = {
			...wire,
			send: async (request) =>
				await wire.send(request.method === 'DELETE' ? { ...request, path: '/posts/post_0' } : request),
		};

		await expect(remove(without, SCHEDULED)).rejects.toMatchObject({
			facts: { cause: 'notFound', advice: expect.stringContaining('not documented') as string },
		});
	});
});

describe('retry', () => {
	it('sends only what failed, once', async () => {
		await repair(EXPIRED_TIKTOK);
		const { item } = await retry(wire, PARTIAL);
		expect(item.targets.map(({ status }) => status)).toEqual(['published', 'publishing']);

		await expect(retry(wire, PARTIAL)).rejects.toMatchObject(CONFLICT);
		expect(publications(PARTIAL)).toEqual([1, 2]);
		expect((await getResults(wire, PARTIAL)).item.status).toBe('published');
		await expect(retry(wire, PARTIAL)).rejects.toMatchObject(CONFLICT);
		expect(sent('POST')).toHaveLength(1);
	});

	it('shows the error of a target that failed again', async () => {
		await retry(wire, FAILED);
		expect(publications(FAILED)).toEqual([2]);

		expect((await getResults(wire, FAILED)).item).toMatchObject({
			status: 'failed',
			targets: [{ status: 'failed', error: expect.stringContaining('expired') as string }],
		});
	});

	it.each([PUBLISHED, SCHEDULED, EMPTY_DRAFT])('refuses %s, of which nothing failed', async (id) => {
		await expect(retry(wire, id)).rejects.toMatchObject(CONFLICT);
		expect(sent('POST')).toEqual([]);
	});

	it('returns the post when the answer was lost', async () => {
		await repair(EXPIRED_TIKTOK);
		await inject({ kind: 'dropAfter', operationId: 'retryPost' });

		expect((await retry(wire, PARTIAL)).item.targets[1]?.status).toBe('publishing');
		expect(publications(PARTIAL)).toEqual([1, 2]);
		expect(sent('POST')).toHaveLength(1);
	});

	it.each(['dropBefore', 'serverError'])(
		'does not send again when it may not have been taken: %s',
		async (kind) => {
			await inject({ kind, operationId: 'retryPost' });

			await expect(retry(wire, PARTIAL)).rejects.toMatchObject({
				facts: { outcome: 'unknown', retryable: false },
			});
			expect(sent('POST')).toHaveLength(1);
		},
	);
});

it('gives the results of a post in one call', async () => {
	const { item } = await getResults(wire, PARTIAL);

	expect(item.targets).toMatchObject([
		{ platform: 'instagram', status: 'published', url: 'https://instagram.com/p/XYZ', error: null },
		{ platform: 'tiktok', status: 'failed', url: null, error: 'Video processing failed' },
	]);
	expect(sandbox().log()).toHaveLength(1);
});

it('has no post that can be taken down', () => {
	expect(provider.posts.unpublish).toBeUndefined();
});

it.each([
	['update', async (id: string) => await update(wire, id, changes({ text: 'x' }))],
	['reschedule', async (id: string) => await reschedule(wire, id, fromNow(HOUR_MS), ZONE)],
	['publishDraft', async (id: string) => await publishDraft(wire, id, null, ZONE)],
	['cancel', async (id: string) => await cancel(wire, id)],
	['retry', async (id: string) => await retry(wire, id)],
	['getResults', async (id: string) => await getResults(wire, id)],
])('%s does not find a post that is not there', async (_name, act) => {
	await expect(act('post_0/../x')).rejects.toMatchObject({ facts: { cause: 'notFound', outcome: 'none' } });
});
