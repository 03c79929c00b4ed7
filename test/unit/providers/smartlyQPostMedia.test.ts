import type { MediaSource } from '../../../nodes/shared/domain/post';
import { smartlyQ as provider } from '../../../nodes/shared/providers/smartlyQ';
import { storeByAddress } from '../../../nodes/shared/providers/smartlyQ/uploadMedia';
import type { Wire } from '../../../nodes/shared/transport/wire';
import { READ_ONLY_KEY } from '../../../sandbox/vendors/smartlyQ/access';
import { inHand } from './fixtures/mediaFiles';
import { DRAFT, sandboxWire } from './fixtures/smartlyQ';
import {
	PICTURE_IN_HAND,
	inLibrary,
	PROCESSING_MS,
	typedFile,
	useMediaBench,
} from './fixtures/smartlyQMedia';
import { SCHEDULED } from './fixtures/smartlyQPostBench';

const { create, update, uploadMedia } = provider.posts;

/** More than the direct upload takes. */
const TOO_LARGE_BYTES = 200_000_001;

const bench = useMediaBench();

describe('a post', () => {
	const files = (count: number) =>
		Array.from({ length: count }, (_, index) =>
			inHand(typedFile(`${index}.png`, 'image/png', 5_000 - index)),
		);
	const postCount = () => bench.world.posts.size;
	const sizesOf = (postId: string) =>
		bench.world.posts
			.get(postId)
			?.mediaUrls.map((url) => bench.stored().find((media) => media.url === url)?.sizeBytes ?? url);

	/** A file behind an upload address whose processing has begun anew. */
	const stillProcessed = async () => {
		const { item } = await storeByAddress(bench.impatient(), typedFile('a.mp4', 'video/mp4'));
		for (const media of bench.stored()) {
			media.status = 'processing';
			media.readyAt = new Date(bench.world.now().getTime() + PROCESSING_MS);
		}
		return item;
	};

	it('is made after all of its files are there, in their order, three at a time', async () => {
		const { id } = (await uploadMedia(bench.wire, inHand(typedFile('known.png', 'image/png', 77)))).item;
		bench.sandbox.forward(PROCESSING_MS);
		let [underWay, most] = [0, 0];
		const counting: Wire = {
			...bench.wire,
			upload: async (request) => {
				most = Math.max(most, ++underWay);
				return await bench.wire.upload(request).finally(() => underWay--);
			},
		};
		const [a, b, c, d, e] = files(5);
		const url = 'https://cdn.example.com/x.jpg';
		const media = [
			a,
			b,
			inLibrary(String(id)),
			c,
			{ source: 'url', url, type: 'image', altText: null },
			d,
			e,
		];
		const { item } = await create(counting, {
			...DRAFT,
			accounts: DRAFT.accounts.slice(1),
			media: media as MediaSource[],
		});

		expect(sizesOf(item.id)).toEqual([5_000, 4_999, 77, 4_998, url, 4_997, 4_996]);
		expect(most).toBe(3);
		expect(bench.calls().at(-1)).toBe('createSocialPost');
	});

	it('waits for a file of the library that is still being processed', async () => {
		const { id } = await stillProcessed();
		const { item } = await create(bench.impatient(), { ...DRAFT, media: [inLibrary(id)] });

		expect(sizesOf(item.id)).toEqual([1_000]);
	});

	it('is not made when a file of the library is not there', async () => {
		const before = postCount();

		await expect(create(bench.wire, { ...DRAFT, media: [inLibrary('a/b?c')] })).rejects.toMatchObject({
			facts: {
				cause: 'notFound',
				message: 'The library of SmartlyQ has no file with the ID a/b?c',
				advice: expect.stringMatching(/^No post was made\. Check the Media ID/) as string,
				outcome: 'none',
			},
		});
		expect(postCount()).toBe(before);
		expect(bench.calls()).toEqual(['getMedia']);
	});

	it('is not made when an upload fails for good, and no other upload is begun', async () => {
		const before = postCount();
		await bench.inject({ kind: 'serverError', operationId: 'uploadMediaDirect', times: 100 });

		await expect(create(bench.wire, { ...DRAFT, media: files(7) })).rejects.toMatchObject({
			facts: {
				cause: 'unavailable',
				message: expect.stringMatching(/^Upload of \d\.png: Something went wrong/) as string,
				advice: expect.stringMatching(/^No post was made\. /) as string,
				outcome: 'none',
				retryable: true,
			},
		});
		// Three files, each tried four times.
		expect(bench.calls()).toHaveLength(12);
		expect(postCount()).toBe(before);
	});

	it('says once that it was not made when the storage refuses', async () => {
		const refusing: Wire = {
			...bench.wire,
			upload: async (request) => {
				for (const slot of (bench.world as unknown as { uploads: Map<string, object> }).uploads.values()) {
					Object.assign(slot, { signature: 'another' });
				}
				return await bench.wire.upload(request);
			},
		};

		await expect(
			create(refusing, { ...DRAFT, media: [inHand(typedFile('film.mp4', 'video/mp4', TOO_LARGE_BYTES))] }),
		).rejects.toMatchObject({
			facts: {
				message: expect.stringContaining('The storage of SmartlyQ refused the upload of film.mp4') as string,
				advice: expect.stringMatching(/^No post was made\. Check the type/) as string,
			},
		});
	});

	it.each(['dropAfter', 'dropBefore', 'serverError', 'badGatewayHtml', 'malformedJson', 'rateLimit'])(
		'is made once when its upload was repeated after %s',
		async (kind) => {
			const before = postCount();
			await bench.inject({ kind, operationId: 'uploadMediaDirect', retryAfterSeconds: 0 });
			const { item } = await create(bench.wire, { ...DRAFT, media: [PICTURE_IN_HAND] });

			expect(sizesOf(item.id)).toEqual([1_000]);
			expect(postCount()).toBe(before + 1);
		},
	);

	it('is not made when the execution is cancelled during an upload', async () => {
		const cancelling = new AbortController();
		await bench.inject({ kind: 'slow', operationId: 'uploadMediaDirect', delayMs: 700 });
		const doing = create(bench.open(cancelling.signal), { ...DRAFT, media: [PICTURE_IN_HAND] });
		setTimeout(() => cancelling.abort(), 200);

		await expect(doing).rejects.toMatchObject({ facts: { cause: 'cancelled', outcome: 'none' } });
		expect(bench.calls()).not.toContain('createSocialPost');
	});

	it('is not made when the execution is cancelled while a file is processed', async () => {
		const cancelling = new AbortController();
		const media = [inLibrary((await stillProcessed()).id)];
		const doing = create(bench.open(cancelling.signal), { ...DRAFT, media });
		setTimeout(() => cancelling.abort(), 300);

		await expect(doing).rejects.toMatchObject({ facts: { cause: 'cancelled', outcome: 'none' } });
		expect(bench.calls()).not.toContain('createSocialPost');
	});

	it('that is changed gets new files', async () => {
		const text = 'New words';
		const { item } = await update(bench.wire, SCHEDULED, {
			text,
			media: [PICTURE_IN_HAND],
			additionalFields: {},
		});

		expect(item).toMatchObject({ text, warnings: [] });
		expect(sizesOf(SCHEDULED)).toEqual([1_000]);

		await update(bench.wire, SCHEDULED, { media: [], additionalFields: {} });
		expect(sizesOf(SCHEDULED)).toEqual([]);
	});

	it('is not changed when one of its files is not there', async () => {
		await expect(
			update(bench.wire, SCHEDULED, {
				text: 'New',
				media: [PICTURE_IN_HAND, inLibrary('none')],
				additionalFields: {},
			}),
		).rejects.toMatchObject({
			facts: { advice: expect.stringMatching(/^The post was not changed\. /) as string, outcome: 'none' },
		});
		expect(bench.calls()).not.toContain('updateSocialPost');
	});

	it('says which scope an upload lacks', async () => {
		const readOnly = sandboxWire(bench.sandbox, { apiKey: READ_ONLY_KEY });

		await expect(create(readOnly, { ...DRAFT, media: [PICTURE_IN_HAND] })).rejects.toMatchObject({
			facts: { cause: 'permission', advice: expect.stringContaining('media:write') as string },
		});
		// That the key may not do this counts as one.
		bench.sandbox.reset();
	});
});
