import type { JsonValue } from '../../../nodes/shared/domain/json';
import { wix as provider } from '../../../nodes/shared/providers/wix';
import type { ImageWish, TextWish } from '../../../nodes/shared/domain/generated';
import type { Wire } from '../../../nodes/shared/transport/wire';
import { postControl } from '../fixtures/control';
import { wireWith } from './fixtures/wireWith';
import { DRAFT, failureWith, IMAGE, INSTAGRAM, refusal } from './fixtures/wix';
import { usePostActions } from './fixtures/wixPostActions';

const { sandbox, act } = usePostActions();
const { generateText, generateImage } = provider.posts;
if (!generateText || !generateImage) throw new Error('Wix has an AI');

const write = async (wish: TextWish, wire: Wire = act.wire) => (await generateText(wire, wish)).item;
const draw = async (wish: Partial<ImageWish>, wire: Wire = act.wire) =>
	(await generateImage(wire, { prompt: 'Brighter', imageUrl: IMAGE.url, ...wish })).item;
const NO_COST = { creditsUsed: null, creditsRemaining: null };

describe('texts of the AI of Wix', () => {
	it('come with titles, to choose from', async () => {
		const generated = await write({ prompt: 'new mugs' });
		expect(generated).toMatchObject({ provider: 'wix', cost: NO_COST, warnings: [] });
		expect(generated.texts).toHaveLength(3);
		expect(generated.texts[0]).toEqual({
			text: expect.stringContaining('new mugs') as string,
			title: 'new mugs',
		});
		expect(sandbox.log().at(-1)?.body).toEqual({ userInput: 'new mugs' });
	});

	it('are as they were wished for', async () => {
		const { texts } = await write({
			prompt: 'new mugs',
			platform: 'googleBusiness',
			tone: 'playful',
			language: 'DE',
			withHashtags: true,
			link: 'https://janes.example',
		});
		expect(texts[0]?.text).toMatch(/playful.*https:\/\/janes\.example.*#mugs/);
		expect(sandbox.log().at(-1)?.body).toEqual({
			userInput: 'new mugs',
			channelName: 'GBP',
			tone: 'playful',
			languageCode: 'de',
			additionalContent: { url: 'https://janes.example', withHashtags: true },
		});
	});

	it('are not written for a network that Wix does not have', async () => {
		await expect(write({ prompt: 'mugs', platform: 'x' })).rejects.toMatchObject({
			name: 'InputError',
			parameter: 'Network',
		});
		expect(sandbox.log()).toEqual([]);
	});

	it('survive trouble on the way', async () => {
		for (const kind of ['serverError', 'rateLimit', 'dropBefore', 'dropAfter']) {
			await act.inject({ kind, operationId: 'generateText' });
			expect((await write({ prompt: kind })).texts).toHaveLength(3);
		}
	});

	it.each<[JsonValue]>([[null], [{}], [{ results: [] }], [{ results: [{ title: 'A' }, null] }]])(
		'are not taken from %j',
		async (body) => {
			await expect(
				write(
					{ prompt: 'mugs' },
					wireWith(() => body),
				),
			).rejects.toMatchObject({ facts: { cause: 'unavailable', outcome: 'none' } });
		},
	);

	it('may lack a title', async () => {
		const wire = wireWith(() => ({ results: [{ caption: 'A' }, { caption: '', title: 'B' }] }));
		expect((await write({ prompt: 'mugs' }, wire)).texts).toEqual([{ text: 'A', title: null }]);
	});
});

describe('images of the AI of Wix', () => {
	it('are waited for, and can go into a post', async () => {
		const generated = await draw({});
		const [file] = sandbox.worlds.wix.media.values();
		expect(generated).toMatchObject({
			provider: 'wix',
			media: { id: file?.id, url: file?.url, type: 'image', status: 'ready' },
			model: null,
			cost: NO_COST,
		});
		expect(sandbox.log()[0]?.body).toEqual({ userInput: 'Brighter', imageUrl: IMAGE.url });

		const media = [
			{ source: 'mediaId', mediaId: generated.media.id ?? '', type: null, altText: null },
		] as const;
		const { item } = await provider.posts.create(act.wire, { ...DRAFT, accounts: [INSTAGRAM], media });
		expect(item.media).toMatchObject([{ url: file?.url, type: 'image' }]);
	});

	it.each([undefined, ''])('need one to start from', async (imageUrl) => {
		await expect(draw({ imageUrl })).rejects.toMatchObject({ name: 'InputError', parameter: 'Image URL' });
		expect(sandbox.log()).toEqual([]);
	});

	it('are given up after two minutes', async () => {
		await postControl(sandbox, '/settings', { vendor: 'wix', mediaMs: 3_600_000 });
		let sleptMs = 0;
		const wire: Wire = {
			...act.wire,
			sleep: async (ms) => {
				sleptMs += ms;
			},
		};
		await expect(draw({}, wire)).rejects.toMatchObject({
			facts: {
				cause: 'unavailable',
				outcome: 'none',
				retryable: true,
				advice: expect.stringContaining('Social Marketing AI Media') as string,
			},
		});
		expect(sleptMs).toBeGreaterThanOrEqual(120_000);
		expect(sleptMs).toBeLessThan(140_000);
	});

	it('may fail', async () => {
		const wire: Wire = {
			...act.wire,
			sleep: async () => {
				for (const file of sandbox.worlds.wix.media.values()) file.status = 'failed';
			},
		};
		await expect(draw({}, wire)).rejects.toMatchObject({
			facts: { cause: 'invalid', message: 'Wix could not make the image', retryable: false },
		});
	});

	it('survive trouble on the way', async () => {
		for (const operationId of ['generateImage', 'getGeneratedImage']) {
			for (const kind of ['serverError', 'rateLimit', 'dropBefore', 'dropAfter']) {
				await act.inject({ kind, operationId });
				expect((await draw({})).media.status).toBe('ready');
			}
		}
	});

	it('are not taken from an answer that holds none', async () => {
		for (const body of [{}, { executionId: 'e' }, { executionId: 'e', status: 'READY' }]) {
			await expect(
				draw(
					{},
					wireWith(() => body),
				),
			).rejects.toMatchObject({ facts: { outcome: 'none' } });
		}
		const gone = failureWith(404, refusal('GENERATED_IMAGE_NOT_FOUND'));
		const wire = wireWith(({ method }) => (method === 'POST' ? { executionId: 'e/1' } : gone));
		await expect(draw({}, wire)).rejects.toMatchObject({ facts: { cause: 'notFound' } });
		expect(wire.sent.at(-1)?.path).toBe('/social-publisher/v1/generated-image/e%2F1');
	});
});
