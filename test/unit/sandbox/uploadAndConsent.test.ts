import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';

import { request } from 'undici';

import { API_KEY } from './fixtures/tinyVendor';
import { TinyClient } from './fixtures/tinyClient';

const client = TinyClient.use();

const sha256 = (bytes: string | Buffer) => createHash('sha256').update(bytes).digest('hex');

describe('a multipart upload', () => {
	const form = (fields: Record<string, string>, file: string | null) => {
		const data = new FormData();
		for (const [name, value] of Object.entries(fields)) data.append(name, value);
		if (file !== null) data.append('file', new Blob([file], { type: 'image/png' }), 'a.png');
		return data;
	};

	it('is checked field by field, and its file is hashed', async () => {
		const answer = await client.call('POST', '/v1/files', form({ size: '5' }, 'bytes'));

		expect([answer.status, answer.json]).toEqual([201, { sha256: sha256('bytes'), size: 5 }]);
	});

	it.each([
		['without its file', { size: '5' }, null, 'body/file'],
		['with a field of the wrong type', { size: 'big' }, 'bytes', 'body/size'],
		['with an unknown field', { size: '5', odd: '1' }, 'bytes', 'body/odd'],
	])('%s is refused', async (_what, fields, file, where) => {
		const answer = await client.call('POST', '/v1/files', form(fields as Record<string, string>, file));

		expect(answer.status).toBe(422);
		expect(answer.json.error.details.map((issue) => issue.where)).toEqual([where]);
	});
});

describe('the storage', () => {
	const openUpload = async (): Promise<string> => (await client.call('POST', '/v1/upload-url')).json.url;
	const put = async (url: string, bytes: string, headers: Record<string, string> = {}) =>
		client.send('PUT', url, bytes, { 'content-type': 'video/mp4', ...headers });

	it('is another origin than the API', async () => {
		const { origin, storageOrigin } = client.sandbox;

		expect(new URL(await openUpload()).origin).toBe(storageOrigin);
		expect(storageOrigin).not.toBe(origin);
	});

	it('takes raw bytes and forms, and answers what the vendor says', async () => {
		const raw = await put(await openUpload(), 'film');
		const data = new FormData();
		data.append('file', new Blob(['picture']), 'a.jpg');
		const posted = await client.send('POST', await openUpload(), data, {});

		expect(raw.json).toMatchObject({ size: 4, sha256: sha256('film') });
		expect(posted.json).toMatchObject({ size: 7, sha256: sha256('picture') });
		expect(await client.violations()).toEqual([]);
	});

	it('takes a file far larger than what it may keep in memory', async () => {
		const chunk = Buffer.alloc(1024 * 1024, 7);
		const chunks = 300;
		const whole = createHash('sha256');
		for (let index = 0; index < chunks; index++) whole.update(chunk);
		const before = process.memoryUsage().arrayBuffers;
		const { body } = await request(await openUpload(), {
			method: 'PUT',
			headers: { 'content-length': String(chunks * chunk.length), 'content-type': 'video/mp4' },
			body: Readable.from(Array.from({ length: chunks }, () => chunk)),
		});

		expect(await body.json()).toMatchObject({ size: chunks * chunk.length, sha256: whole.digest('hex') });
		expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(100 * 1024 * 1024);
	});

	it('takes the same bytes again, but no others, and only with the signature', async () => {
		const url = await openUpload();
		const statuses = [await put(url, 'a'), await put(url, 'a'), await put(url, 'b')].map(
			({ status }) => status,
		);
		const unsigned = await put(url.replace(/signature=.*/, 'signature=0'), 'a');
		const unknown = await put(url.replace(/wix\/[^?]*/, 'wix/nothing'), 'a');

		expect(statuses).toEqual([200, 200, 403]);
		expect([unsigned.status, unknown.status]).toEqual([403, 404]);
	});

	it.each(['dropBefore', 'dropAfter'])('has faults of its own: %s', async (kind) => {
		const url = await openUpload();
		await client.control('POST', '/faults', { kind, operationId: 'upload' });

		await expect(put(url, 'a')).rejects.toThrow('fetch failed');
		expect((await put(url, 'b')).status).toBe(kind === 'dropAfter' ? 403 : 200);
	});

	it('is met only by faults that name it', async () => {
		const url = await openUpload();
		await client.control('POST', '/faults', { kind: 'serverError', vendor: 'wix' });
		await client.control('POST', '/faults', { kind: 'rateLimit', path: '/uploads/', retryAfterSeconds: 4 });
		const busy = await put(url, 'a');
		const done = await put(url, 'a');

		expect([busy.status, busy.headers.get('retry-after')]).toEqual([503, '4']);
		expect(done.status).toBe(200);
		expect((await client.call('GET', '/v1/accounts')).status).toBe(500);
	});

	it.each([
		['authorization', { authorization: 'Bearer something' }, 'header/authorization'],
		['another header that holds the key', { 'x-api-key': API_KEY }, 'header/x-api-key'],
	])('lists %s as a leaked key', async (_what, headers, where) => {
		await put(await openUpload(), 'a', headers as Record<string, string>);
		const [violation] = await client.violations();

		expect(violation).toMatchObject({ vendor: 'wix', kind: 'leakedKey', issues: [{ where }] });
		expect(JSON.stringify([violation, await client.log()])).not.toContain(API_KEY);
	});

	it('lists a key in the address of sample media as leaked', async () => {
		await fetch(`${client.sandbox.storageOrigin}/samples/photo.jpg?key=${API_KEY}`);

		expect(await client.violations()).toMatchObject([{ kind: 'leakedKey', issues: [{ where: 'url' }] }]);
	});

	it.each([
		['/samples/photo.jpg', 'image/jpeg'],
		['/samples/clip.mp4', 'video/mp4'],
		['/samples/anim.gif', 'image/gif'],
		['/files/any/where.png', 'image/png'],
	])('serves %s, also to HEAD', async (path, type) => {
		const url = client.sandbox.storageOrigin + path;
		const got = await fetch(url);
		const bytes = await got.arrayBuffer();
		const head = await fetch(url, { method: 'HEAD' });

		expect([got.status, got.headers.get('content-type')]).toEqual([200, type]);
		expect(bytes.byteLength).toBeGreaterThan(20);
		expect(head.headers.get('content-length')).toBe(String(bytes.byteLength));
		expect(head.headers.get('content-type')).toBe(type);
	});

	it('has nothing else', async () => {
		expect((await fetch(`${client.sandbox.storageOrigin}/samples/missing.jpg`)).status).toBe(404);
	});
});

