import fc from 'fast-check';

import type { PostDraft } from '../../../nodes/shared/domain/post';
import type { BulkCreate } from '../../../nodes/shared/providers/provider';
import { smartlyQ as provider } from '../../../nodes/shared/providers/smartlyQ';
import { inHand } from './fixtures/mediaFiles';
import { account, FACEBOOK, PAUSED_TIKTOK, SECOND_FACEBOOK, X } from './fixtures/smartlyQ';
import { typedFile } from './fixtures/smartlyQMedia';
import {
	HOUR_MS,
	inFuture,
	PICTURE,
	PINTEREST,
	refusal,
	TELEGRAM,
	usePostBench,
} from './fixtures/smartlyQPostBench';
import { draftFor } from './fixtures/drafts';
import { wireWith } from './fixtures/wireWith';

function bulkOf(): BulkCreate {
	const { bulk } = provider.posts;
	if (!bulk) throw new Error('Not offered');
	return bulk;
}
const { create, fits, maxPosts, key } = bulkOf();

const bench = usePostBench();
const AT = `${inFuture(HOUR_MS).slice(0, 19)}.000Z`;
const scheduled = (index: number, change: Partial<PostDraft> = {}): PostDraft => ({
	...draftFor(X, FACEBOOK),
	text: `Row ${index}`,
	mode: 'schedule',
	scheduledAt: AT,
	timezone: 'Asia/Tokyo',
	idempotencyKey: `execution-1:${index}`,
	...change,
});
const rows = (count: number) => Array.from({ length: count }, (_, index) => scheduled(index));
const batches = () => bench.calls('bulkSchedulePosts');
const postCount = () => bench.world.posts.size;

describe('what goes in a batch', () => {
	const tiktok = (settings: PostDraft['overrides'][number]['settings']) => ({
		accounts: [PAUSED_TIKTOK],
		media: [PICTURE],
		overrides: [{ platform: 'tiktok', text: null, settings }],
	});

	it.each<[string, Partial<PostDraft>]>([
		['a scheduled post', {}],
		['media at an address', { media: [PICTURE] }],
		['a field that a row has', { additionalFields: { link: 'https://e.com', account_group_ids: [51] } }],
		['settings of a network', { overrides: [{ platform: 'x', text: 'Short', settings: {} }] }],
		['a complete post to TikTok', tiktok({ visibility: 'public' })],
	])('%s does', (_what, change) => {
		expect(fits(scheduled(0, change))).toBe(true);
	});

	it.each<[string, Partial<PostDraft>]>([
		['a post that goes out now', { mode: 'now', scheduledAt: null }],
		['a post for a queue', { mode: 'queue', scheduledAt: null, queueId: '11' }],
		['a file in hand', { media: [inHand(typedFile('a.png'))] }],
		['a file of the library', { media: [{ source: 'mediaId', mediaId: '1', type: 'image', altText: null }] }],
		['a post without text', { text: '', media: [PICTURE] }],
		['a repeated text that is wanted', { additionalFields: { allow_duplicates: true } }],
		['a repetition', { additionalFields: { recycle: { interval_hours: 24, max_repeats: 2 } } }],
		['a field that nobody knows', { additionalFields: { mood: 'good' } }],
		[
			'a network with a time of its own',
			{ overrides: [{ platform: 'x', text: null, settings: { scheduled_time: AT } }] },
		],
		['a post to TikTok without its audience', tiktok({})],
	])('%s does not', (_what, change) => {
		expect(fits(scheduled(0, change))).toBe(false);
	});

	it('is fifty posts at most, under a key of the call', () => {
		expect([maxPosts, key]).toEqual([50, 'call']);
	});
});

