import { SocialSyncerPublisherApi } from '../../../credentials/SocialSyncerPublisherApi.credentials';
import type { MediaFile } from '../../../nodes/shared/domain/mediaFile';
import type { MediaSource, MediaType } from '../../../nodes/shared/domain/post';
import { socialSyncer as provider } from '../../../nodes/shared/providers/socialSyncer';
import type { Wire } from '../../../nodes/shared/transport/wire';
import { socialSyncer as vendor } from '../../../sandbox/vendors/socialSyncer/vendor';
import { injectFault } from '../fixtures/control';
import { expectKeptContract, useSandbox } from '../fixtures/useSandbox';
import { inHand, mediaFile } from './fixtures/mediaFiles';
import { realWire } from './fixtures/realWire';
import { DRAFT, IMAGE } from './fixtures/socialSyncer';
import { wireWith } from './fixtures/wireWith';

const { create, update, uploadMedia } = provider.posts;

const GIGABYTE = 1024 ** 3;
const PRESIGN = 'POST /v1/media/presign';
const CREATE = 'POST /v1/posts';
const CUP = inHand(mediaFile('cup.png', 'image/png', 1_000), null);
const STORED: MediaSource = { source: 'mediaId', mediaId: 'media_1', type: 'image', altText: null };

/** A file that says it is this large; nobody may open it. */
const claimed = (mimeType: string, sizeBytes: number): MediaFile => ({
	filename: 'film.mp4',
	mimeType,
	sizeBytes,
	open: async () => await Promise.reject(new Error('The file was opened')),
});

describe('what is refused before anything is sent', () => {
	const wire = wireWith(() => ({ id: 'post_1' }));

	const refused = async (doing: Promise<unknown>, message: string, advice: string) => {
		await expect(doing).rejects.toMatchObject({
			name: 'InputError',
			parameter: 'Media',
			message: expect.stringContaining(message) as string,
			advice: expect.stringContaining(advice) as string,
		});
		expect([wire.sent, wire.uploaded]).toEqual([[], []]);
	};

	it.each<[string, MediaSource, string, string]>([
		['an ID of media', STORED, 'no IDs of media', 'Upload Media returned'],
		[
			'a document',
			{ ...IMAGE, type: 'document' },
			'type document: https://cdn.example.com/a.jpg',
			'Set the type',
		],
		[
			'an address that does not tell its type',
			{ ...IMAGE, url: 'https://cdn.example.com/a?token=secret', type: null },
			'could not be told from its address: https://cdn.example.com/a',
			'Set the type',
		],
		[
			'a file called a document',
			inHand(claimed('image/png', 1), 'document'),
			'type document',
			'Set the type',
		],
		[
			'a PDF',
			inHand(claimed('application/pdf', 1), null),
			'film.mp4 is of the type application/pdf',
			'another file',
		],
		[
			'a file of more than 5 GB',
			inHand(claimed('video/mp4', 5 * GIGABYTE + 7), 'video'),
			'film.mp4 has 5368709127 bytes: 7 more than the 5368709120',
			'smaller',
		],
	])('%s in a post', async (_what, media, message, advice) => {
		await refused(create(wire, { ...DRAFT, media: [IMAGE, CUP, media] }), message, advice);
		await refused(update(wire, 'post_1', { media: [CUP, media], additionalFields: {} }), message, advice);
	});

	it('shows no part of an address in which a token may be', async () => {
		const media: MediaSource = { ...IMAGE, url: 'https://cdn.example.com/a?token=s3cret#t', type: null };

		const told = await create(wire, { ...DRAFT, media: [media] }).catch((error: Error) => error.message);
		expect(told).not.toContain('s3cret');
	});

	it('an address, a PDF or too large a file in Upload Media', async () => {
		await refused(uploadMedia(wire, IMAGE), 'no call that fetches', 'straight into the post');
		await refused(
			uploadMedia(wire, inHand(claimed('application/pdf', 1))),
			'application/pdf',
			'another file',
		);
		await refused(uploadMedia(wire, inHand(claimed('video/mp4', 6 * GIGABYTE))), 'more than', 'smaller');
	});
});

