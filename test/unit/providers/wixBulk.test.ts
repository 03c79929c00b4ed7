import type { JsonObject, JsonValue } from '../../../nodes/shared/domain/json';
import type { Post, PostDraft } from '../../../nodes/shared/domain/post';
import { wix as provider } from '../../../nodes/shared/providers/wix';
import type { Found } from '../../../nodes/shared/providers/provider';
import { VendorError } from '../../../nodes/shared/transport/vendorError';
import type { VendorRequest, Wire } from '../../../nodes/shared/transport/wire';
import { inFuture } from '../fixtures/inFuture';
import { inHand, mediaFile } from './fixtures/mediaFiles';
import { wireWith } from './fixtures/wireWith';
import {
	DRAFT,
	FACEBOOK,
	failureWith,
	IMAGE,
	INSTAGRAM,
	LINKEDIN,
	PINTEREST,
	TIKTOK,
	WORKSHOP,
} from './fixtures/wix';
import { DAY_MS, statuses, usePostActions } from './fixtures/wixPostActions';

const { sandbox, act } = usePostActions();
const { bulk } = provider.posts;
if (!bulk) throw new Error('Wix publishes in bulk');

const draft = (key: string, more: Partial<PostDraft> = {}): PostDraft => ({
	...DRAFT,
	idempotencyKey: key,
	...more,
});
const send = async (drafts: readonly PostDraft[], wire: Wire = act.wire) => await bulk.create(wire, drafts);
const postIn = (result: Found<Post> | VendorError | undefined): Post => {
	if (result === undefined || result instanceof VendorError) throw result ?? new Error('There is no result');
	return result.item;
};
const bulkCalls = () => sandbox.log().filter(({ operationId }) => operationId === 'bulkPublishItems');

