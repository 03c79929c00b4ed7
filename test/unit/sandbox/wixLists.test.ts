import { fetch } from 'undici';

import { wix } from '../../../sandbox/vendors/wix/vendor';
import { injectFault, postControl } from '../fixtures/control';
import { inFuture } from '../fixtures/inFuture';
import { expectKeptContract, useSandbox } from '../fixtures/useSandbox';
import type { Answer } from './fixtures/client';
import {
	clientOf,
	codeOf,
	FACEBOOK_PAGE,
	facebookPost,
	IMAGE,
	type Item,
	itemIn,
	UNKNOWN_ID,
	violationsOf,
} from './fixtures/wixClient';

const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;

const sandbox = useSandbox({ vendors: [wix] });
const client = clientOf(sandbox);

const keptContract = () => expectKeptContract(sandbox);

describe('querying', () => {
	const query = (wish: object) => client.post('/items/query', { query: wish });
	const captions = ({ body }: Answer) =>
		(body.items as Array<{ facebookPost?: { caption: string } }>).map(
			({ facebookPost: content }) => content?.caption,
		);

	it('gives the newest items first, page by page', async () => {
		await client.post('/bulk/publish', {
			items: Array.from({ length: 60 }, (_, index) =>
				facebookPost({ facebookPost: { pageId: FACEBOOK_PAGE, caption: `n${index}` } }),
			),
		});

		const first = await client.post('/items/query', {});
		expect(first.body.pagingMetadata).toEqual({ count: 50, offset: 0, total: 65, hasNext: true });
		expect(captions(first)[0]).toBe('n59');
		const second = await query({ paging: { limit: 50, offset: 50 } });
		expect(second.body.pagingMetadata).toEqual({ count: 15, offset: 50, total: 65, hasNext: false });
		expect(captions(second)[0]).toBe('n9');
		expect((await query({ paging: { limit: 101 } })).status).toBe(400);
	});

	it('filters and sorts by the fields that can be', async () => {
		const near = itemIn(
			await client.publish(facebookPost({ schedulingInfo: { scheduledDate: inFuture(DAY_MS) } })),
		).id;
		const { body } = await query({
			filter: { status: 'SCHEDULED', 'channel.name': { $in: ['FACEBOOK', 'INSTAGRAM'] } },
			sort: [{ fieldName: 'schedulingInfo.scheduledDate', order: 'ASC' }],
		});

		expect(body.items).toMatchObject([{ id: near }, { status: 'SCHEDULED' }]);
		const until = { 'schedulingInfo.scheduledDate': { $lt: inFuture(2 * DAY_MS) } };
		expect((await query({ filter: until })).body.items).toMatchObject([{ id: near }]);
		const wrong = await query({ filter: { referenceId: 'x' } });
		expect(violationsOf(wrong)).toMatchObject([
			{ description: "Field 'referenceId' is not declared as filterable" },
		]);
		keptContract();
	});

	it('shows deleted items only to those who ask for them', async () => {
		const { id } = itemIn(await client.post('/items', { item: facebookPost() }));
		await client.call('DELETE', `/items/${id}`);

		expect((await query({})).body.items).toHaveLength(5);
		expect((await query({ filter: { status: 'DELETED' } })).body.items).toMatchObject([{ id }]);
	});

	it('gets several items by ID', async () => {
		const ids = ((await query({})).body.items as Item[]).slice(0, 2).map(({ id }) => id);
		const { body } = await client.get(`/items?itemIds=${ids.join('&itemIds=')}`);

		expect(body.items).toMatchObject(ids.map((id) => ({ id })));
		keptContract();
	});

	it('imitates its items when many are generated', async () => {
		await postControl(sandbox, '/populate/wix', { accounts: 10, posts: 200 });

		const { body } = await query({ paging: { limit: 100, offset: 100 } });
		expect(body.items).toHaveLength(100);
		expect((await client.get('/accounts?channelName=FACEBOOK')).status).toBe(200);
		keptContract();
	});
});