describe('odd answers', () => {
	it.each([null, {}, { uploadUrl: 'https://s3.example.com/a' }, { publicUrl: 'https://s3.example.com/a' }])(
		'uploads nothing and makes no post when the vendor answers %j for an address',
		async (answer) => {
			const wire = wireWith(() => answer);

			await expect(create(wire, { ...DRAFT, media: [CUP] })).rejects.toMatchObject({
				message: expect.stringContaining('cup.png could not be uploaded, so no post was made') as string,
				facts: { cause: 'unavailable', outcome: 'none' },
			});
			expect(wire.uploaded).toEqual([]);
			expect(wire.sent.map(({ path }) => path)).toEqual(['/media/presign']);
		},
	);

	it('tells the vendor and the storage the same type, without its parameters', async () => {
		const wire = wireWith(() => ({
			uploadUrl: 'https://s3.example.com/a',
			publicUrl: 'https://s3.example.com/b',
		}));
		await uploadMedia(wire, inHand(mediaFile('a.mp4', 'video/mp4; codecs="avc1"', 1), null));

		expect(wire.sent[0]?.body).toEqual({ filename: 'a.mp4', contentType: 'video/mp4' });
		expect(wire.uploaded[0]).toMatchObject({
			method: 'PUT',
			to: { address: 'https://s3.example.com/a' },
			headers: { 'content-type': 'video/mp4' },
		});
	});
});

