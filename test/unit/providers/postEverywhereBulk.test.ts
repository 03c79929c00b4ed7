import type { JsonValue } from '../../../nodes/shared/domain/json';
import type { MediaSource, PostDraft } from '../../../nodes/shared/domain/post';
import { postEverywhere as provider } from '../../../nodes/shared/providers/postEverywhere';
import { VendorError } from '../../../nodes/shared/transport/vendorError';
import type { Wire } from '../../../nodes/shared/transport/wire';
import { postEverywhere as vendor } from '../../../sandbox/vendors/postEverywhere/vendor';
import { injectFault, postControl } from '../fixtures/control';
import { inFuture } from '../fixtures/inFuture';
import { expectKeptContract, useSandbox } from '../fixtures/useSandbox';
import { inHand, mediaFile } from './fixtures/mediaFiles';
import { pagesOf } from './fixtures/pages';
import { account, DRAFT, envelope, EXPIRED_LINKEDIN, sandboxWire, X } from './fixtures/postEverywhere';
import { realWire } from './fixtures/postEverywhereRealWire';
import { wireWith } from './fixtures/wireWith';

const { bulk } = provider.posts;
if (!bulk) throw new Error('The provider lacks its bulk create');

const DAY_MS = 86_400_000;
const LIBRARY_ID = '0d1f7a52-5a0c-4c1e-8a39-6d2c6a1f0b11';
const stored = (mediaId: string): MediaSource => ({
	source: 'mediaId',
	mediaId,
	type: 'image',
	altText: null,
});
const UNKNOWN_ACCOUNT = account('999999', 'x');

describe('a draft', () => {
	it.each<[string, Partial<PostDraft>, boolean]>([
		['without media', {}, true],
		['for later', { mode: 'schedule', scheduledAt: inFuture(DAY_MS) }, true],
		['that stays one', { mode: 'draft' }, true],
		['for the queue', { mode: 'queue' }, true],
		[
			'with a campaign and overrides',
			{ campaignId: '1', overrides: [{ platform: 'x', text: 'T', settings: {} }] },
			true,
		],
		['with a file of the library', { media: [stored(LIBRARY_ID)] }, true],
		[
			'with a file at a URL',
			{ media: [{ ...stored(''), source: 'url', url: 'https://a.example/a.jpg' }] },
			false,
		],
		['with a file in hand', { media: [inHand(mediaFile('a.png', 'image/png', 9))] }, false],
		['with a media ID that is none', { media: [stored('a')] }, false],
		['with a campaign that is none', { campaignId: 'autumn' }, false],
	])('%s: fits %j -> %s', (_what, change, fits) => {
		expect(bulk.fits({ ...DRAFT, ...change })).toBe(fits);
	});
});

describe('odd answers', () => {
	const createWith = async (body: JsonValue) =>
		await bulk.create(
			wireWith(() => body),
			[DRAFT, DRAFT],
		);

	it.each<[string, JsonValue]>([
		['nothing', null],
		['no results', envelope({ summary: {} })],
	])('%s leave it open what was made', async (_what, body) => {
		await expect(createWith(body)).rejects.toMatchObject({ facts: { outcome: 'unknown' } });
	});

	it('rows come back in the order of the drafts, and one that is missing is open', async () => {
		const results = await createWith(
			envelope({ results: [{ index: 1, ok: true, post: { id: 'p2', status: 'publishing' } }, { index: 0 }] }),
		);

		expect(results).toMatchObject([{ facts: { outcome: 'unknown' } }, { item: { id: 'p2' } }]);
		expect(results[0]).toBeInstanceOf(VendorError);
	});

	it('a 422 without results is a refusal of the whole call', async () => {
		const error = { code: 'permanent_failure_circuit_breaker', message: 'Failed repeatedly' };
		const wire: Wire = {
			...wireWith(() => null),
			send: async () => ({ status: 422, headers: {}, body: { data: null, error } }),
		};

		await expect(bulk.create(wire, [DRAFT])).rejects.toMatchObject({
			facts: { cause: 'invalid', code: error.code, httpCode: 422, outcome: 'none' },
		});
	});

	it('an error row without a status is a refusal', async () => {
		const error = { code: 'invalid_accounts', message: 'No such account' };
		const [row] = await createWith(envelope({ results: [{ index: 0, ok: false, error }] }));

		expect(row).toMatchObject({
			facts: { cause: 'invalid', code: 'invalid_accounts', message: 'No such account', outcome: 'none' },
		});
	});
});

