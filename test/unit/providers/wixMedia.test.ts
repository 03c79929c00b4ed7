import { setTimeout as wait } from 'node:timers/promises';

import type {
	Media,
	MediaAtUrl,
	MediaInHand,
	PostDraft,
	StoredMedia,
} from '../../../nodes/shared/domain/post';
import { wix as provider } from '../../../nodes/shared/providers/wix';
import { failureOfCancellation } from '../../../nodes/shared/transport/failure';
import type { Wire } from '../../../nodes/shared/transport/wire';
import { postControl } from '../fixtures/control';
import { inHand, mediaFile } from './fixtures/mediaFiles';
import { DRAFT, FACEBOOK, IMAGE, INSTAGRAM, LINKEDIN, VIDEO } from './fixtures/wix';
import { usePostActions } from './fixtures/wixPostActions';

const MINUTE_MS = 60_000;
const PICTURE = inHand(mediaFile('mug.png', 'image/png', 200_000));
const CLIP = inHand(mediaFile('bowl.mp4', 'video/mp4', 300_000), 'video');
const stored = ({ id }: Media, type: StoredMedia['type'] = null): StoredMedia => ({
	source: 'mediaId',
	mediaId: id ?? '',
	type,
	altText: null,
});

const { sandbox, act } = usePostActions();
const files = () => [...sandbox.worlds.wix.media.values()];
const calls = (operationId: string) => sandbox.log().filter((call) => call.operationId === operationId);
const upload = async (source: MediaAtUrl | MediaInHand, wire: Wire = act.wire) =>
	(await provider.posts.uploadMedia(wire, source)).item;
const create = async (draft: Partial<PostDraft>, wire: Wire = act.wire) =>
	await provider.posts.create(wire, { ...DRAFT, ...draft });
const slowly = async (mediaMs: number) => await postControl(sandbox, '/settings', { vendor: 'wix', mediaMs });
const noted = (wire: Wire): Wire & { readonly slept: number[] } => {
	const slept: number[] = [];
	return {
		...wire,
		slept,
		sleep: async (ms) => {
			slept.push(ms);
			await wire.sleep(ms);
		},
	};
};
/** While it waits, the first file turns out to be broken. */
const breaking = (wire: Wire): Wire => ({
	...wire,
	sleep: async () => {
		for (const file of files().slice(0, 1)) file.status = 'failed';
	},
});
const notMade = (message: string) => ({
	facts: {
		outcome: 'none',
		message: expect.stringContaining(message) as string,
		advice: expect.stringMatching(/^No post was made\. (?!No post)/) as string,
	},
});

