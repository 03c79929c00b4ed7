import { SmartlyQPublisherApi } from '../../../credentials/SmartlyQPublisherApi.credentials';
import type { MediaSource, MediaType } from '../../../nodes/shared/domain/post';
import { smartlyQ as provider } from '../../../nodes/shared/providers/smartlyQ';
import { storeByAddress } from '../../../nodes/shared/providers/smartlyQ/uploadMedia';
import type { Wire } from '../../../nodes/shared/transport/wire';
import { READ_ONLY_KEY } from '../../../sandbox/vendors/smartlyQ/access';
import { smartlyQ as vendor } from '../../../sandbox/vendors/smartlyQ/vendor';
import { injectFault } from '../fixtures/control';
import { expectKeptContract, useSandbox } from '../fixtures/useSandbox';
import { inHand } from './fixtures/mediaFiles';
import { realWire } from './fixtures/realWire';
import { DRAFT, sandboxWire } from './fixtures/smartlyQ';
import { PICTURE_IN_HAND, typedFile } from './fixtures/smartlyQMedia';

const { create, update, uploadMedia } = provider.posts;

/** Longer than a slow machine needs to look meanwhile. */
const PROCESSING_MS = 60_000;
const SCHEDULED = '8842';
const DIRECT_BYTES = 200_000_000;

const sandbox = useSandbox({ vendors: [vendor], settings: { publishMs: 0, mediaMs: PROCESSING_MS } });
const open = (cancelled?: AbortSignal) => realWire(sandbox, provider, new SmartlyQPublisherApi(), cancelled);
let wire: Wire;

beforeEach(() => {
	wire = open();
});
afterEach(() => expectKeptContract(sandbox));

/** Its waits pass at once, by the sandbox's clock. */
const impatient = (slept: number[] = []): Wire => ({
	...wire,
	sleep: async (ms) => {
		slept.push(ms);
		sandbox.forward(ms);
	},
});
const inject = async (fault: object) => await injectFault(sandbox, 'smartlyQ', fault);
const calls = () => sandbox.log().map(({ operationId }) => operationId);
const world = () => sandbox.worlds.smartlyQ;
const stored = () => [...world().media.values()];
const inLibrary = (mediaId: string): MediaSource => ({
	source: 'mediaId',
	mediaId,
	type: 'image',
	altText: null,
});

