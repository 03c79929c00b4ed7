import type { TextWish } from '../../../nodes/shared/domain/generated';
import type { JsonValue } from '../../../nodes/shared/domain/json';
import { postEverywhere as provider } from '../../../nodes/shared/providers/postEverywhere';
import { postEverywhere as vendor } from '../../../sandbox/vendors/postEverywhere/vendor';
import { injectFault } from '../fixtures/control';
import { expectKeptContract, useSandbox } from '../fixtures/useSandbox';
import { DRAFT, envelope, FACEBOOK, HOSTILE, sandboxWire } from './fixtures/postEverywhere';
import { realWire } from './fixtures/postEverywhereRealWire';
import { wireWith } from './fixtures/wireWith';

const { generateText, generateImage, textWishes, imageWishes, imageModels, imageAspectRatios } =
	provider.posts;
if (!generateText || !generateImage) throw new Error('The provider lacks its AI');

describe('what is asked for', () => {
	it('of a text stands in the words of the vendor, and nothing else', async () => {
		const wire = wireWith(() => envelope({ captions: ['A', 'B'] }));
		await generateText(wire, { prompt: 'Tea' });
		await generateText(wire, {
			prompt: 'Tea',
			platform: 'x',
			tone: 'witty',
			length: 'short',
			withHashtags: true,
			withEmojis: false,
			count: 2,
		});

		expect(wire.sent.map(({ path, repeatable }) => [path, repeatable])).toEqual([
			['/ai/generate-caption', 'never'],
			['/ai/generate-caption', 'never'],
		]);
		expect(wire.sent.map(({ body }) => JSON.parse(JSON.stringify(body)) as JsonValue)).toEqual([
			{ topic: 'Tea' },
			{
				topic: 'Tea',
				platform: 'x',
				tone: 'witty',
				length: 'short',
				include_hashtags: true,
				include_emojis: false,
				count: 2,
			},
		]);
		expect(textWishes).toEqual([
			'prompt',
			'platform',
			'tone',
			'length',
			'withHashtags',
			'withEmojis',
			'count',
		]);
		expect(imageWishes).toEqual(['prompt', 'aspectRatio', 'model']);
	});

	it.each<[TextWish, string]>([
		[{ prompt: 'a'.repeat(1004) }, 'Prompt'],
		[{ prompt: 'Tea', platform: 'reddit' }, 'Platform'],
	])('cannot be %#', async (wish, parameter) => {
		const wire = wireWith(() => envelope({}));

		await expect(generateText(wire, wish)).rejects.toMatchObject({ name: 'InputError', parameter });
		expect(wire.sent).toEqual([]);
	});

	it('is at most 2000 characters for an image', async () => {
		const wire = wireWith(() => envelope({}));

		await expect(generateImage(wire, { prompt: 'é'.repeat(2001) })).rejects.toMatchObject({
			parameter: 'Prompt',
			message: expect.stringContaining('1 characters longer than the 2000') as string,
		});
		expect(wire.sent).toEqual([]);
	});
});

describe('odd answers', () => {
	it('are no text and no image, which may have been paid for', async () => {
		for (const body of [...HOSTILE, envelope({ captions: [] }), envelope({ captions: [{}] })]) {
			const expected = { facts: { outcome: 'unknown', retryable: false } };

			await expect(
				generateText(
					wireWith(() => body),
					{ prompt: 'Tea' },
				),
			).rejects.toMatchObject(expected);
			await expect(
				generateImage(
					wireWith(() => body),
					{ prompt: 'Tea' },
				),
			).rejects.toMatchObject(expected);
		}
	});

	it('captions may be objects, the cost unknown and the number smaller', async () => {
		const captions = ['A', { caption: 'B' }, { text: 'C' }, { content: 'D' }, null];
		const { item } = await generateText(
			wireWith(() => envelope({ captions })),
			{ prompt: 'Tea', count: 5 },
		);

		expect(item).toEqual({
			provider: 'postEverywhere',
			texts: ['A', 'B', 'C', 'D'].map((text) => ({ text, title: null })),
			cost: { creditsUsed: null, creditsRemaining: null },
			warnings: ['PostEverywhere wrote 4 texts instead of 5'],
		});
	});
});