describe('a connect link', () => {
	const open = async (body: object = {}): Promise<string> =>
		(await client.call('POST', '/v1/connect/x', body)).json.url;
	const decide = async (url: string, decision: string) =>
		client.send('POST', url, `decision=${decision}`, { 'content-type': 'application/x-www-form-urlencoded' });
	const accounts = async () => (await client.control('GET', '/state/wix')).json.accounts;

	it('leads to a page that says who asks for which network, properly escaped', async () => {
		const page = await client.send('GET', await open(), undefined, {});

		expect(page.status).toBe(200);
		expect(page.text).toContain('Tiny &lt;Vendor&gt;');
		expect(page.text).toContain('Connect x');
		expect(page.text).not.toContain('<Vendor>');
	});

	it('gives a new account on approval and goes on to the return URL', async () => {
		const answer = await decide(await open({ returnUrl: 'http://127.0.0.1:9/back' }), 'approve');
		const added = (await accounts())[2];

		expect([answer.status, answer.headers.get('location')]).toEqual([
			303,
			'http://127.0.0.1:9/back?result=approved',
		]);
		expect(added).toMatchObject({ id: expect.stringMatching(/^acc_\d+$/), platform: 'x', connected: true });
	});

	it('repairs the account it was made for, which keeps its ID', async () => {
		await client.control('POST', '/accounts/wix/acc_2/expire');
		const answer = await decide(await open({ accountId: 'acc_2' }), 'approve');
		const all = await accounts();

		expect(answer.status).toBe(200);
		expect(answer.text).toContain('close this page');
		expect(all).toHaveLength(2);
		expect(Date.parse(all[1].tokenExpiresAt)).toBeGreaterThan(Date.now());
	});

	it('changes nothing on refusal', async () => {
		const answer = await decide(await open({ returnUrl: 'http://127.0.0.1:9/back' }), 'refuse');

		expect(answer.headers.get('location')).toBe('http://127.0.0.1:9/back?result=refused');
		expect(await accounts()).toHaveLength(2);
	});

	it('works once and not after its time, and says so', async () => {
		const used = await open();
		await decide(used, 'approve');
		const late = await open();
		await client.control('POST', '/clock', { forward: '2d' });

		const again = await decide(used, 'approve');
		const tooLate = await client.send('GET', late, undefined, {});
		expect([again.status, again.text]).toEqual([410, expect.stringContaining('used already')]);
		expect([tooLate.status, tooLate.text]).toEqual([410, expect.stringContaining('has expired')]);
		expect((await client.send('GET', `${used}0`, undefined, {})).status).toBe(404);
		expect((await decide(await open(), 'maybe')).status).toBe(400);
	});
});

describe('the pages', () => {
	it('show vendors, accounts with their health and posts with their targets, and refresh themselves', async () => {
		await client.control('POST', '/accounts/wix/acc_2/revoke');
		await client.call('POST', '/v1/posts', { text: '<b>Hi</b>', accounts: ['acc_1', 'acc_2'] });
		await client.control('POST', '/clock', { forward: '1s' });
		const overview = await client.send('GET', `${client.sandbox.origin}/`, undefined, {});
		const vendor = await client.send('GET', `${client.sandbox.control}/pages/wix`, undefined, {});

		expect(overview.text).toContain('/_sandbox/pages/wix');
		expect(overview.text).toContain('http-equiv="refresh"');
		expect(vendor.text).toContain('&lt;b&gt;Hi&lt;/b&gt;');
		expect(vendor.text).toContain('<span class="tag bad">revoked</span>');
		expect(vendor.text).toContain('Permission revoked');
		expect(vendor.text).not.toMatch(/https?:\/\/[^"]*\.(css|js)"/);
	});
});
