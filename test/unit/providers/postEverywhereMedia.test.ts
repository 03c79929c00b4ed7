import { InputError } from '../../../nodes/shared/domain/inputError';
import type { JsonObject, JsonValue } from '../../../nodes/shared/domain/json';
import type { MediaAtUrl, MediaSource } from '../../../nodes/shared/domain/post';
import { postEverywhere as provider } from '../../../nodes/shared/providers/postEverywhere';
import { failureOfStorage } from '../../../nodes/shared/transport/failure';
import type { Wire } from '../../../nodes/shared/transport/wire';
import { postEverywhere as vendor } from '../../../sandbox/vendors/postEverywhere/vendor';
import { injectFault, postControl } from '../fixtures/control';
import { inFuture } from '../fixtures/inFuture';
import { expectKeptContract, useSandbox } from '../fixtures/useSandbox';
import { inHand, mediaFile } from './fixtures/mediaFiles';
import { DRAFT, envelope, FACEBOOK, sandboxWire } from './fixtures/postEverywhere';
import { realWire } from './fixtures/postEverywhereRealWire';
import { wireWith } from './fixtures/wireWith';

const MB = 1024 * 1024;
const PHOTO = inHand(mediaFile('photo.png', 'image/png', 200_000));
const CLIP = inHand(mediaFile('clip.mp4', 'video/mp4', 300_000), 'video');
const AT_URL: MediaAtUrl = {
	source: 'url',
	url: 'https://cdn.acme.example/a.jpg?signature=secret',
	type: 'image',
	altText: null,
};
const GONE = '00000000-0000-4000-8000-000000000000';

const stored = (mediaId: string): MediaSource => ({ source: 'mediaId', mediaId, type: null, altText: null });

describe('before any call', () => {
	const refusal = async (source: MediaSource): Promise<unknown> => {
		const wire = wireWith(() => envelope({}));
		const error: unknown = await provider.posts
			.create(wire, { ...DRAFT, media: [AT_URL, source] })
			.catch((reason: unknown) => reason);
		expect(wire.sent).toEqual([]);
		return error;
	};

	it.each([
		['big.png', 'image/png', 25 * MB + 1, 'big.png is 1 byte larger than the 25 MB'],
		['big.gif', 'image/gif', 30.5 * MB, 'big.gif is 5.5 MB larger than the 25 MB'],
		['long.mp4', 'video/mp4', 4100 * MB, 'long.mp4 is 4 MB larger than the 4096 MB'],
		['a.tiff', 'image/tiff', 9, 'a.tiff has the type image/tiff'],
		['a.svg', 'image/svg+xml', 9, 'a.svg has the type image/svg+xml'],
		['song.mp3', 'audio/mpeg', 9, 'song.mp3 has the type audio/mpeg'],
		['data.bin', 'application/octet-stream', 9, 'data.bin has the type application/octet-stream'],
		['nothing', '', 9, 'nothing has the type (none)'],
		['empty.png', 'image/png', 0, 'empty.png is empty'],
	])('refuses %s (%s, %i bytes)', async (name, type, size, message) => {
		const error = await refusal(inHand(mediaFile(name, type, size)));

		expect(error).toBeInstanceOf(InputError);
		expect(error).toMatchObject({ parameter: 'Media', message: expect.stringContaining(message) as string });
	});

	it('refuses a media ID that is none', async () => {
		expect(await refusal(stored('photo.png'))).toMatchObject({
			parameter: 'Media',
			message: expect.stringContaining('"photo.png"') as string,
		});
	});
});