describe('quotas', () => {
	const quota = async (feature: string) =>
		(
			(await client.get(`/features/${feature}`)).body.featureData as {
				quotaInfo: { currentUsage: number; remainingUsage: number };
			}
		).quotaInfo;

	it('counts what is published and what is scheduled, each for itself', async () => {
		const [published, scheduled] = [await quota('PUBLISH_POST'), await quota('SCHEDULE_POST')];
		await client.publish(facebookPost());
		const { id } = itemIn(
			await client.publish(facebookPost({ schedulingInfo: { scheduledDate: inFuture(HOUR_MS) } })),
		);

		expect((await quota('PUBLISH_POST')).currentUsage).toBe(published.currentUsage + 1);
		expect((await quota('SCHEDULE_POST')).currentUsage).toBe(scheduled.currentUsage + 1);
		await client.call('PATCH', `/items/${id}/cancel`, {});
		expect((await quota('SCHEDULE_POST')).currentUsage).toBe(scheduled.currentUsage);
		keptContract();
	});

	it('tells several features at once', async () => {
		const { body } = await client.get('/features?featureTypes=PUBLISH_POST&featureTypes=AI_TOOLS');

		expect(body).toMatchObject({
			features: [
				{ type: 'PUBLISH_POST', enabled: true, quotaInfo: { limit: 250, period: 'MONTH' } },
				{ type: 'AI_TOOLS', enabled: true },
			],
			monetizationEnabled: true,
		});
		keptContract();
	});

	it('refuses what is over the quota, until the next month', async () => {
		const hundred = { items: Array.from({ length: 100 }, () => facebookPost()) };
		for (let round = 0; round < 3; round++) await client.post('/bulk/publish', hundred);
		expect((await quota('PUBLISH_POST')).remainingUsage).toBe(0);

		const answer = await client.publish(facebookPost());
		expect([answer.status, codeOf(answer)]).toEqual([428, 'INELIGIBLE_FOR_FEATURE']);
		expect((await client.post('/bulk/publish', hundred)).status).toBe(428);
		sandbox.forward(31 * DAY_MS);
		expect((await client.publish(facebookPost())).status).toBe(200);
		keptContract();
	});

	it('allows 200 calls a minute', async () => {
		for (let count = 0; count < 200; count++) await client.get('/features/PUBLISH_POST');

		expect((await client.get('/features/PUBLISH_POST')).status).toBe(429);
		sandbox.forward(60_000);
		expect((await client.get('/features/PUBLISH_POST')).status).toBe(200);
		keptContract();
	});
});

describe('media', () => {
	const media = (method: string, path: string, body?: unknown) =>
		client.send(method, `/site-media/v1${path}`, body);
	interface File {
		readonly id: string;
		readonly operationStatus: string;
	}
	const fileIn = ({ body }: Answer) => body.file as File;

	it('imports a public file, which is ready a moment later', async () => {
		const imported = fileIn(await media('POST', '/files/import', { url: 'https://shop.example/mug.jpg' }));
		expect(imported).toMatchObject({
			operationStatus: 'PENDING',
			mediaType: 'IMAGE',
			parentFolderId: 'media-root',
		});

		sandbox.forward(60_000);
		expect(fileIn(await media('GET', `/files/get-file-by-id?fileId=${imported.id}`)).operationStatus).toBe(
			'READY',
		);
		expect(fileIn(await media('GET', `/files/${imported.id}`))).toMatchObject({
			id: imported.id,
			state: 'OK',
		});
		expect((await media('POST', '/files/import', { url: 'https://shop.example/mug' })).status).toBe(400);
		expect((await media('GET', '/files/unknown')).status).toBe(404);
		keptContract();
	});

	it('takes bytes at an address of another origin, without the key', async () => {
		const { body } = await media('POST', '/files/generate-upload-url', {
			mimeType: 'video/mp4',
			fileName: 'bowl.mp4',
			sizeInBytes: '5',
		});
		const uploadUrl = String(body.uploadUrl);
		expect(uploadUrl.startsWith(sandbox.storageOrigin)).toBe(true);

		const stored = await fetch(uploadUrl, {
			method: 'PUT',
			headers: { 'content-type': 'video/mp4' },
			body: 'bytes',
		});
		const { file } = (await stored.json()) as { file: File };
		expect(file).toMatchObject({ sizeInBytes: '5', mediaType: 'VIDEO', operationStatus: 'PENDING' });
		sandbox.forward(60_000);
		expect(fileIn(await media('GET', `/files/${file.id}`)).operationStatus).toBe('READY');
		keptContract();
	});
});

describe('generated content', () => {
	it('writes texts', async () => {
		const { body } = await client.post('/generate-text', {
			userInput: 'new ceramic mugs',
			tone: 'playful',
			additionalContent: { withHashtags: true, url: 'https://janes.example' },
		});

		expect((body.results as Array<{ caption: string }>)[0]?.caption).toContain(
			'playful post about new ceramic mugs',
		);
		keptContract();
	});

	it('writes posts for the channels that are asked for', async () => {
		const media = [{ type: 'IMAGE', url: IMAGE }];
		const { body } = await client.post('/generate-post-data', {
			userInput: 'mugs',
			media,
			channels: ['INSTAGRAM', 'YOUTUBE'],
		});

		expect(body.results).toMatchObject([
			{ channelName: 'INSTAGRAM', instagramPost: { mediaWrapper: { media } } },
		]);
		expect((await client.post('/generate-post-data', {})).status).toBe(400);
	});

	it('edits an image in its own time', async () => {
		const { body } = await client.post('/generate-image', { userInput: 'brighter', imageUrl: IMAGE });
		const path = `/generated-image/${String(body.executionId)}`;
		expect((await client.get(path)).body).toEqual({ status: 'IN_PROGRESS' });

		sandbox.forward(10 * 60_000);
		expect((await client.get(path)).body).toMatchObject({
			status: 'READY',
			imageUrl: expect.stringContaining('wixstatic') as string,
		});
		expect(codeOf(await client.get(`/generated-image/${UNKNOWN_ID}`))).toBe('GENERATED_IMAGE_NOT_FOUND');
		keptContract();
	});
});

describe('trouble', () => {
	it('says nothing in its 500', async () => {
		await injectFault(sandbox, 'wix', { kind: 'serverError' });

		const answer = await client.get('/features/PUBLISH_POST');
		expect([answer.status, answer.body]).toEqual([500, { message: '', details: {} }]);
	});
});