describe('at the sandbox', () => {
	const sandbox = useSandbox({ vendors: [vendor] });
	const wire = sandboxWire(sandbox);
	const asked = (operationId: string) => sandbox.log().filter((entry) => entry.operationId === operationId);

	afterEach(() => expectKeptContract(sandbox));

	it('writes texts to choose from, and tells what they cost', async () => {
		const { item, raw } = await generateText(wire, {
			prompt: 'Autumn roast',
			platform: 'instagram',
			tone: 'witty',
			length: 'long',
			withHashtags: true,
			withEmojis: true,
			count: 5,
		});

		expect(item.texts).toHaveLength(5);
		expect(item.texts[0]?.text).toMatch(/Autumn roast.*#autumnroast/);
		expect(item).toMatchObject({ cost: { creditsUsed: 1, creditsRemaining: 99 }, warnings: [] });
		expect(raw).toMatchObject({ count_returned: 5 });
	});

	it.each([
		['gemini-3-pro', 5],
		['flux-schnell', 1],
		['ideogram-v2', 8],
		['nano-banana-pro', 15],
	])('draws with %s for %i credits, as its description says', async (model, credits) => {
		const { item } = await generateImage(wire, { prompt: 'A cup', model });

		expect(item).toMatchObject({ model, cost: { creditsUsed: credits, creditsRemaining: 100 - credits } });
		expect(imageModels?.find(({ value }) => value === model)?.description).toContain(`${credits} credit`);
	});

	it.each(imageAspectRatios ?? [])('draws in %s', async (aspectRatio) => {
		const { item } = await generateImage(wire, { prompt: 'A cup', aspectRatio });
		const [wide = 0, high = 0] = aspectRatio.split(':').map(Number);

		expect((item.media.width ?? 0) / (item.media.height ?? 1)).toBeCloseTo(wide / high, 2);
	});

	it('draws an image with the defaults, which can go into a post', async () => {
		const { item } = await generateImage(wire, { prompt: 'A cup of coffee' });
		const mediaId = item.media.id ?? '';
		const post = await provider.posts.create(wire, {
			...DRAFT,
			accounts: [FACEBOOK],
			media: [{ source: 'mediaId', mediaId, type: 'image', altText: null }],
		});

		expect(item).toMatchObject({
			provider: 'postEverywhere',
			model: imageModels?.[0]?.value,
			media: { type: 'image', status: 'ready', mimeType: 'image/png', width: 1024, height: 1024 },
			warnings: [],
		});
		expect(post.item.media).toMatchObject([{ id: mediaId }]);
	});

	it('keeps an image that is paid for when it cannot be looked at', async () => {
		await injectFault(sandbox, 'postEverywhere', { kind: 'serverError', operationId: 'getMedia' });
		const { item } = await generateImage(wire, { prompt: 'A cup' });

		expect(item).toMatchObject({
			media: { id: expect.any(String) as string, type: 'image' },
			cost: { creditsUsed: 5 },
			warnings: [expect.stringContaining(item.media.id ?? '-') as string],
		});
	});

	it('says that there are no credits left', async () => {
		for (let images = 0; images < 6; images++) {
			await generateImage(wire, { prompt: 'A cup', model: 'nano-banana-pro' });
		}

		await expect(generateImage(wire, { prompt: 'A cup', model: 'nano-banana-pro' })).rejects.toMatchObject({
			facts: {
				cause: 'quota',
				httpCode: 402,
				outcome: 'none',
				advice: expect.stringContaining('credits') as string,
			},
		});
	});

	it.each([
		['generateCaption', 'dropAfter'],
		['generateCaption', 'serverError'],
		['generateImage', 'dropAfter'],
		['generateImage', 'malformedJson'],
	])('asks for %s once, also after %s, and says that it may be paid', async (operationId, kind) => {
		await injectFault(sandbox, 'postEverywhere', { kind, operationId });
		const through = realWire(sandbox);
		const asking =
			operationId === 'generateImage'
				? generateImage(through, { prompt: 'A cup' })
				: generateText(through, { prompt: 'Tea' });

		await expect(asking).rejects.toMatchObject({
			facts: {
				outcome: 'unknown',
				retryable: false,
				message: expect.stringContaining('may or may not have been made and paid for') as string,
				advice: expect.stringContaining('Get Quota') as string,
			},
		});
		expect(asked(operationId)).toHaveLength(1);
	});
});