describe('the way of an upload', () => {
	const answers = (upload: JsonObject, completed: JsonObject = { status: 'ready' }): JsonValue =>
		envelope({ media_id: 'm', upload_url: 'https://store.example/x', ...upload, ...completed });

	it.each<[string, string, JsonObject | undefined, object]>([
		[
			'the form that the answer names',
			'image/png',
			{ method: 'POST', content_type: 'multipart/form-data', field_name: 'picture' },
			{ method: 'POST', field: 'picture' },
		],
		[
			'the method and type that the answer names',
			'video/mp4',
			{ method: 'PUT', content_type: 'video/mpeg', field_name: null },
			{ method: 'PUT', headers: { 'content-type': 'video/mpeg' } },
		],
		['a form for images', 'image/jpg', undefined, { method: 'POST', field: 'file' }],
		[
			'the bare bytes for others',
			'application/pdf; version=1.7',
			undefined,
			{ method: 'PUT', headers: { 'content-type': 'application/pdf' } },
		],
	])('is %s', async (_what, mimeType, told, expected) => {
		const wire = wireWith(() => answers({ upload_method: told }));
		const { file } = inHand(mediaFile('a', mimeType, 5));
		await provider.posts.uploadMedia(wire, inHand(file));

		expect(wire.uploaded).toEqual([{ ...expected, to: { address: 'https://store.example/x' }, file }]);
		expect(wire.sent.map(({ path, repeatable }) => [path, repeatable])).toEqual([
			['/media/upload', 'safe'],
			['/media/m/complete', 'safe'],
		]);
	});

	it('ends before the bytes when the answer allows less than the documentation', async () => {
		const wire = wireWith(() => answers({ max_size: 4 }));

		await expect(
			provider.posts.uploadMedia(wire, inHand(mediaFile('a.pdf', 'application/pdf', 5), 'document')),
		).rejects.toMatchObject({
			parameter: 'Media',
			message: expect.stringContaining('a.pdf is 1 byte larger than the 4 bytes') as string,
		});
		expect(wire.uploaded).toEqual([]);
	});

	it.each<[string, JsonObject]>([
		['media ID', { media_id: null }],
		['address', { upload_url: null }],
	])('needs the %s', async (_what, missing) => {
		await expect(
			provider.posts.uploadMedia(
				wireWith(() => answers(missing)),
				PHOTO,
			),
		).rejects.toMatchObject({ facts: { cause: 'unavailable', outcome: 'none' } });
	});

	it('does not go on with a file of which a part arrived', async () => {
		const lost = failureOfStorage(
			{ ...provider, provider: provider.id, secrets: [], repeatable: 'safe' },
			403,
			'photo.png',
		);
		const wire: Wire = {
			...wireWith(() => answers({}, { status: 'ready', size: 7 })),
			upload: async () => await Promise.reject(lost),
		};

		await expect(provider.posts.uploadMedia(wire, PHOTO)).rejects.toBe(lost);
	});
});

