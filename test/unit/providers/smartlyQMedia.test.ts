import type { MediaType } from '../../../nodes/shared/domain/post';
import { smartlyQ as provider } from '../../../nodes/shared/providers/smartlyQ';
import { storeByAddress } from '../../../nodes/shared/providers/smartlyQ/uploadMedia';
import type { Wire } from '../../../nodes/shared/transport/wire';
import { inHand } from './fixtures/mediaFiles';
import { DRAFT } from './fixtures/smartlyQ';
import {
	PICTURE_IN_HAND,
	inLibrary,
	PROCESSING_MS,
	typedFile,
	useMediaBench,
} from './fixtures/smartlyQMedia';
import { SCHEDULED } from './fixtures/smartlyQPostBench';

const { create, update, uploadMedia } = provider.posts;

/** As much as the direct upload takes. */
const DIRECT_BYTES = 200_000_000;

const bench = useMediaBench();

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
		const { item } = await uploadMedia(bench.wire, inHand(typedFile(name, mimeType, 70_001)));

		expect(item).toEqual({
			id: expect.stringMatching(/^[0-9a-f]{32}$/) as string,
			type,
			url: expect.stringContaining(bench.sandbox.storageOrigin) as string,
			status: null,
			filename: name,
			mimeType,
			sizeBytes: 70_001,
			width: null,
			height: null,
			durationSeconds: null,
		});
		expect(bench.calls()).toEqual(['uploadMediaDirect']);
	});

	it('is used by its ID or its URL afterwards', async () => {
		const { item } = await uploadMedia(bench.wire, PICTURE_IN_HAND);
		bench.sandbox.forward(PROCESSING_MS);
		const url = String(item.url);
		const made = await create(bench.wire, {
			...DRAFT,
			media: [inLibrary(String(item.id)), { source: 'url', url, type: 'image', altText: null }],
		});

		expect(bench.world.posts.get(made.item.id)?.mediaUrls).toEqual([url, url]);
	});

	it('that is larger than the direct way allows goes to an upload address, streamed', async () => {
		const before = process.memoryUsage().arrayBuffers;
		const slept: number[] = [];
		const { item } = await uploadMedia(
			bench.impatient(slept),
			inHand(typedFile('film.mp4', 'video/mp4', DIRECT_BYTES + 1), 'video'),
		);

		expect(item).toMatchObject({ type: 'video', sizeBytes: DIRECT_BYTES + 1, filename: 'film.mp4' });
		expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(DIRECT_BYTES / 4);
		expect(bench.calls().slice(0, 3)).toEqual(['getMediaUploadUrl', 'upload', 'getMedia']);
		expect(slept[0]).toBe(500);
		expect(Math.max(...slept)).toBe(10_000);
	});

	it('tells vendor and storage the same type, without its parameters', async () => {
		await storeByAddress(bench.impatient(), typedFile('a.mp4', 'video/mp4; codecs="avc1"'));

		const { headers } = bench.sandbox.log().find(({ operationId }) => operationId === 'upload') ?? {};
		expect(headers?.['content-type']).toBe('video/mp4');
		expect(headers?.authorization).toBeUndefined();
		expect(bench.stored().map(({ contentType }) => contentType)).toEqual(['video/mp4']);
	});

	it('that never gets an address is given up after some minutes', async () => {
		const slept: number[] = [];
		const patient: Wire = {
			...bench.wire,
			sleep: async (ms) => {
				slept.push(ms);
				for (const media of bench.stored()) media.status = 'failed';
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

			await expect(uploadMedia(bench.wire, source)).rejects.toMatchObject(refusal);
			await expect(create(bench.wire, { ...DRAFT, media })).rejects.toMatchObject(refusal);
			await expect(update(bench.wire, SCHEDULED, { media, additionalFields: {} })).rejects.toMatchObject(
				refusal,
			);
			expect(bench.calls()).toEqual([]);
		},
	);

	it('at an address is not fetched into the library', async () => {
		const source = {
			source: 'url',
			url: 'https://cdn.example.com/a.jpg',
			type: 'image',
			altText: null,
		} as const;

		await expect(uploadMedia(bench.wire, source)).rejects.toMatchObject({
			name: 'InputError',
			advice: expect.stringContaining('Put the URL straight into the post') as string,
		});
		expect(bench.calls()).toEqual([]);
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
		await bench.inject({ kind, operationId, retryAfterSeconds: 0 });
		const { item } = await storeByAddress(bench.impatient(), typedFile('a.mp4', 'video/mp4', 70_001));

		expect(item).toMatchObject({ url: expect.any(String) as string, sizeBytes: 70_001 });
		expect(bench.sandbox.log().filter((call) => call.operationId === operationId).length).toBeGreaterThan(1);
	});
});