describe('a batch', () => {
	it('makes what single calls make', async () => {
		const change: Partial<PostDraft> = {
			accounts: [X, PINTEREST],
			media: [PICTURE],
			overrides: [
				{ platform: 'x', text: 'Short', common: { firstComment: 'More' }, settings: {} },
				{ platform: 'pinterest', text: null, common: { title: 'Mug' }, settings: { description: 'D' } },
			],
			additionalFields: { link: 'https://shop.example' },
		};
		const one = await bench.create(scheduled(0, change));
		const [two] = await create(bench.wire, [scheduled(1, change)]);
		if (two === undefined || two instanceof Error) throw two ?? new Error('No result');

		const facts = (id: string) => {
			const { mediaUrls, extra, scheduledFor, timezone, targets } = bench.recordOf(id);
			return [mediaUrls, extra, scheduledFor, timezone, targets.map(({ accountId }) => accountId)];
		};
		expect(facts(two.item.id)).toEqual(facts(one.id));
		expect(two.item).toEqual({
			...one,
			id: two.item.id,
			text: 'Row 1',
			// What a row's answer does not tell.
			createdAt: null,
			warnings: [expect.stringContaining('Pinterest only')],
		});
	});

	it('of fifty posts goes out as asked, each at its time', async () => {
		const results = await create(bench.wire, rows(50));

		expect(results).toHaveLength(50);
		for (const [index, result] of results.entries()) {
			if (result instanceof Error) throw result;
			expect(result.item).toMatchObject({
				status: 'scheduled',
				text: `Row ${index}`,
				scheduledAt: AT,
				targets: [
					{ accountId: X.id, platform: 'x', status: 'scheduled' },
					{ accountId: FACEBOOK.id, platform: 'facebook', status: 'scheduled' },
				],
			});
			expect(bench.recordOf(result.item.id).content).toBe(`Row ${index}`);
		}
		expect(batches()).toHaveLength(1);
		bench.sandbox.forward(2 * HOUR_MS);
		const { item } = await provider.posts.get(bench.wire, idOf(results[49]));
		expect(item.status).toBe('published');
	});

	it('fails a row alone whose text was sent before', async () => {
		const results = await create(bench.wire, [scheduled(0), scheduled(1, { text: 'Row 0' }), scheduled(2)]);

		expect(results.map((result) => result instanceof Error)).toEqual([false, true, false]);
		expect(results[1]).toMatchObject({
			facts: {
				provider: 'smartlyQ',
				cause: 'conflict',
				code: 'DUPLICATE_CONTENT',
				message: 'The same content was posted within the last 24 hours.',
				advice: expect.stringContaining('allow_duplicates') as string,
				outcome: 'none',
				retryable: false,
			},
		});
	});

	it('is refused as a whole when the vendor finds a row wrong, with nothing made', async () => {
		const before = postCount();
		const wrong = scheduled(1, { accounts: [account(999, 'x')] });

		await expect(create(bench.wire, [scheduled(0), wrong])).rejects.toMatchObject({
			facts: { cause: 'invalid', code: 'VALIDATION_ERROR', outcome: 'none' },
		});
		expect(postCount()).toBe(before);
	});

	it.each(['dropBefore', 'dropAfter', 'serverError', 'badGatewayHtml', 'malformedJson', 'rateLimit'])(
		'is made once after %s',
		async (kind) => {
			const before = postCount();
			await bench.fault({ kind, operationId: 'bulkSchedulePosts', retryAfterSeconds: 0 });
			const results = await create(bench.wire, rows(3));

			expect(results.filter((result) => result instanceof Error)).toEqual([]);
			expect(postCount()).toBe(before + 3);
			const keys = batches().map(({ headers }) => headers['x-idempotency-key']);
			expect(keys).toHaveLength(2);
			expect(new Set(keys).size).toBe(1);
			expect(keys[0]).toMatch(/^[A-Za-z0-9._:-]{1,64}$/);
		},
	);

	it('with the same rows is the same batch, and with others another one', async () => {
		const first = await create(bench.wire, rows(2));
		const again = await create(bench.wire, rows(2));
		const other = await create(bench.wire, [scheduled(7), scheduled(8)]);

		expect(again.map(idOf)).toEqual(first.map(idOf));
		expect(other.map(idOf)).not.toEqual(first.map(idOf));
		expect(batches()).toHaveLength(3);
	});

	it('with the same keys for other content says that there may be posts', async () => {
		await create(bench.wire, rows(2));
		const before = postCount();

		await expect(create(bench.wire, [scheduled(0, { text: 'Changed' }), scheduled(1)])).rejects.toMatchObject(
			{
				facts: { cause: 'conflict', code: 'IDEMPOTENCY_CONFLICT', outcome: 'unknown' },
			},
		);
		expect(postCount()).toBe(before);
	});

	it('whose outcome stays unclear says so', async () => {
		const unclear = wireWith(() => refusal(500, 'SERVER_ERROR', 'keyed'));

		await expect(create(unclear, rows(2))).rejects.toMatchObject({
			facts: { cause: 'unavailable', outcome: 'unknown' },
		});
		expect(unclear.sent.map(({ repeatable }) => repeatable)).toEqual(['keyed']);
	});

	it('names no account where a network has several', async () => {
		const [result] = await create(bench.wire, [
			scheduled(0, { accounts: [FACEBOOK, SECOND_FACEBOOK, TELEGRAM] }),
		]);

		expect(result).toMatchObject({
			item: {
				targets: [
					{ platform: 'facebook', accountId: null },
					{ platform: 'telegram', accountId: TELEGRAM.id },
				],
			},
		});
	});
});