describe('a file', () => {
	it.each<[string, string, MediaType]>([
		['a.png', 'image/png', 'image'],
		['Ein Bild ☕.JPG', 'image/jpeg', 'image'],
		['a.gif', 'image/gif', 'gif'],
		['a.webp', 'image/webp', 'image'],
		['a.mp4', 'video/mp4', 'video'],
		['a.webm', 'video/webm', 'video'],
		['a.pdf', 'application/pdf', 'document'],
	])('%s (%s) is stored in one call, as %s', async (name, mimeType, type) => {
		const { item } = await uploadMedia(wire, inHand(typedFile(name, mimeType, 70_001)));

		expect(item).toEqual({
			id: expect.stringMatching(/^[0-9a-f]{32}$/) as string,
			type,
			url: expect.stringContaining(sandbox.storageOrigin) as string,
			status: null,
			filename: name,
			mimeType,
			sizeBytes: 70_001,
			width: null,
			height: null,
			durationSeconds: null,
		});
		expect(calls()).toEqual(['uploadMediaDirect']);
	});

	it('is used by its ID or its URL afterwards', async () => {
		const { item } = await uploadMedia(wire, PICTURE_IN_HAND);
		sandbox.forward(PROCESSING_MS);
		const url = String(item.url);
		const made = await create(wire, {
			...DRAFT,
			media: [inLibrary(String(item.id)), { source: 'url', url, type: 'image', altText: null }],
		});

		expect(world().posts.get(made.item.id)?.mediaUrls).toEqual([url, url]);
	});

	it('that is larger than the direct way allows goes to an upload address, streamed', async () => {
		const before = process.memoryUsage().arrayBuffers;
		const slept: number[] = [];
		const { item } = await uploadMedia(
			impatient(slept),
			inHand(typedFile('film.mp4', 'video/mp4', DIRECT_BYTES + 1), 'video'),
		);

		expect(item).toMatchObject({ type: 'video', sizeBytes: DIRECT_BYTES + 1, filename: 'film.mp4' });
		expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(DIRECT_BYTES / 4);
		expect(calls().slice(0, 3)).toEqual(['getMediaUploadUrl', 'upload', 'getMedia']);
		expect(slept[0]).toBe(500);
		expect(Math.max(...slept)).toBe(10_000);
	});

	it('tells vendor and storage the same type, without its parameters', async () => {
		await storeByAddress(impatient(), typedFile('a.mp4', 'video/mp4; codecs="avc1"'));

		const { headers } = sandbox.log().find(({ operationId }) => operationId === 'upload') ?? {};
		expect(headers?.['content-type']).toBe('video/mp4');
		expect(headers?.authorization).toBeUndefined();
		expect(stored().map(({ contentType }) => contentType)).toEqual(['video/mp4']);
	});

	it('that never gets an address is given up after some minutes', async () => {
		const slept: number[] = [];
		const patient: Wire = {
			...wire,
			sleep: async (ms) => {
				slept.push(ms);
				for (const media of stored()) media.status = 'failed';
			},
		};

		await expect(storeByAddress(patient, typedFile('a.mp4', 'video/mp4'))).rejects.toMatchObject({
			facts: {
				cause: 'unavailable',
				message: expect.stringContaining('no address within 5 minutes') as string,
				advice: expect.stringMatching(/Use its Media ID [0-9a-f]{32} some minutes later/) as string,
				outcome: 'none',
			},
		});
		const waitedMs = slept.reduce((sum, ms) => sum + ms, 0);
		expect(waitedMs).toBeGreaterThan(4 * 60_000);
		expect(waitedMs).toBeLessThanOrEqual(5 * 60_000);
	});

	it.each(['a.bmp', 'a.heic', 'a.avi', 'a.docx', 'a', 'png', '.png.exe'])(
		'called %s is refused before anything is sent',
		async (filename) => {
			const source = inHand(typedFile(filename, 'image/png'));
			const refusal = {
				name: 'InputError',
				parameter: 'Media',
				message: `SmartlyQ does not take the file ${filename} (image/png)`,
				advice: expect.stringContaining('jpg, jpeg, png, gif, webp, mp4, mov, m4v, webm, pdf') as string,
			};
			const media = [PICTURE_IN_HAND, source];

			await expect(uploadMedia(wire, source)).rejects.toMatchObject(refusal);
			await expect(create(wire, { ...DRAFT, media })).rejects.toMatchObject(refusal);
			await expect(update(wire, SCHEDULED, { media, additionalFields: {} })).rejects.toMatchObject(refusal);
			expect(calls()).toEqual([]);
		},
	);

	it('at an address is not fetched into the library', async () => {
		const source = {
			source: 'url',
			url: 'https://cdn.example.com/a.jpg',
			type: 'image',
			altText: null,
		} as const;

		await expect(uploadMedia(wire, source)).rejects.toMatchObject({
			name: 'InputError',
			advice: expect.stringContaining('Put the URL straight into the post') as string,
		});
		expect(calls()).toEqual([]);
	});

	it.each([
		['getMediaUploadUrl', 'dropBefore'],
		['getMediaUploadUrl', 'dropAfter'],
		['getMediaUploadUrl', 'serverError'],
		['getMediaUploadUrl', 'rateLimit'],
		['upload', 'dropBefore'],
		['upload', 'dropAfter'],
		['upload', 'serverError'],
		['upload', 'badGatewayHtml'],
		['upload', 'rateLimit'],
		['getMedia', 'dropBefore'],
		['getMedia', 'serverError'],
		['getMedia', 'rateLimit'],
	])('is stored by an upload address in spite of %s: %s', async (operationId, kind) => {
		await inject({ kind, operationId, retryAfterSeconds: 0 });
		const { item } = await storeByAddress(impatient(), typedFile('a.mp4', 'video/mp4', 70_001));

		expect(item).toMatchObject({ url: expect.any(String) as string, sizeBytes: 70_001 });
		expect(sandbox.log().filter((call) => call.operationId === operationId).length).toBeGreaterThan(1);
	});
});

