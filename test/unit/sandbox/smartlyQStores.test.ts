import { fetch, FormData } from 'undici';

import { startSandbox, type Sandbox } from '../../../sandbox/core/server';
import { smartlyQ } from '../../../sandbox/vendors/smartlyQ/vendor';
import { clientOf, EXPIRED_LINKEDIN, FACEBOOK, X, type Call } from './fixtures/smartlyQClient';

const MINUTE_MS = 60_000;
const PNG_HEAD = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

let sandbox: Sandbox;
let call: Call;

beforeAll(async () => {
	sandbox = await startSandbox({ vendors: [smartlyQ] });
	call = clientOf(sandbox);
});

beforeEach(() => {
	sandbox.reset();
});

afterEach(() => {
	expect(sandbox.violations()).toEqual([]);
});

afterAll(async () => {
	await sandbox.close();
});

const get = (address: string) => call('GET', address);
const post = (address: string, body?: unknown) => call('POST', address, body);
const dataOf = <T>(answer: { body: Record<string, unknown> }) => answer.body.data as T;
const nextYear = `${new Date().getUTCFullYear() + 1}-08-03 09:00:00`;

async function decide(link: string, decision: string): Promise<string | null> {
	const body = new URLSearchParams({ decision }).toString();
	const headers = { 'content-type': 'application/x-www-form-urlencoded' };
	const response = await fetch(link, { method: 'POST', headers, body, redirect: 'manual' });
	return response.headers.get('location');
}

describe('connecting', () => {
	it('gives a link whose state token tells what became of it', async () => {
		const made = await post('/social/connect/instagram', { return_url: 'https://acme.example/done' });
		const { connect_url: link } = dataOf<{ connect_url: string }>(made);
		const token = new URL(link).searchParams.get('state') ?? '';

		expect(made.status).toBe(201);
		expect((await get(`/social/connect/${token}`)).body.data).toMatchObject({
			status: 'pending',
			account: null,
		});
		expect(await decide(link, 'approve')).toBe('https://acme.example/done?connected=1&platform=instagram');
		expect((await get(`/social/connect/${token}`)).body.data).toMatchObject({
			status: 'connected',
			account: { account_id: 150, platform: 'instagram' },
		});
		expect((await get('/social/accounts/150/health')).body.data).toMatchObject({ status: 'connected' });
	});

	it('gives a link that lives for 15 minutes', async () => {
		const { connect_url: link } = dataOf<{ connect_url: string }>(await post('/social/connect/twitter'));
		const token = new URL(link).searchParams.get('state') ?? '';
		sandbox.forward(15 * MINUTE_MS);

		expect((await get(`/social/connect/${token}`)).body.data).toMatchObject({ status: 'expired' });
		expect((await get('/social/connect/nonsense')).status).toBe(404);
	});

	it('needs no link where credentials are enough', async () => {
		const telegram = await post('/social/connect/telegram', { bot_token: '1:a', chat: '@acme' });
		expect(telegram).toMatchObject({
			status: 201,
			body: { data: { platform: 'telegram', account: { name: '@acme' } } },
		});
		expect((await post('/social/connect/telegram', { bot_token: '1:a', chat: '77' })).status).toBe(422);
		expect((await post('/social/connect/telegram')).status).toBe(422);
		const bluesky = { identifier: 'acme.example', app_password: 'aaaa-bbbb-cccc-dddd' };
		expect((await post('/social/connect/bluesky', bluesky)).body.data).toHaveProperty('account');
		expect((await post('/social/connect/bluesky')).body.data).toHaveProperty('connect_url');
	});

	it('repairs an expired account under the same ID', async () => {
		const { reconnect_url: link } = dataOf<{ reconnect_url: string }>(
			await get(`/social/accounts/${EXPIRED_LINKEDIN}/reconnect-url`),
		);
		await decide(link, 'approve');

		expect((await get(`/social/accounts/${EXPIRED_LINKEDIN}/health`)).body.data).toMatchObject({
			status: 'connected',
		});
	});
});

describe('unknown networks', () => {
	it('are told which ones can be connected', async () => {
		expect(await post('/social/connect/myspace')).toMatchObject({
			status: 422,
			body: {
				error: {
					code: 'UNSUPPORTED_PLATFORM',
					details: { supported: expect.arrayContaining(['gmb']) as unknown },
				},
			},
		});
		expect(sandbox.violations()).toHaveLength(1);
		sandbox.reset();
	});
});

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