describe('at the sandbox', () => {
	const sandbox = useSandbox({ vendors: [vendor] });
	const wire = sandboxWire(sandbox);
	const bulkCalls = () => sandbox.log().filter(({ operationId }) => operationId === 'bulkCreatePosts');
	const count = () => sandbox.worlds.postEverywhere.posts.size;

	afterEach(() => expectKeptContract(sandbox));

	it('makes fifty posts in one call, in order', async () => {
		const drafts = Array.from({ length: bulk.maxPosts }, (_, at) => ({ ...DRAFT, text: `Post ${at}` }));
		const before = count();
		const results = await bulk.create(wire, drafts);
		const posts = results.map((one) => (one instanceof VendorError ? null : one.item));

		expect(posts.map((post) => post?.text)).toEqual(drafts.map(({ text }) => text));
		expect(posts[0]).toMatchObject({
			status: 'publishing',
			targets: [{ accountId: '2280' }, {}],
			warnings: [],
		});
		expect([bulkCalls().length, count() - before]).toEqual([1, 50]);
	});

	it('makes of a row the same as of a single create', async () => {
		const { item: file } = await provider.posts.uploadMedia(wire, inHand(mediaFile('a.png', 'image/png', 9)));
		const drafts: PostDraft[] = [
			{ ...DRAFT, mode: 'schedule', scheduledAt: inFuture(DAY_MS), campaignId: '1' },
			{
				...DRAFT,
				mode: 'draft',
				overrides: [{ platform: 'x', text: 'Short', common: { madeWithAi: true }, settings: {} }],
			},
			{ ...DRAFT, media: [stored(file.id ?? '')] },
			{ ...DRAFT, accounts: [X, EXPIRED_LINKEDIN], additionalFields: { timezone: 'UTC' } },
		];
		const rows = await bulk.create(wire, drafts);

		for (const [at, row] of rows.entries()) {
			if (row instanceof VendorError) throw row;
			const alone = await provider.posts.create(wire, drafts[at] ?? DRAFT);
			const told = ({ item }: typeof alone) => ({ ...item, id: '', createdAt: '', updatedAt: '' });

			expect(told(row)).toEqual(told(alone));
		}
	});

	it('tells each row of its own error', async () => {
		const results = await bulk.create(wire, [
			{ ...DRAFT, accounts: [UNKNOWN_ACCOUNT] },
			DRAFT,
			{ ...DRAFT, mode: 'schedule', scheduledAt: inFuture(-DAY_MS) },
			{ ...DRAFT, text: 'x'.repeat(300) },
		]);

		expect(results).toMatchObject([
			{ facts: { code: 'invalid_accounts', httpCode: 400, outcome: 'none', cause: 'invalid' } },
			{ item: { status: 'publishing' } },
			{ facts: { code: 'validation_error', outcome: 'none' } },
			{
				facts: {
					code: 'content_too_long',
					outcome: 'none',
					advice: expect.stringContaining('by 20 characters') as string,
					requestId: expect.any(String) as string,
				},
			},
		]);
	});

	it.each<[string, () => Wire]>([
		['the plain wire', () => wire],
		['the real wire', () => realWire(sandbox)],
	])('gives the errors of all rows when none was made, over %s', async (_what, through) => {
		const bad = { ...DRAFT, accounts: [UNKNOWN_ACCOUNT] };
		const results = await bulk.create(through(), [bad, { ...bad, text: 'Other' }]);

		expect(results).toMatchObject([
			{ facts: { code: 'invalid_accounts', outcome: 'none' } },
			{ facts: { code: 'invalid_accounts', outcome: 'none' } },
		]);
		expect(bulkCalls().map(({ status }) => status)).toEqual([422]);
	});

	it.each([
		['serverError', 'unavailable'],
		['dropAfter', 'unreachable'],
		['malformedJson', 'unavailable'],
	])('is not sent again after %s, and leaves it open what was made', async (kind, cause) => {
		await injectFault(sandbox, 'postEverywhere', { kind, operationId: 'bulkCreatePosts' });

		await expect(bulk.create(realWire(sandbox), [DRAFT, DRAFT])).rejects.toMatchObject({
			facts: { cause, outcome: 'unknown' },
		});
		expect(bulkCalls()).toHaveLength(1);
	});

	it('is sent again after a rate limit, which made nothing', async () => {
		const before = count();
		await injectFault(sandbox, 'postEverywhere', { kind: 'rateLimit', operationId: 'bulkCreatePosts' });
		const results = await bulk.create(realWire(sandbox), [DRAFT, DRAFT]);

		expect(results).toHaveLength(2);
		expect([bulkCalls().length, count() - before]).toEqual([2, 2]);
	});

	it('passes on a refusal of the whole call', async () => {
		const strange = sandboxWire(sandbox, { apiKey: 'pe_live_00000000000000000000000000000000' });

		await expect(bulk.create(strange, [DRAFT])).rejects.toMatchObject({
			facts: { cause: 'authentication', outcome: 'none' },
		});
		// The wrong key was meant.
		sandbox.reset();
	});
});

describe('a long list', () => {
	const sandbox = useSandbox({ vendors: [vendor] });
	const wire = sandboxWire(sandbox);
	const POSTS = 3000;

	beforeEach(async () => {
		await postControl(sandbox, '/settings', { vendor: 'postEverywhere', rateLimit: 100_000 });
		await postControl(sandbox, '/populate/postEverywhere', { posts: POSTS });
	});

	afterEach(() => expectKeptContract(sandbox));

	const texts = async (through: Wire, pagesAtOnce?: number) =>
		(await pagesOf(provider.posts.getMany(through, {}, 100, pagesAtOnce)))
			.flat()
			.flatMap(({ item: { text } }) => (text?.startsWith('Generated') ? [text] : []));
	const ALL = Array.from({ length: POSTS }, (_, at) => `Generated post ${at + 1}`);

	it('is read ten pages at a time, in order, none twice and none missing', async () => {
		let atOnce = 0;
		let most = 0;
		const watched: Wire = {
			...wire,
			send: async (request) => {
				most = Math.max(most, ++atOnce);
				return await wire.send(request).finally(() => atOnce--);
			},
		};

		expect(await texts(watched, 10)).toEqual(ALL);
		expect(most).toBe(10);
	});

	it.each([1, 7, 20])('is whole when a post is added after page %i', async (after) => {
		let calls = 0;
		const growing: Wire = {
			...wire,
			send: async (request) => {
				const answer = await wire.send(request);
				if (++calls === after) await provider.posts.create(wire, DRAFT);
				return answer;
			},
		};

		expect(await texts(growing, 10)).toEqual(ALL);
	});
});