describe('against the sandbox', () => {
	const sandbox = useSandbox({ vendors: [vendor] });
	const open = (cancelled?: AbortSignal) =>
		realWire(sandbox, provider, new SocialSyncerPublisherApi(), cancelled);
	let wire: Wire;

	beforeEach(() => {
		wire = open();
	});
	afterEach(() => expectKeptContract(sandbox));

	const inject = async (fault: object) => await injectFault(sandbox, 'socialSyncer', fault);
	const calls = () =>
		sandbox
			.log()
			.map(({ method, path, operationId }) => (operationId === 'upload' ? 'upload' : `${method} ${path}`));
	const storedSizes = () =>
		[...sandbox.worlds.socialSyncer.media.values()].map(({ filename, sizeBytes, status }) => [
			filename,
			sizeBytes,
			status,
		]);
	const postCount = () => sandbox.worlds.socialSyncer.posts.size;

	it.each<[string, string, MediaType | null, MediaType]>([
		['a.png', 'image/png', null, 'image'],
		['a.gif', 'image/gif', null, 'gif'],
		['a.mp4', 'video/mp4', null, 'video'],
		['Ein Bild "zwei" ☕.jpg', 'image/jpeg', 'image', 'image'],
		['a.gif', 'image/gif', 'image', 'image'],
	])('uploads %s (%s, told %s) as %s', async (filename, mimeType, told, type) => {
		const { item, raw } = await uploadMedia(wire, inHand(mediaFile(filename, mimeType, 70_001), told));

		expect(item).toEqual({
			id: null,
			type,
			url: expect.stringContaining(sandbox.storageOrigin) as string,
			status: null,
			filename,
			mimeType,
			sizeBytes: 70_001,
			width: null,
			height: null,
			durationSeconds: null,
		});
		expect(raw).toEqual({ publicUrl: item.url });
		expect(storedSizes()).toEqual([[filename, 70_001, 'ready']]);
	});

	it('gives a URL that a post takes', async () => {
		const { item: media } = await uploadMedia(wire, CUP);
		const { item } = await create(wire, { ...DRAFT, media: [{ ...IMAGE, url: String(media.url) }] });

		expect(item.media).toEqual([expect.objectContaining({ type: 'image', url: media.url })]);
	});

	it('uploads what is in hand before it makes the post, in the order of the post', async () => {
		const files = ['a', 'b', 'c', 'd', 'e'].map((name, index) =>
			inHand(mediaFile(`${name}.png`, 'image/png', 1_000 * (5 - index))),
		);
		const { item } = await create(wire, {
			...DRAFT,
			media: [...files.slice(0, 2), IMAGE, ...files.slice(2)],
		});

		expect(item.media.map(({ url }) => url?.split('/').at(-1))).toEqual([
			'a.png',
			'b.png',
			'a.jpg',
			'c.png',
			'd.png',
			'e.png',
		]);
		expect(calls()).toHaveLength(11);
		expect(calls().at(-1)).toBe(CREATE);
	});

	it('uploads at most three files at once', async () => {
		let [underWay, most] = [0, 0];
		const counting: Wire = {
			...wire,
			upload: async (request) => {
				most = Math.max(most, ++underWay);
				return await wire.upload(request).finally(() => underWay--);
			},
		};
		const media = Array.from({ length: 8 }, (_, index) =>
			inHand(mediaFile(`${index}.png`, 'image/png', 5_000)),
		);
		await create(counting, { ...DRAFT, media });

		expect(most).toBe(3);
	});

	it('uploads the new files of a post that is changed', async () => {
		const { item } = await update(wire, 'post_9w3dr', { media: [CUP, IMAGE], additionalFields: {} });

		expect(item).toMatchObject({ status: 'draft', warnings: [] });
		expect(item.media.map(({ url }) => url?.split('/').at(-1))).toEqual(['cup.png', 'a.jpg']);
	});

	it.each([
		['dropBefore', 'upload'],
		['dropAfter', 'upload'],
		['serverError', 'upload'],
		['badGatewayHtml', 'upload'],
		['rateLimit', 'upload'],
		['dropBefore', 'presignMedia'],
		['dropAfter', 'presignMedia'],
		['serverError', 'presignMedia'],
		['malformedJson', 'presignMedia'],
		['rateLimit', 'presignMedia'],
	])('makes one post in spite of %s at %s', async (kind, operationId) => {
		const before = postCount();
		await inject({ kind, operationId });
		const { item } = await create(wire, { ...DRAFT, media: [CUP] });

		expect(item.media).toHaveLength(1);
		expect(storedSizes()).toContainEqual(['cup.png', 1_000, 'ready']);
		expect(postCount()).toBe(before + 1);
		expect(calls().filter((call) => call === (operationId === 'upload' ? 'upload' : PRESIGN))).toHaveLength(
			2,
		);
	});

	it('makes no post when an upload fails for good, and starts no other upload', async () => {
		const before = postCount();
		await inject({ kind: 'serverError', operationId: 'upload', times: 100 });
		const media = Array.from({ length: 7 }, (_, index) =>
			inHand(mediaFile(`${index}.png`, 'image/png', 100)),
		);

		await expect(create(wire, { ...DRAFT, media })).rejects.toMatchObject({
			message: expect.stringMatching(
				/^\d\.png could not be uploaded, so no post was made: .*HTTP status 500/,
			) as string,
			facts: { cause: 'unavailable', outcome: 'none', retryable: true },
		});
		expect(calls().filter((call) => call === PRESIGN)).toHaveLength(3);
		expect(calls()).not.toContain(CREATE);
		expect(postCount()).toBe(before);
	});

	it('changes nothing when an upload for a change fails', async () => {
		await inject({ kind: 'serverError', operationId: 'presignMedia', times: 100 });

		await expect(
			update(wire, 'post_9w0q7', { text: 'Spring!', media: [CUP], additionalFields: {} }),
		).rejects.toMatchObject({
			message: expect.stringContaining('so the post was not changed: Internal server error') as string,
			facts: { outcome: 'none' },
		});
		expect(calls().filter((call) => call.startsWith('PUT'))).toEqual([]);
		expect(sandbox.worlds.socialSyncer.posts.get('post_9w0q7')?.content).toBe('The spring blend is here.');
	});

	it('makes no post when the execution is cancelled during an upload', async () => {
		const cancelling = new AbortController();
		await inject({ kind: 'slow', operationId: 'upload', delayMs: 800 });
		const doing = create(open(cancelling.signal), { ...DRAFT, media: [CUP] });
		setTimeout(() => cancelling.abort(), 200);

		await expect(doing).rejects.toMatchObject({ facts: { cause: 'cancelled', outcome: 'none' } });
		expect(calls()).not.toContain(CREATE);
	});

	it('streams a large file away', async () => {
		const piece = 64 * 1024;
		const sizeBytes = 4_000 * piece + 1;
		const before = process.memoryUsage().arrayBuffers;
		await uploadMedia(wire, inHand(mediaFile('film.mp4', 'video/mp4', sizeBytes), 'video'));

		expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(sizeBytes / 4);
		expect(storedSizes()).toEqual([['film.mp4', sizeBytes, 'ready']]);
	});
});
