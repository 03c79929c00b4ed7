import { FormData } from 'undici';

import { smartlyQ } from '../../../sandbox/vendors/smartlyQ/vendor';
import { expectKeptContract, useSandbox } from '../fixtures/useSandbox';
import { clientOf, dataOf, FACEBOOK, X } from './fixtures/smartlyQClient';

const PNG_HEAD = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** Longer than a slow machine needs to look meanwhile. */
const PROCESSING_MS = 60_000;

const sandbox = useSandbox({ vendors: [smartlyQ], settings: { mediaMs: PROCESSING_MS } });
const { call, get, post } = clientOf(sandbox);

afterEach(() => expectKeptContract(sandbox));

const nextYear = `${new Date().getUTCFullYear() + 1}-08-03 09:00:00`;

describe('media', () => {
	it('are stored directly, by the type of their bytes', async () => {
		const form = new FormData();
		form.append('file', new Blob([PNG_HEAD]), 'photo.bin');
		const stored = await call('POST', '/media/upload-direct', form);

		expect(stored).toMatchObject({
			status: 201,
			body: {
				data: { content_type: 'image/png', mime_type: 'image/png', type: 'image', size: 8, size_bytes: 8 },
			},
		});
		const { id, url } = dataOf<{ id: string; url: string }>(stored);
		expect((await get(`/media/${id}`)).body.data).toEqual(stored.body.data);
		expect((await get('/media?search=photo')).body).toMatchObject({
			data: [{ id }],
			pagination: { total: 1 },
		});
		expect(
			await post('/social/posts', {
				content: 'Look',
				platforms: ['twitter'],
				account_ids: [X],
				media_urls: [url],
			}),
		).toMatchObject({ status: 201 });
		expect((await call('DELETE', `/media/${id}`)).status).toBe(204);
		expect((await get(`/media/${id}`)).status).toBe(404);
	});

	it('are refused when they are none', async () => {
		const form = new FormData();
		form.append('file', new Blob(['hello']), 'photo.png');

		expect((await call('POST', '/media/upload-direct', form)).status).toBe(422);
	});

	it('are put to an upload address, and have an address afterwards', async () => {
		const { upload_url: address, media_id: id } = dataOf<{ upload_url: string; media_id: string }>(
			await post('/media/upload-url', { filename: 'clip.mp4', content_type: 'video/mp4' }),
		);
		expect((await get(`/media/${id}`)).body.data).toMatchObject({ url: null, size: 0 });
		await fetch(address, { method: 'PUT', body: PNG_HEAD, headers: { 'content-type': 'video/mp4' } });
		expect((await get(`/media/${id}`)).body.data).toMatchObject({ url: null, size: 8 });
		sandbox.forward(PROCESSING_MS);

		expect((await get(`/media/${id}`)).body.data).toMatchObject({
			url: expect.stringMatching(/\.mp4$/) as string,
			size: 8,
			type: 'video',
		});
	});
});