describe('at the sandbox', () => {
	const sandbox = useSandbox({ vendors: [vendor] });
	const wire = sandboxWire(sandbox);
	const inWorld = (id: string | null) => sandbox.worlds.postEverywhere.media.get(id ?? '');
	const postsMade = () =>
		sandbox.log().filter(({ operationId, status }) => operationId === 'createPost' && status === 201);
	const create = async (media: readonly MediaSource[], through: Wire = wire) =>
		(await provider.posts.create(through, { ...DRAFT, accounts: [FACEBOOK], media })).item;

	afterEach(() => expectKeptContract(sandbox));

	it.each([
		[PHOTO, { type: 'image', status: 'ready', filename: 'photo.png', mimeType: 'image/png' }],
		[CLIP, { type: 'video', status: 'ready', filename: 'clip.mp4', mimeType: 'video/mp4' }],
		[
			inHand(mediaFile('a.pdf', 'application/pdf', 5000), 'document'),
			{ type: 'document', status: 'ready', filename: 'a.pdf', mimeType: 'application/pdf' },
		],
	])('uploads %#, which can go into a post then', async (source, expected) => {
		const { item, raw } = await provider.posts.uploadMedia(wire, source);
		const post = await create([stored(item.id ?? '')]);

		expect(item).toMatchObject({ ...expected, sizeBytes: source.file.sizeBytes });
		expect(raw).toMatchObject({ media_id: item.id });
		const [upload] = sandbox.log().filter(({ operationId }) => operationId === 'upload');
		expect([upload?.method, upload?.headers['content-type']?.split(';')[0]]).toEqual(
			expected.type === 'image' ? ['POST', 'multipart/form-data'] : ['PUT', expected.mimeType],
		);
		expect(inWorld(item.id)).toMatchObject({ status: 'ready', sizeBytes: source.file.sizeBytes });
		expect(post.media).toMatchObject([{ id: item.id }]);
		expect((await provider.posts.get(wire, post.id)).item.media).toMatchObject([
			{ id: item.id, type: expected.type },
		]);
	});

	it('imports a file at a URL', async () => {
		const { item } = await provider.posts.uploadMedia(wire, {
			...AT_URL,
			url: 'https://cdn.acme.example/a.mp4',
		});

		expect(item).toMatchObject({ type: 'video', status: 'ready', durationSeconds: 12.5 });
		expect(inWorld(item.id)).toBeDefined();
	});

	it('attaches media of all sources in their order, three at most on their way at once', async () => {
		let atOnce = 0;
		let most = 0;
		const watched: Wire = {
			...wire,
			upload: async (request) => {
				most = Math.max(most, ++atOnce);
				// The later ones are the faster ones.
				await new Promise((resolve) => setTimeout(resolve, request.file.sizeBytes));
				return await wire.upload(request).finally(() => atOnce--);
			},
		};
		const known = await provider.posts.uploadMedia(wire, PHOTO);
		const files = [50, 40, 30, 20, 10].map((size) => inHand(mediaFile(`${size}.png`, 'image/png', size)));
		const post = await create([AT_URL, ...files, stored(known.item.id ?? '')], watched);

		expect(most).toBe(3);
		expect(post.media.map(({ id, filename }) => [id === known.item.id, filename])).toEqual([
			[false, 'a.jpg'],
			...files.map(({ file }) => [false, file.filename]),
			[true, null],
		]);
		const { media } = (await provider.posts.get(wire, post.id)).item;
		expect(media.map(({ id }) => id)).toEqual(post.media.map(({ id }) => id));
	});

	it('changes the media of a scheduled post, and says that it was not changed when they fail', async () => {
		const { item } = await provider.posts.create(wire, {
			...DRAFT,
			mode: 'schedule',
			scheduledAt: inFuture(86_400_000),
			accounts: [FACEBOOK],
		});
		const changed = await provider.posts.update(wire, item.id, { media: [PHOTO], additionalFields: {} });
		const broken = inHand(mediaFile('broken.png', 'image/png', 9));

		expect(changed.item.media).toMatchObject([{ type: 'image' }]);
		await expect(
			provider.posts.update(wire, item.id, { media: [broken], additionalFields: {} }),
		).rejects.toMatchObject({
			facts: { advice: expect.stringMatching(/^The post was not changed\./) as string },
		});
		expect((await provider.posts.get(wire, item.id)).item.media).toEqual(changed.item.media);
	});

	it('waits for a video that takes a while, and posts it only then', async () => {
		await postControl(sandbox, '/settings', { vendor: 'postEverywhere', mediaMs: 20_000 });
		const post = await create([CLIP]);

		expect(post.media).toMatchObject([{ type: 'video', status: 'ready' }]);
		expect(sandbox.log().filter(({ operationId }) => operationId === 'getMedia')).toHaveLength(5);
	});

	it('gives up a video that takes too long, and names the ID for the next try', async () => {
		await postControl(sandbox, '/settings', { vendor: 'postEverywhere', mediaMs: 600_000 });

		await expect(create([CLIP])).rejects.toMatchObject({
			facts: {
				cause: 'unavailable',
				outcome: 'none',
				retryable: true,
				message: 'PostEverywhere is still at work on clip.mp4 after 300 seconds',
				advice: expect.stringMatching(/^No post was made\..*media ID [0-9a-f-]{36}/) as string,
			},
		});
		expect(postsMade()).toEqual([]);
	});

	it.each<[string, MediaSource, string]>([
		['an upload that fails later', inHand(mediaFile('broken.mp4', 'video/mp4', 9), 'video'), 'broken.mp4'],
		['an upload that fails at once', inHand(mediaFile('broken.png', 'image/png', 9)), 'broken.png'],
		['an import that fails', { ...AT_URL, url: 'https://cdn.acme.example/broken.mp4' }, 'broken.mp4'],
		['an import that is refused', { ...AT_URL, url: 'https://cdn.acme.example/a.txt' }, '.txt'],
		[
			'a type that is refused',
			inHand(mediaFile('a.ppt', 'application/vnd.ms-powerpoint', 9), 'document'),
			'powerpoint',
		],
	])('makes no post with %s', async (_what, source, name) => {
		await expect(create([PHOTO, source, CLIP])).rejects.toMatchObject({
			facts: {
				cause: 'invalid',
				outcome: 'none',
				message: expect.stringContaining(name) as string,
				advice: expect.stringMatching(/^No post was made\./) as string,
			},
		});
		expect(postsMade()).toEqual([]);
	});

	it('leaves it to the vendor whether a media ID is there', async () => {
		await expect(create([stored(GONE)])).rejects.toMatchObject({
			facts: { cause: 'invalid', message: expect.stringContaining(GONE) as string, outcome: 'none' },
		});
	});

	it('begins no further upload after one has failed', async () => {
		const broken = inHand(mediaFile('a.ppt', 'application/vnd.ms-powerpoint', 9), 'document');

		await expect(create([broken, broken, broken, PHOTO, PHOTO, PHOTO])).rejects.toThrow('powerpoint');
		expect(sandbox.log().filter(({ operationId }) => operationId === 'startMediaUpload')).toHaveLength(3);
	});

	it('takes a file for uploaded that arrived, though the storage refused the second try', async () => {
		const refused = failureOfStorage(
			{ ...provider, provider: provider.id, secrets: [], repeatable: 'safe' },
			403,
			'photo.png',
		);
		const once: Wire = {
			...wire,
			upload: async (request) => {
				await wire.upload(request);
				throw refused;
			},
		};

		expect((await create([PHOTO], once)).media).toMatchObject([{ status: 'ready' }]);
		await expect(
			create([PHOTO], { ...wire, upload: async () => await Promise.reject(refused) }),
		).rejects.toMatchObject({ facts: { httpCode: 403, outcome: 'none' } });
		expect(postsMade()).toHaveLength(1);
	});

	describe('over the real wire', () => {
		const OPERATIONS = [
			'upload',
			'startMediaUpload',
			'completeMediaUpload',
			'getMedia',
			'importMediaFromUrl',
		];
		const FAULTS = ['dropBefore', 'dropAfter', 'serverError', 'rateLimit'];
		const cases = OPERATIONS.flatMap((operationId) => FAULTS.map((kind) => [kind, operationId] as const));

		it.each(cases)('a %s of %s fails no post', async (kind, operationId) => {
			// Only where it is to be asked for, a video takes a while.
			const mediaMs = operationId === 'getMedia' ? 1 : 0;
			await postControl(sandbox, '/settings', { vendor: 'postEverywhere', mediaMs });
			await injectFault(sandbox, 'postEverywhere', { kind, operationId });
			const post = await create([PHOTO, CLIP, AT_URL], realWire(sandbox));

			expect(post.media.map(({ type, status }) => [type, status])).toEqual([
				['image', 'ready'],
				['video', 'ready'],
				['image', 'ready'],
			]);
			expect(postsMade()).toHaveLength(1);
		});

		it('a storage that stays ill means that no post is made', async () => {
			await injectFault(sandbox, 'postEverywhere', { kind: 'serverError', operationId: 'upload', times: 9 });

			await expect(create([PHOTO], realWire(sandbox))).rejects.toMatchObject({
				facts: {
					cause: 'unavailable',
					outcome: 'none',
					advice: expect.stringMatching(/^No post was made\./) as string,
				},
			});
			expect(postsMade()).toEqual([]);
		});

		it('a cancelled execution stops waiting', async () => {
			await postControl(sandbox, '/settings', { vendor: 'postEverywhere', mediaMs: 600_000 });
			const stop = new AbortController();
			const creating = create([CLIP], realWire(sandbox, stop.signal));
			setTimeout(() => stop.abort(), 700);

			await expect(creating).rejects.toMatchObject({ facts: { cause: 'cancelled', outcome: 'none' } });
			expect(postsMade()).toEqual([]);
		});
	});
});