describe('putting media into the library of Wix', () => {
	it('streams a file there and waits until it is ready', async () => {
		expect(await upload(PICTURE)).toEqual({
			id: files()[0]?.id,
			type: 'image',
			url: `https://static.wixstatic.com/media/${files()[0]?.id}`,
			status: 'ready',
			filename: 'mug.png',
			mimeType: 'image/png',
			sizeBytes: 200_000,
			width: null,
			height: null,
			durationSeconds: null,
		});
		expect(calls('generateFileUploadUrl')[0]?.body).toEqual({
			mimeType: 'image/png',
			fileName: 'mug.png',
			sizeInBytes: '200000',
		});
		expect(calls('upload')).toHaveLength(1);
	});

	it('lets Wix fetch a public file', async () => {
		expect(await upload(VIDEO)).toMatchObject({ id: files()[0]?.id, type: 'video', status: 'ready' });
		expect(calls('importFile')[0]?.body).toEqual({ url: VIDEO.url, mediaType: 'VIDEO' });
		expect(await upload({ ...IMAGE, type: null })).toMatchObject({ type: 'image', filename: 'mug.jpg' });
		expect(await upload({ ...IMAGE, url: 'https://shop.example/a.pdf', type: 'document' })).toMatchObject({
			type: 'document',
		});
	});

	it('keeps the extension of a name that is too long', async () => {
		const name = `${'a'.repeat(300)}.png`;
		await upload(inHand(mediaFile(name, 'image/png', 10)));
		expect(calls('generateFileUploadUrl')[0]?.body).toMatchObject({ fileName: name.slice(-200) });
	});

	it('gives what can go into a post by its ID and by its address', async () => {
		const media = await upload(PICTURE);
		for (const [key, source] of Object.entries({
			id: stored(media),
			url: { ...IMAGE, url: media.url ?? '' },
		})) {
			const { item } = await create({ media: [source], idempotencyKey: key });
			expect(item.media).toMatchObject([{ type: 'image', url: media.url }]);
		}
	});

	it('asks with growing pauses while a file is processed', async () => {
		await slowly(20_000);
		const wire = noted(act.wire);
		expect((await upload(CLIP, wire)).status).toBe('ready');
		expect(wire.slept).toEqual([1000, 2000, 4000, 8000, 10_000]);
	});

	it('gives up after five minutes, and says under which ID the file will be there', async () => {
		await slowly(60 * MINUTE_MS);
		const wire = noted(act.wire);
		const failure = await upload(CLIP, wire).catch((reason: unknown) => reason);
		expect(failure).toMatchObject({
			facts: {
				cause: 'unavailable',
				outcome: 'none',
				retryable: true,
				message: 'Wix is still processing bowl.mp4 after 5 minutes',
				advice: expect.stringContaining(`Media ID ${files()[0]?.id}`) as string,
			},
		});
		const waitedMs = wire.slept.reduce((sum, ms) => sum + ms, 0);
		expect(waitedMs).toBeGreaterThanOrEqual(5 * MINUTE_MS);
		expect(waitedMs).toBeLessThan(6 * MINUTE_MS);
	});

	it('says when Wix cannot process a file', async () => {
		await expect(upload(CLIP, breaking(act.wire))).rejects.toMatchObject({
			facts: { cause: 'invalid', outcome: 'none', message: 'Wix could not process bowl.mp4' },
		});
	});

	it.each([
		['rateLimit', 'generateFileUploadUrl', PICTURE],
		['serverError', 'generateFileUploadUrl', PICTURE],
		['dropBefore', 'generateFileUploadUrl', PICTURE],
		['dropAfter', 'generateFileUploadUrl', PICTURE],
		['rateLimit', 'upload', PICTURE],
		['serverError', 'upload', PICTURE],
		['dropBefore', 'upload', PICTURE],
		['dropAfter', 'upload', PICTURE],
		['rateLimit', 'getFileById', PICTURE],
		['serverError', 'getFileById', PICTURE],
		['dropAfter', 'getFileById', PICTURE],
		['rateLimit', 'importFile', IMAGE],
		['serverError', 'importFile', IMAGE],
		['dropBefore', 'importFile', IMAGE],
		['dropAfter', 'importFile', IMAGE],
	] as const)('survives a %s of %s', async (kind, operationId, source) => {
		await act.inject({ kind, operationId });
		expect(await upload(source)).toMatchObject({ status: 'ready' });
		expect(calls(operationId).length).toBeGreaterThan(1);
	});
});