describe('a batch', () => {
	const row = { content: 'Row', platforms: ['twitter'], account_ids: [X], scheduled_time: nextYear };

	it('schedules its rows and fails those with a repeated text', async () => {
		const answer = await post('/social/posts/bulk', { posts: [row, row, { ...row, content: 'Other' }] });

		expect(answer).toMatchObject({
			status: 201,
			body: {
				data: {
					created: 2,
					failed: 1,
					results: [
						{ row: 1, status: 'scheduled', scheduled_time: nextYear },
						{ row: 2, error: 'DUPLICATE_CONTENT' },
						{ row: 3, status: 'scheduled' },
					],
				},
				usage: { units: 2 },
			},
		});
	});

	it('is rejected as a whole when a row is wrong, and can be checked before', async () => {
		const posts = [row, { ...row, account_ids: [999] }];

		expect((await post('/social/posts/bulk/validate', { posts })).body.data).toEqual({
			valid: false,
			rows: 2,
			report: [
				{ row: 1, valid: true, errors: [] },
				{ row: 2, valid: false, errors: ['Account 999 is not connected here.'] },
			],
		});
		expect((await post('/social/posts/bulk', { posts })).status).toBe(422);
		expect((await get('/social/posts')).body).toMatchObject({ pagination: { total: 4 } });
	});

	it('can be CSV text', async () => {
		const csv = [
			'content;platforms;account_ids;scheduled_time;first_comment;facebook.type',
			`"Semi;colon ""quoted""";twitter|facebook;${X}|${FACEBOOK};${nextYear};First!;post`,
		].join('\r\n');

		expect(
			await post('/social/posts/bulk', { csv: `\uFEFF${csv}`, timezone: 'Europe/Berlin' }),
		).toMatchObject({
			status: 201,
			body: { data: { created: 1 } },
		});
		expect((await get('/social/posts?status=scheduled&per_page=1')).body.data).toMatchObject([
			{ content: 'Semi;colon "quoted"', platforms: ['twitter', 'facebook'] },
		]);
		expect(await post('/social/posts/bulk', { csv: 'content,colour\na,b' })).toMatchObject({
			status: 422,
			body: { error: { details: { unknown: ['colour'] } } },
		});
	});
});

describe('checks', () => {
	it('tell what the networks think of a text', async () => {
		const { body } = await post('/social/validate/post', {
			platforms: ['twitter', 'tumblr', 'instagram'],
			content: 'x'.repeat(300),
		});

		expect(body.data).toMatchObject({
			valid: false,
			platforms: {
				twitter: { characters: 300, limit: 280, within_limit: false },
				tumblr: { limit: null, within_limit: true },
				instagram: { requires_media: true, media_ok: false },
			},
		});
	});

	it('look at a media address', async () => {
		const ask = async (url: string) => (await post('/social/validate/media', { url })).body.data;

		expect(await ask(`${sandbox.storageOrigin}/samples/photo.jpg`)).toMatchObject({
			reachable: true,
			type: 'image',
		});
		expect(await ask(`${sandbox.storageOrigin}/samples/none.jpg`)).toMatchObject({
			reachable: false,
			http_code: 404,
		});
		expect((await post('/social/validate/media', { url: 'https://10.0.0.1/a.jpg' })).status).toBe(422);
	});
});

describe('queues and account groups', () => {
	it('are made, changed and removed', async () => {
		const made = await post('/social/queues', {
			name: 'Evenings',
			slots: { Sat: ['20:00'] },
			timezone: 'Asia/Tokyo',
		});
		const { id } = dataOf<{ id: number }>(made);

		expect(made.status).toBe(201);
		expect((await get(`/social/queues/${id}/preview?count=3`)).body.data).toMatchObject({
			count: 3,
			slots: { length: 3 },
			timezone: 'Asia/Tokyo',
		});
		await call('PUT', `/social/queues/${id}`, { is_active: false });
		expect((await get(`/social/queues/${id}`)).body.data).toMatchObject({
			is_active: false,
			next_slot: null,
		});
		expect((await get('/social/queues')).body.data).toMatchObject({ queues: { length: 2 } });
		expect(await call('DELETE', `/social/queues/${id}`)).toMatchObject({ status: 200, body: { data: null } });

		const group = await post('/social/account-groups', { name: 'Both', account_ids: [X, FACEBOOK] });
		const groupId = dataOf<{ id: number }>(group).id;
		expect(group.status).toBe(201);
		await call('PUT', `/social/account-groups/${groupId}`, { account_ids: [X] });
		expect((await get(`/social/account-groups/${groupId}`)).body.data).toMatchObject({ account_ids: [X] });
		expect((await get('/social/account-groups')).body.data).toHaveLength(2);
		expect(await call('DELETE', `/social/account-groups/${groupId}`)).toMatchObject({
			status: 200,
			body: { data: {} },
		});
		expect((await post('/social/account-groups', { name: 'No', account_ids: [999] })).status).toBe(422);
	});
});