describe('a post', () => {
	const files = (count: number) =>
		Array.from({ length: count }, (_, index) =>
			inHand(typedFile(`${index}.png`, 'image/png', 5_000 - index)),
		);
	const postCount = () => world().posts.size;
	const sizesOf = (postId: string) =>
		world()
			.posts.get(postId)
			?.mediaUrls.map((url) => stored().find((media) => media.url === url)?.sizeBytes ?? url);

	/** A file behind an upload address whose processing has begun anew. */
	const stillProcessed = async () => {
		const { item } = await storeByAddress(impatient(), typedFile('a.mp4', 'video/mp4'));
		for (const media of stored()) {
			media.status = 'processing';
			media.readyAt = new Date(world().now().getTime() + PROCESSING_MS);
		}
		return item;
	};

	it('is made after all of its files are there, in their order, three at a time', async () => {
		const { id } = (await uploadMedia(wire, inHand(typedFile('known.png', 'image/png', 77)))).item;
		sandbox.forward(PROCESSING_MS);
		let [underWay, most] = [0, 0];
		const counting: Wire = {
			...wire,
			upload: async (request) => {
				most = Math.max(most, ++underWay);
				return await wire.upload(request).finally(() => underWay--);
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
		expect(calls().at(-1)).toBe('createSocialPost');
	});

	it('waits for a file of the library that is still being processed', async () => {
		const { id } = await stillProcessed();
		const { item } = await create(impatient(), { ...DRAFT, media: [inLibrary(id)] });

		expect(sizesOf(item.id)).toEqual([1_000]);
	});

	it('is not made when a file of the library is not there', async () => {
		const before = postCount();

		await expect(create(wire, { ...DRAFT, media: [inLibrary('a/b?c')] })).rejects.toMatchObject({
			facts: {
				cause: 'notFound',
				message: 'The library of SmartlyQ has no file with the ID a/b?c',
				advice: expect.stringMatching(/^No post was made\. Check the Media ID/) as string,
				outcome: 'none',
			},
		});
		expect(postCount()).toBe(before);
		expect(calls()).toEqual(['getMedia']);
	});

	it('is not made when an upload fails for good, and no other upload is begun', async () => {
		const before = postCount();
		await inject({ kind: 'serverError', operationId: 'uploadMediaDirect', times: 100 });

		await expect(create(wire, { ...DRAFT, media: files(7) })).rejects.toMatchObject({
			facts: {
				cause: 'unavailable',
				message: expect.stringMatching(/^Upload of \d\.png: Something went wrong/) as string,
				advice: expect.stringMatching(/^No post was made\. /) as string,
				outcome: 'none',
				retryable: true,
			},
		});
		// Three files, each tried four times.
		expect(calls()).toHaveLength(12);
		expect(postCount()).toBe(before);
	});

	it('says once that it was not made when the storage refuses', async () => {
		const refusing: Wire = {
			...wire,
			upload: async (request) => {
				for (const slot of (world() as unknown as { uploads: Map<string, object> }).uploads.values()) {
					Object.assign(slot, { signature: 'another' });
				}
				return await wire.upload(request);
			},
		};

		await expect(
			create(refusing, { ...DRAFT, media: [inHand(typedFile('film.mp4', 'video/mp4', DIRECT_BYTES + 1))] }),
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
			await inject({ kind, operationId: 'uploadMediaDirect', retryAfterSeconds: 0 });
			const { item } = await create(wire, { ...DRAFT, media: [PICTURE_IN_HAND] });

			expect(sizesOf(item.id)).toEqual([1_000]);
			expect(postCount()).toBe(before + 1);
		},
	);

	it('is not made when the execution is cancelled during an upload', async () => {
		const cancelling = new AbortController();
		await inject({ kind: 'slow', operationId: 'uploadMediaDirect', delayMs: 1_500 });
		const doing = create(open(cancelling.signal), { ...DRAFT, media: [PICTURE_IN_HAND] });
		setTimeout(() => cancelling.abort(), 300);

		await expect(doing).rejects.toMatchObject({ facts: { cause: 'cancelled', outcome: 'none' } });
		expect(calls()).not.toContain('createSocialPost');
	});

	it('is not made when the execution is cancelled while a file is processed', async () => {
		const cancelling = new AbortController();
		const media = [inLibrary((await stillProcessed()).id)];
		const doing = create(open(cancelling.signal), { ...DRAFT, media });
		setTimeout(() => cancelling.abort(), 300);

		await expect(doing).rejects.toMatchObject({ facts: { cause: 'cancelled', outcome: 'none' } });
		expect(calls()).not.toContain('createSocialPost');
	});

	it('that is changed gets new files', async () => {
		const text = 'New words';
		const { item } = await update(wire, SCHEDULED, { text, media: [PICTURE_IN_HAND], additionalFields: {} });

		expect(item).toMatchObject({ text, warnings: [] });
		expect(sizesOf(SCHEDULED)).toEqual([1_000]);

		await update(wire, SCHEDULED, { media: [], additionalFields: {} });
		expect(sizesOf(SCHEDULED)).toEqual([]);
	});

	it('is not changed when one of its files is not there', async () => {
		await expect(
			update(wire, SCHEDULED, {
				text: 'New',
				media: [PICTURE_IN_HAND, inLibrary('none')],
				additionalFields: {},
			}),
		).rejects.toMatchObject({
			facts: { advice: expect.stringMatching(/^The post was not changed\. /) as string, outcome: 'none' },
		});
		expect(calls()).not.toContain('updateSocialPost');
	});

	it('says which scope an upload lacks', async () => {
		const readOnly = sandboxWire(sandbox, { apiKey: READ_ONLY_KEY });

		await expect(create(readOnly, { ...DRAFT, media: [PICTURE_IN_HAND] })).rejects.toMatchObject({
			facts: { cause: 'permission', advice: expect.stringContaining('media:write') as string },
		});
		// That the key may not do this counts as one.
		sandbox.reset();
	});
});