describe('the answer to a batch', () => {
	const answering = (results: unknown) => wireWith(() => ({ data: { results } }) as never);

	it('is read by the row numbers, wherever they begin and however they stand', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.integer({ min: 0, max: 5 }),
				fc.shuffledSubarray([0, 1, 2, 3, 4, 5], { minLength: 6 }),
				async (first, order) => {
					const results = order.map((index) =>
						index % 2 === 0
							? { row: index + first, post_id: 100 + index }
							: { row: index + first, error: `E${index}` },
					);
					const read = await create(answering(results), rows(6));

					expect(read.map((one) => (one instanceof Error ? one.facts.code : one.item.id))).toEqual([
						'100',
						'E1',
						'102',
						'E3',
						'104',
						'E5',
					]);
				},
			),
		);
	});

	it.each([
		['no list', null],
		['a row too few', [{ row: 1, post_id: 1 }]],
		['a row too many', [1, 2, 3].map((row) => ({ row, post_id: row }))],
		['a row twice', [1, 1].map((row) => ({ row, post_id: row }))],
		['a gap', [1, 3].map((row) => ({ row, post_id: row }))],
		['no numbers', [{ post_id: 1 }, { post_id: 2 }]],
	])('with %s tells nothing for certain', async (_what, results) => {
		await expect(create(answering(results), rows(2))).rejects.toMatchObject({
			facts: { cause: 'unavailable', outcome: 'unknown' },
		});
	});

	it('may leave a single row unclear', async () => {
		const [made, unclear, refused] = await create(
			answering([{ row: 1, post_id: 7, status: 'scheduled' }, { row: 2 }, { row: 3, message: 'Too long' }]),
			rows(3),
		);

		expect(made).toMatchObject({ item: { id: '7', text: 'Row 0', status: 'scheduled' } });
		expect(unclear).toMatchObject({ facts: { outcome: 'unknown' } });
		expect(refused).toMatchObject({
			facts: { cause: 'invalid', code: null, message: 'Too long', outcome: 'none' },
		});
	});

	it.each([
		['INSUFFICIENT_BALANCE', 'quota', false],
		['CONTENT_POLICY_VIOLATION', 'invalid', false],
		['PLATFORM_RATE_LIMITED', 'rateLimited', true],
		['SERVER_ERROR', 'unavailable', true],
		['SOMETHING_NEW', 'invalid', false],
	])('gives a row with %s the cause %s', async (code, cause, retryable) => {
		const [result] = await create(answering([{ row: 1, error: code }]), rows(1));

		expect(result).toMatchObject({
			facts: { code, cause, retryable, message: 'SmartlyQ did not schedule this post', outcome: 'none' },
		});
	});
});

function idOf(result: Awaited<ReturnType<typeof create>>[number] | undefined): string {
	if (result === undefined || result instanceof Error) throw result ?? new Error('No result');
	return result.item.id;
}
