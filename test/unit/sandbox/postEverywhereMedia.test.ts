import { fetch, FormData } from 'undici';

import { inFuture } from '../fixtures/inFuture';
import { X, FACEBOOK, HOUR_MS, usePostEverywhere } from './fixtures/postEverywhere';

const { get, post, remove, letSettle, expectKeptContract, sandbox } = usePostEverywhere();

describe('media', () => {
	it('takes an image as a form and a video as it is, at addresses without the key', async () => {
		const image = await post('/media/upload', { filename: 'a.png', content_type: 'image/png', size: 5 });
		expect(image.data.upload_method).toEqual({
			method: 'POST',
			content_type: 'multipart/form-data',
			field_name: 'file',
		});
		const early = await post(`/media/${String(image.data.media_id)}/complete`);
		expect(early.error.message).toMatch(/make sure you uploaded/);

		const form = new FormData();
		form.set('file', new Blob(['12345'], { type: 'image/png' }), 'a.png');
		await fetch(String(image.data.upload_url), { method: 'POST', body: form });
		expect((await post(`/media/${String(image.data.media_id)}/complete`)).data).toMatchObject({
			status: 'ready',
			size: 5,
		});

		const video = await post('/media/upload', { filename: 'a.mp4', content_type: 'video/mp4', file_size: 3 });
		expect(video.data.upload_method).toMatchObject({ method: 'PUT', content_type: 'video/mp4' });
		await fetch(String(video.data.upload_url), {
			method: 'PUT',
			headers: { 'content-type': 'video/mp4' },
			body: 'abc',
		});
		expect((await post(`/media/${String(video.data.media_id)}/complete`)).data.status).toBe('processing');
		letSettle();
		expect((await get(`/media/${String(video.data.media_id)}`)).data).toMatchObject({
			status: 'ready',
			media_status: 'ready',
		});
		expectKeptContract();
	});

	it('imports an image at once and a video after a while', async () => {
		const image = await post('/media/upload-from-url', { url: 'https://cdn.acme.example/a.jpg' });
		const video = await post('/media/upload-from-url', { url: 'https://cdn.acme.example/a.mp4' });
		expect([image.data.media_status, video.data.media_status]).toEqual(['ready', 'uploading']);
		const body = { content: 'Clip', account_ids: [FACEBOOK], media_ids: [video.data.media_id] };

		expect((await post('/posts', body)).error.message).toMatch(/not ready/);
		letSettle();
		expect((await post('/posts', body)).status).toBe(201);
		expectKeptContract();
	});

	it.each([
		['http://localhost/a.jpg'],
		['http://127.0.0.1:9/a.jpg'],
		['https://10.1.2.3/a.jpg'],
		['http://169.254.169.254/latest/meta-data'],
		['http://[::1]/a.jpg'],
		['http://[::ffff:127.0.0.1]/a.jpg'],
		['http://nas.local/a.jpg'],
	])('does not fetch from %s', async (url) => {
		expect((await post('/media/upload-from-url', { url })).error).toMatchObject({ code: 'validation_error' });
	});

	it('fetches from its own storage, which stands for the public net', async () => {
		const url = `${sandbox.storageOrigin}/samples/photo.jpg`;

		expect((await post('/media/upload-from-url', { url })).data).toMatchObject({
			media_status: 'ready',
			source_url: url,
		});
	});

	it('refuses other kinds of files, and says why a video could not be imported', async () => {
		expect((await post('/media/upload-from-url', { url: 'https://cdn.acme.example/a.txt' })).status).toBe(
			415,
		);
		const { data } = await post('/media/upload-from-url', { url: 'https://cdn.acme.example/broken.mp4' });
		letSettle();
		expect((await get(`/media/${String(data.media_id)}`)).data).toMatchObject({
			media_status: 'failed',
			error_message: 'The video could not be downloaded',
		});
		expectKeptContract();
	});

	it('lists files under both names, and keeps those that a scheduled post uses', async () => {
		const { data } = await post('/media/upload-from-url', { url: 'https://cdn.acme.example/a.jpg' });
		await post('/posts', {
			content: 'Pic',
			account_ids: [X],
			media_ids: data.media_ids,
			scheduled_for: inFuture(HOUR_MS),
		});
		const list = await get('/media?type=image');

		expect(list.data.items).toEqual(list.data.media);
		expect(list.data.media_ids).toHaveLength(2);
		const path = `/media/${String(data.media_id)}`;
		expect((await remove(path)).error).toMatchObject({ code: 'conflict' });
		expect((await remove(`${path}?force=true`)).data).toMatchObject({ deleted: true });
		expectKeptContract();
	});
});
