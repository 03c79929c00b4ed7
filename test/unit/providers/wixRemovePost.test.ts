import { wix as provider } from '../../../nodes/shared/providers/wix';
import type { Wire } from '../../../nodes/shared/transport/wire';
import { FACEBOOK, LINKEDIN } from './fixtures/wix';
import {
	conflict,
	DAY_MS,
	firstOf,
	inFuture,
	NOWHERE,
	secondOf,
	statuses,
	usePostActions,
} from './fixtures/wixPostActions';

describe('stopping and deleting a post of Wix, against the sandbox', () => {
	const { sandbox, act } = usePostActions();

	describe('cancelling', () => {
		it('stops each item, and does so twice without harm', async () => {
			const post = await act.scheduled([FACEBOOK, LINKEDIN]);
			const cancelled = await act.cancel(post.id);
			expect(cancelled).toMatchObject({ id: post.id, status: 'cancelled', warnings: [] });
			expect(statuses(cancelled)).toEqual(['cancelled', 'cancelled']);
			expect(await act.cancel(post.id)).toMatchObject({ status: 'cancelled' });

			sandbox.forward(2 * DAY_MS);
			expect((await act.read(post.id)).status).toBe('cancelled');
			expect(act.sent('/cancel')).toBe(2);
		});

		it('survives a lost answer: the repeat is refused, and the item is read', async () => {
			const post = await act.scheduled();
			await act.inject({ kind: 'dropAfter', operationId: 'cancelScheduledItem' });
			expect((await act.cancel(post.id)).status).toBe('cancelled');
			expect(act.sent('/cancel')).toBe(2);
		});

		it('stops what has not gone out yet, and names what has', async () => {
			const out = await act.create({});
			sandbox.forward(60_000);
			const later = await act.create({
				mode: 'schedule',
				scheduledAt: inFuture(DAY_MS),
				accounts: [LINKEDIN],
				idempotencyKey: 'later',
			});

			const both = await act.cancel(`${out.id},${later.id}`);
			expect(statuses(both)).toEqual(['published', 'cancelled']);
			expect(both.status).toBe('partiallyPublished');
			expect(both.warnings).toEqual([expect.stringContaining('is out already')]);
		});

		it('tells when the post went out in between', async () => {
			const post = await act.scheduled();
			const late: Wire = {
				...act.wire,
				send: async (request) => {
					if (request.method === 'PATCH') sandbox.forward(DAY_MS + 60_000);
					return await act.wire.send(request);
				},
			};
			await expect(provider.posts.cancel(late, post.id)).rejects.toMatchObject({
				facts: {
					cause: 'conflict',
					code: 'ITEM_IS_PUBLISHED',
					advice: expect.stringContaining('network itself') as string,
				},
			});
			expect((await act.read(post.id)).status).toBe('published');
		});

		it('refuses what is not scheduled', async () => {
			const draft = await act.draftOf();
			await expect(act.cancel(draft.id)).rejects.toMatchObject(conflict('is a draft', 'Delete removes it'));
			const failed = await act.failing();
			await expect(act.cancel(failed.id)).rejects.toMatchObject(conflict('has failed', 'Delete removes it'));
			await expect(act.cancel(NOWHERE)).rejects.toMatchObject({ facts: { cause: 'notFound' } });
			expect(act.sent('/cancel')).toBe(0);
		});
	});

	describe('deleting', () => {
		it('deletes all items, and knows the second time that they are gone', async () => {
			const post = await act.draftOf([FACEBOOK, LINKEDIN]);
			expect(await act.remove(post.id)).toEqual({ id: post.id, alreadyGone: false, warnings: [] });
			expect(await act.remove(post.id)).toEqual({ id: post.id, alreadyGone: true, warnings: [] });
			expect((await act.remove(NOWHERE)).alreadyGone).toBe(true);
		});

		it('keeps a scheduled post from going out', async () => {
			const post = await act.scheduled();
			await act.remove(post.id);
			sandbox.forward(2 * DAY_MS);
			expect(act.attempts(post.id)).toBe(0);
		});

		it('says where to look for what is live', async () => {
			const post = await act.create({});
			sandbox.forward(60_000);
			expect((await act.remove(post.id)).warnings).toEqual([expect.stringContaining('was live on Facebook')]);
			const going = await act.create({ idempotencyKey: 'second' });
			expect((await act.remove(going.id)).warnings).toEqual([
				expect.stringContaining('just going out on Facebook'),
			]);
		});

		it('deletes what is left when some of it is gone', async () => {
			const post = await act.draftOf([FACEBOOK, LINKEDIN]);
			await act.remove(secondOf(post.id));
			expect(await act.remove(post.id)).toEqual({
				id: post.id,
				alreadyGone: false,
				warnings: ['1 of the 2 items of the post were gone already.'],
			});
		});

		it('survives a lost answer, and says how far it came when Wix has a problem', async () => {
			const post = await act.draftOf([FACEBOOK, LINKEDIN]);
			await act.inject({
				kind: 'dropAfter',
				operationId: 'deleteItem',
				path: `/social-publisher/v1/items/${firstOf(post.id)}`,
			});
			await act.inject({
				kind: 'serverError',
				operationId: 'deleteItem',
				path: `/social-publisher/v1/items/${secondOf(post.id)}`,
				times: 3,
			});

			await expect(act.remove(post.id)).rejects.toMatchObject({
				facts: {
					outcome: 'unknown',
					advice: expect.stringContaining('1 of the 2 items of the post are deleted') as string,
				},
			});
			expect(await act.remove(post.id)).toMatchObject({ alreadyGone: false });

			const other = await act.create({ mode: 'draft', idempotencyKey: 'other' });
			await act.inject({ kind: 'dropAfter', operationId: 'deleteItem', times: 9 });
			expect(await act.remove(other.id)).toMatchObject({ alreadyGone: false });
		});
	});
});