describe('media of a post of Wix', () => {
	it('are in place, in their order, before the one call that makes the post', async () => {
		const there = await upload(CLIP);
		const { item, raw } = await create({ accounts: [INSTAGRAM], media: [PICTURE, stored(there), IMAGE] });

		const [, picture] = files();
		expect(raw).toMatchObject({
			instagramPost: {
				mediaWrapper: {
					media: [
						{ type: 'IMAGE', url: picture?.url, fileId: picture?.id },
						{ type: 'VIDEO', url: there.url, fileId: there.id },
						{ type: 'IMAGE', url: IMAGE.url },
					],
				},
			},
		});
		expect(item.media.map(({ id }) => id)).toEqual([picture?.id, there.id, null]);
		expect(sandbox.log().at(-1)?.operationId).toBe('publishItem');
		expect(calls('importFile')).toEqual([]);
	});

	it('are uploaded once for all accounts', async () => {
		const { item } = await create({ accounts: [FACEBOOK, LINKEDIN], media: [PICTURE] });
		expect(item.targets).toHaveLength(2);
		expect(calls('upload')).toHaveLength(1);
		expect(calls('publishItem')).toHaveLength(2);
	});

	it('go up three at once, and no more', async () => {
		let [now, most] = [0, 0];
		const counting: Wire = {
			...act.wire,
			upload: async (request) => {
				most = Math.max(most, ++now);
				// Long enough for others to begin meanwhile, if they may.
				await wait(30);
				return await act.wire.upload(request).finally(() => now--);
			},
		};
		const media = Array.from({ length: 7 }, (_, at) =>
			inHand(mediaFile(`${at}.png`, 'image/png', 1000 + at)),
		);
		const { item } = await create({ media }, counting);

		expect(most).toBe(3);
		const names = new Map(files().map(({ id, filename }) => [id, filename]));
		expect(item.media.map(({ id }) => names.get(id ?? ''))).toEqual(media.map(({ file }) => file.filename));
	});

	it('go alone in the short form where the ID need not be told', async () => {
		const media = await upload(CLIP);
		const youtube = { ...FACEBOOK, id: 'YOUTUBE:UCsandbox', platform: 'youtube' };
		expect((await create({ accounts: [youtube], mode: 'draft', media: [stored(media)] })).raw).toMatchObject({
			youtubeVideo: { videoUrl: media.url },
		});
	});

	it.each(['upload', 'generateFileUploadUrl', 'getFileById'])(
		'that cannot be uploaded because of %s leave no post',
		async (operationId) => {
			await act.inject({ kind: 'serverError', operationId, times: 9 });
			await expect(create({ media: [IMAGE, PICTURE] })).rejects.toMatchObject(notMade(''));
			expect(calls('publishItem')).toEqual([]);
		},
	);

	it('that Wix cannot process leave no post', async () => {
		await expect(create({ media: [PICTURE] }, breaking(act.wire))).rejects.toMatchObject(
			notMade('Wix could not process mug.png'),
		);
		expect(calls('publishItem')).toEqual([]);
	});

	it('that are not in the library leave no post', async () => {
		await expect(
			create({ media: [{ source: 'mediaId', mediaId: 'gone.jpg', type: null, altText: null }] }),
		).rejects.toMatchObject({
			facts: { cause: 'notFound', advice: expect.stringMatching(/^No post was made/) as string },
		});
		expect(calls('publishItem')).toEqual([]);
	});

	it('end with the execution', async () => {
		const { displayName, rules } = provider;
		const cancelled = failureOfCancellation({
			provider: 'wix',
			displayName,
			rules,
			secrets: [],
			repeatable: 'safe',
		});
		const stopped: Wire = { ...act.wire, sleep: async () => await Promise.reject(cancelled) };
		await expect(create({ media: [PICTURE] }, stopped)).rejects.toBe(cancelled);
		expect(calls('publishItem')).toEqual([]);
	});

	it('are not uploaded for a post that cannot be made', async () => {
		const document = inHand(mediaFile('price list.pdf', 'application/pdf', 10), 'document');
		const refusals: ReadonlyArray<readonly [string, Partial<PostDraft>]> = [
			['Media', { media: [PICTURE, document] }],
			['Media', { media: [{ ...PICTURE, type: null }] }],
			['Accounts', { accounts: [FACEBOOK, { ...LINKEDIN, id: 'LINKEDIN:*' }], media: [PICTURE] }],
			[
				'Platform Overrides',
				{
					media: [PICTURE],
					overrides: [{ platform: 'facebook', text: null, settings: { type: 'SHORT' } }],
				},
			],
		];
		for (const [parameter, draft] of refusals) {
			await expect(create(draft)).rejects.toMatchObject({ name: 'InputError', parameter });
		}
		expect(sandbox.log()).toEqual([]);
	});

	it('that are neither images nor videos in the library are refused', async () => {
		const sound = await upload(inHand(mediaFile('jingle.mp3', 'audio/mpeg', 10), null));
		await expect(create({ media: [stored(sound)] })).rejects.toMatchObject({
			name: 'InputError',
			parameter: 'Media',
		});
		expect(calls('publishItem')).toEqual([]);
	});

	describe('when it is changed', () => {
		it('take the place of the old ones', async () => {
			const post = await act.draftOf();
			const changed = await act.update(post.id, { media: [PICTURE, stored(await upload(CLIP), 'video')] });
			expect(changed.media).toMatchObject([
				{ id: expect.any(String) as string, type: 'image' },
				{ id: files()[0]?.id, type: 'video' },
			]);
		});

		it('are not uploaded when it is out already', async () => {
			const post = await act.create({});
			await expect(act.update(post.id, { media: [PICTURE] })).rejects.toMatchObject({
				facts: { cause: 'conflict' },
			});
			expect(calls('generateFileUploadUrl')).toEqual([]);
		});

		it('leave it as it is when they cannot be uploaded', async () => {
			const post = await act.draftOf();
			await act.inject({ kind: 'serverError', operationId: 'upload', times: 9 });
			await expect(act.update(post.id, { text: 'Better', media: [PICTURE] })).rejects.toMatchObject({
				facts: { outcome: 'none', advice: expect.stringMatching(/^The post was not changed\./) as string },
			});
			expect(await act.read(post.id)).toMatchObject({ text: 'Hello', media: [{ url: IMAGE.url }] });
		});
	});
});
