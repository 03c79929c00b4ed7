import { wix as provider } from '../../../nodes/shared/providers/wix';
import { VendorError } from '../../../nodes/shared/transport/vendorError';
import type { Wire } from '../../../nodes/shared/transport/wire';
import { FACEBOOK, LINKEDIN, TIKTOK } from './fixtures/wix';
import {
	conflict,
	DAY_MS,
	firstOf,
	inFuture,
	NOWHERE,
	secondOf,
	silence,
	statuses,
	usePostActions,
} from './fixtures/wixPostActions';

describe('sending a post of Wix, against the sandbox', () => {
	const { sandbox, act } = usePostActions();

	describe('publishing drafts', () => {
		it('lets each item go out now, once', async () => {
			const post = await act.draftOf([FACEBOOK, LINKEDIN]);
			expect((await act.publishDraft(post.id)).status).toBe('publishing');
			sandbox.forward(60_000);
			expect(await act.read(post.id)).toMatchObject({ id: post.id, status: 'published' });

			await expect(act.publishDraft(post.id)).rejects.toMatchObject(
				conflict('is out already, so it cannot be published', 'new post'),
			);
			expect([firstOf(post.id), secondOf(post.id)].map(act.attempts)).toEqual([1, 1]);
		});

		it('publishes an item once that the ID names twice', async () => {
			const post = await act.draftOf();
			expect((await act.publishDraft(`${post.id},${post.id}`)).id).toBe(post.id);
			expect(act.sent('/publish-by-id')).toBe(1);
		});

		it('schedules a draft, and lets a scheduled post go out at once', async () => {
			const post = await act.draftOf();
			const at = inFuture(DAY_MS);
			expect(await act.publishDraft(post.id, at)).toMatchObject({ status: 'scheduled', scheduledAt: at });
			expect(await act.publishDraft(post.id, at)).toMatchObject({ status: 'scheduled', scheduledAt: at });
			expect(act.sent('/publish-by-id')).toBe(1);

			await act.publishDraft(post.id);
			sandbox.forward(2 * DAY_MS);
			expect((await act.read(post.id)).status).toBe('published');
			expect(act.attempts(post.id)).toBe(1);
		});

		it('finds out about a lost answer, and publishes once', async () => {
			const post = await act.draftOf();
			await act.inject({ kind: 'dropAfter', operationId: 'publishItemById', times: 9 });

			expect((await act.publishDraft(post.id)).status).toMatch(/^publish/);
			sandbox.forward(60_000);
			expect(act.sent('/publish-by-id')).toBe(1);
			expect(act.attempts(post.id)).toBe(1);
		});

		it('does the same for a time', async () => {
			const post = await act.draftOf();
			const at = inFuture(DAY_MS);
			await act.inject({ kind: 'dropAfter', operationId: 'publishItemById' });

			expect(await act.publishDraft(post.id, at)).toMatchObject({ status: 'scheduled', scheduledAt: at });
			sandbox.forward(DAY_MS + 60_000);
			expect(act.attempts(post.id)).toBe(1);
		});

		it('asks to look first when the call seems not to have got through', async () => {
			const post = await act.draftOf();
			await act.inject({ kind: 'dropBefore', operationId: 'publishItemById' });

			await expect(act.publishDraft(post.id)).rejects.toMatchObject({
				facts: {
					outcome: 'unknown',
					retryable: false,
					advice: expect.stringContaining('before you send it again') as string,
				},
			});
			expect(act.sent('/publish-by-id')).toBe(1);
			expect((await act.read(post.id)).status).toBe('draft');
		});

		it('says of an item that it is not known when it cannot be read either', async () => {
			const post = await act.draftOf([FACEBOOK, LINKEDIN]);
			const second = secondOf(post.id);
			let lost = false;
			const halfBlind: Wire = {
				...act.wire,
				send: async (request) => {
					lost ||= request.body?.id === second;
					if (lost && (request.body?.id === second || request.path.endsWith(second))) {
						throw silence(request);
					}
					return await act.wire.send(request);
				},
			};
			if (!provider.posts.publishDraft) throw new Error('Wix can publish drafts');
			const { item } = await provider.posts.publishDraft(halfBlind, post.id, null, 'Europe/Berlin');

			expect(statuses(item)).toEqual(['publishing', 'unknown']);
			expect(item.warnings).toEqual([expect.stringContaining('before you send it again')]);
		});

		it('sends what is left of a post that is out in part', async () => {
			const post = await act.draftOf([FACEBOOK, LINKEDIN]);
			await act.publishDraft(firstOf(post.id));
			sandbox.forward(60_000);

			const both = await act.publishDraft(post.id);
			expect(statuses(both)).toEqual(['published', 'publishing']);
			expect(both.warnings).toEqual([expect.stringContaining('is out already, so it cannot be published')]);
			sandbox.forward(60_000);
			expect([firstOf(post.id), secondOf(post.id)].map(act.attempts)).toEqual([1, 1]);
		});

		it('publishes neither failed nor cancelled posts', async () => {
			const failed = await act.failing();
			await expect(act.publishDraft(failed.id)).rejects.toMatchObject(conflict('has failed', 'Retry'));
			const post = await act.scheduled();
			await act.cancel(post.id);
			await expect(act.publishDraft(post.id)).rejects.toMatchObject(conflict('was cancelled', 'new post'));
			expect(act.sent('/publish-by-id')).toBe(0);
		});
	});

	describe('retrying', () => {
		const repairTiktok = () => {
			for (const account of sandbox.worlds.wix.accounts.values()) {
				if (account.platform === 'TIKTOK') sandbox.worlds.wix.repair(account);
			}
		};

		it('sends only what failed, and nothing when it is done', async () => {
			const post = await act.failing([FACEBOOK, TIKTOK]);
			expect(statuses(await act.read(post.id))).toEqual(['published', 'failed']);
			repairTiktok();

			const again = await act.retry(post.id);
			expect(statuses(again)).toEqual(['published', 'publishing']);
			expect(again.warnings).toEqual([]);
			await expect(act.retry(post.id)).rejects.toMatchObject(conflict('cannot be retried', ''));
			sandbox.forward(60_000);
			expect(statuses(await act.read(post.id))).toEqual(['published', 'published']);
			await expect(act.retry(post.id)).rejects.toMatchObject(
				conflict('is out already, so it cannot be retried', 'new post'),
			);
			expect(act.attempts(firstOf(post.id))).toBe(1);
			expect(act.sent('/publish-by-id')).toBe(1);
		});

		it('finds out about a lost answer, and sends once', async () => {
			const post = await act.failing();
			repairTiktok();
			await act.inject({ kind: 'dropAfter', operationId: 'publishItemById', times: 9 });

			expect((await act.retry(post.id)).status).toMatch(/^publish/);
			sandbox.forward(60_000);
			expect(await act.read(post.id)).toMatchObject({ status: 'published' });
			expect(act.sent('/publish-by-id')).toBe(1);
		});

		it('asks to look first when the item shows nothing of it', async () => {
			const post = await act.failing();
			await act.inject({ kind: 'serverError', operationId: 'publishItemById' });

			await expect(act.retry(post.id)).rejects.toMatchObject({
				facts: {
					outcome: 'unknown',
					retryable: false,
					advice: expect.stringContaining('before you send it again') as string,
				},
			});
			expect(act.sent('/publish-by-id')).toBe(1);
		});

		it('knows a way out when Wix publishes no failed items', async () => {
			const post = await act.failing();
			const strict: Wire = {
				...act.wire,
				send: async (request) => {
					if (request.path.endsWith('/publish-by-id')) {
						throw new VendorError({
							...silence(request).facts,
							cause: 'conflict',
							outcome: 'none',
							httpCode: 428,
						});
					}
					return await act.wire.send(request);
				},
			};
			await expect(provider.posts.retry(strict, post.id)).rejects.toMatchObject({
				facts: {
					cause: 'conflict',
					advice: expect.stringContaining('create a new post for this account alone') as string,
				},
			});
		});

		it('refuses what has not failed', async () => {
			await expect(act.retry((await act.draftOf()).id)).rejects.toMatchObject(
				conflict('is a draft', 'Publish Draft'),
			);
			expect(act.sent('/publish-by-id')).toBe(0);
		});
	});

	it('tells the newest results, of those items that still exist', async () => {
		const post = await act.failing([FACEBOOK, TIKTOK]);
		const { item } = await provider.posts.getResults(act.wire, `${post.id},${NOWHERE}`);

		expect(item).toMatchObject({
			status: 'partiallyPublished',
			targets: [
				{
					accountId: FACEBOOK.id,
					status: 'published',
					url: expect.stringContaining('facebook.com') as string,
				},
				{
					accountId: TIKTOK.id,
					status: 'failed',
					error: expect.stringContaining('no longer valid') as string,
				},
			],
			warnings: ['1 of the 3 items of the post do not exist any more.'],
		});
		await expect(provider.posts.getResults(act.wire, ' , ')).rejects.toMatchObject({
			facts: { cause: 'notFound' },
		});
	});
});