describe('posts of Wix in one call', () => {
	it('come back in their order, with a target for each account', async () => {
		const scheduledAt = inFuture(DAY_MS);
		const drafts = [
			draft('a', { text: 'One' }),
			draft('b', { text: 'Two', accounts: [LINKEDIN, WORKSHOP], mode: 'schedule', scheduledAt }),
			draft('c', { text: 'Three', media: [IMAGE], accounts: [INSTAGRAM] }),
		];
		const posts = (await send(drafts)).map(postIn);

		expect(posts).toMatchObject([
			{ text: 'One', status: 'publishing', targets: [{ accountId: FACEBOOK.id }] },
			{
				text: 'Two',
				status: 'scheduled',
				scheduledAt,
				targets: [{ accountId: LINKEDIN.id }, { accountId: WORKSHOP.id }],
			},
			{ text: 'Three', media: [{ url: IMAGE.url }] },
		]);
		expect(posts[1]?.id.split(',')).toHaveLength(2);
		expect(bulkCalls()).toHaveLength(1);
		expect(sandbox.log()).toHaveLength(1);
	});

	it('say the same as single ones', async () => {
		const overrides = [
			{ platform: 'facebook', text: 'For Facebook', settings: { link: 'https://a.example' } },
		];
		const additionalFields = { siteAssetRef: { siteAssetRefType: 'BLOG_POST', id: 'x' } };
		const one = draft('same', { overrides, additionalFields });
		await send([one]);
		const [inBulk] = (bulkCalls()[0]?.body as { items: JsonObject[] }).items;
		await provider.posts.create(act.wire, one);
		const single = sandbox.log().find(({ operationId }) => operationId === 'publishItem')?.body;
		expect(single).toEqual({ item: inBulk });
	});

	it('are the same ones when the call comes again', async () => {
		const drafts = Array.from({ length: 20 }, (_, index) =>
			draft(`row-${index}`, { accounts: [FACEBOOK, LINKEDIN] }),
		);
		const first = (await send(drafts)).map(postIn);
		const before = sandbox.worlds.wix.posts.size;
		const again = (await send(drafts)).map(postIn);

		expect(again.map(({ id }) => id)).toEqual(first.map(({ id }) => id));
		expect(sandbox.worlds.wix.posts.size).toBe(before);
		// What is there already is looked for once for all.
		expect(sandbox.log().filter(({ operationId }) => operationId === 'queryItems').length).toBeLessThan(6);
	});

	it('are not made twice when the answer got lost', async () => {
		await act.inject({ kind: 'dropAfter', operationId: 'bulkPublishItems' });
		const posts = (await send([draft('a'), draft('b')])).map(postIn);
		expect(new Set(posts.map(({ id }) => id)).size).toBe(2);
		expect(bulkCalls()).toHaveLength(2);
		expect(sandbox.worlds.wix.posts.size).toBe(5 + 2);
	});

	it('are one when they have the same key', async () => {
		const [first, second] = (await send([draft('a'), draft('a')])).map(postIn);
		expect(first?.id).toBe(second?.id);
	});

	it('fail each for itself', async () => {
		const [good, bad, half] = await send([
			draft('a'),
			draft('b', { accounts: [INSTAGRAM] }),
			draft('c', { accounts: [INSTAGRAM, FACEBOOK] }),
		]);

		expect(postIn(good).status).toBe('publishing');
		expect(bad).toBeInstanceOf(VendorError);
		expect(bad).toMatchObject({
			facts: {
				cause: 'invalid',
				outcome: 'none',
				code: 'INVALID_ARGUMENT',
				message: expect.stringContaining('must hold imageUrl') as string,
			},
		});
		const post = postIn(half);
		expect(statuses(post)).toEqual(['failed', 'publishing']);
		expect(post.warnings).toEqual([expect.stringContaining('Wix did not take the post')]);
		const { item: single } = await provider.posts.create(
			act.wire,
			draft('d', { accounts: [INSTAGRAM, FACEBOOK] }),
		);
		expect({ ...post, id: '', targets: [] }).toEqual({
			...single,
			id: '',
			targets: [],
			warnings: post.warnings,
		});
		expect(single.targets).toEqual(post.targets);
	});

	it('say in plain words what to do about a code that is known', async () => {
		const results = await send([
			draft('a'),
			draft('b', { mode: 'schedule', scheduledAt: inFuture(-DAY_MS) }),
		]);
		expect(results[1]).toMatchObject({
			facts: { cause: 'invalid', code: 'SCHEDULED_TIME_ALREADY_PASSED', retryable: false },
		});
	});

	it('throw when all of them are refused', async () => {
		const { features } = (sandbox.worlds.wix.extra.wix as { plan: { features: JsonObject } }).plan;
		Object.assign(features.PUBLISH_POST as object, { enabled: false });
		await expect(send([draft('a'), draft('b')])).rejects.toMatchObject({
			facts: { cause: 'quota', code: 'INELIGIBLE_FOR_FEATURE', outcome: 'none' },
		});
	});

	it('throw when nobody knows what became of them', async () => {
		await act.inject({ kind: 'serverError', operationId: 'bulkPublishItems', times: 9 });
		await expect(send([draft('a')])).rejects.toMatchObject({ facts: { outcome: 'unknown' } });
	});

	const answering = (results: JsonValue, list: JsonValue) =>
		wireWith(({ path }: VendorRequest) => (path.endsWith('/bulk/publish') ? { results } : list));

	it('are read by their index, and looked for where the answer says nothing', async () => {
		const sent: JsonObject[] = [];
		const wire: Wire = {
			...act.wire,
			send: async (request) => {
				const answer = await act.wire.send(request);
				if (!request.path.endsWith('/bulk/publish')) return answer;
				const { results } = answer.body as { results: JsonObject[] };
				sent.push(...results);
				const [, second, third] = results;
				return { ...answer, body: { results: [third ?? {}, { itemMetadata: second?.itemMetadata }] } };
			},
		};
		const posts = (
			await send([draft('a', { text: '1' }), draft('b', { text: '2' }), draft('c', { text: '3' })], wire)
		).map(postIn);
		expect(posts.map(({ text }) => text)).toEqual(['1', '2', '3']);
		expect(posts.map(({ id }) => id)).toEqual(sent.map(({ item }) => (item as JsonObject).id));
	});

	it.each<[string, JsonValue]>([
		['nothing', null],
		['no list', {}],
		['an empty list', []],
		['a result without content', [{}]],
		['success without an item', [{ itemMetadata: { originalIndex: 0, success: true } }]],
	])('may be there when the answer holds %s, and cannot be found', async (_what, results) => {
		for (const list of [{ items: [] }, failureWith(503, null)]) {
			const [result] = await send([draft('a')], answering(results, list as JsonValue));
			expect(result).toMatchObject({ facts: { outcome: 'unknown', retryable: false } });
		}
	});

	it('are refused with a limit that may pass', async () => {
		const error = { code: 'PUBLISH_LIMIT_EXCEEDED', description: 'Slow down' };
		const [result] = await send(
			[draft('a')],
			answering([{ itemMetadata: { originalIndex: 0, success: false, error } }], null),
		);
		expect(result).toMatchObject({
			facts: { cause: 'rateLimited', message: 'Slow down', retryable: true, outcome: 'none' },
		});
		const [silent] = await send(
			[draft('a')],
			answering([{ itemMetadata: { originalIndex: 0, success: false } }], null),
		);
		expect(silent).toMatchObject({ facts: { cause: 'invalid', message: 'Wix refused the post' } });
	});

	it('fit only where the call can say everything', () => {
		const fits = (more: Partial<PostDraft>) => bulk.fits(draft('a', more));
		const accounts = [FACEBOOK, WORKSHOP, LINKEDIN, PINTEREST, INSTAGRAM];

		expect(fits({})).toBe(true);
		expect(fits({ mode: 'schedule', scheduledAt: inFuture(DAY_MS), media: [IMAGE], accounts })).toBe(true);
		expect(fits({ accounts: [...accounts, { ...FACEBOOK, id: 'FACEBOOK:1:2' }] })).toBe(false);
		expect(fits({ accounts: [] })).toBe(false);
		expect(fits({ mode: 'draft' })).toBe(false);
		expect(fits({ media: [inHand(mediaFile('a.png', 'image/png', 1))] })).toBe(false);
		expect(fits({ media: [{ source: 'mediaId', mediaId: 'a', type: 'image', altText: null }] })).toBe(false);
		expect(fits({ accounts: [TIKTOK] })).toBe(false);
		expect(bulk.maxPosts * accounts.length).toBeLessThanOrEqual(100);
		expect(bulk.key).toBe('row');
	});
});
