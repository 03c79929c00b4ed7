import { TinyClient } from './fixtures/tinyClient';

const client = TinyClient.use();

const fault = async (wish: object) => (await client.control('POST', '/faults', wish)).json;
const createPost = async () => client.call('POST', '/v1/posts', { text: 'Hello', accounts: ['acc_1'] });
const postCount = async (): Promise<number> => (await client.control('GET', '/state/wix')).json.posts.length;

it('makes the next calls answer 429 with Retry-After, and no others', async () => {
	await fault({ kind: 'rateLimit', times: 2, retryAfterSeconds: 7 });
	const answers = [await createPost(), await createPost(), await createPost()];

	expect(answers.map(({ status }) => status)).toEqual([429, 429, 201]);
	expect(answers[0]?.headers.get('retry-after')).toBe('7');
	expect(answers[0]?.headers.get('x-remaining')).toBe('0');
	expect(answers[0]?.json.error.code).toBe('too_many');
	expect(await postCount()).toBe(2);
});

it('makes them answer 429 without a word about how long to wait', async () => {
	await fault({ kind: 'rateLimit', retryAfterSeconds: null });
	const { status, headers, json } = await createPost();

	expect([status, json.error.code]).toEqual([429, 'too_many']);
	expect(['retry-after', 'x-remaining'].map((name) => headers.get(name))).toEqual([null, null]);
});

it('answers 500 in the words of the vendor, without an effect', async () => {
	await fault({ kind: 'serverError' });
	const answer = await createPost();

	expect([answer.status, answer.json.error.code]).toEqual([500, 'internal']);
	expect(await postCount()).toBe(1);
});

it('answers 502 with a page of HTML, without an effect', async () => {
	await fault({ kind: 'badGatewayHtml' });
	const answer = await createPost();

	expect(answer.status).toBe(502);
	expect(answer.headers.get('content-type')).toContain('text/html');
	expect(answer.text).toContain('<html>');
	expect(await postCount()).toBe(1);
});

it('breaks the connection before the effect', async () => {
	await fault({ kind: 'dropBefore' });

	await expect(createPost()).rejects.toThrow('fetch failed');
	expect(await postCount()).toBe(1);
	expect((await client.log())[0]).toMatchObject({ outcome: 'dropped', status: null, fault: 'dropBefore' });
});

it('breaks the connection after the effect', async () => {
	await fault({ kind: 'dropAfter' });

	await expect(createPost()).rejects.toThrow('fetch failed');
	expect(await postCount()).toBe(2);
});

it('answers late, but as usual', async () => {
	await fault({ kind: 'slow', delayMs: 150 });
	const startedAt = performance.now();
	const answer = await createPost();

	expect(performance.now() - startedAt).toBeGreaterThanOrEqual(145);
	expect(answer.status).toBe(201);
});

it('cuts a body in the middle of its JSON after the effect', async () => {
	await fault({ kind: 'malformedJson' });
	const answer = await createPost();

	expect(answer.status).toBe(201);
	expect(answer.headers.get('content-type')).toContain('application/json');
	expect(answer.text).toMatch(/^\{/);
	expect(() => JSON.parse(answer.text)).toThrow(SyntaxError);
	expect(await postCount()).toBe(2);
});

it('leaves out the second half of the longest list', async () => {
	await fault({ kind: 'truncatedList' });
	const answer = await client.call('GET', '/v1/accounts');
	const whole = await client.call('GET', '/v1/accounts');

	expect(answer.json.accounts.map((account) => account.id)).toEqual(['acc_1']);
	expect(whole.json.accounts).toHaveLength(2);
});

it.each([
	['an operation', { operationId: 'createPost' }],
	['a method', { method: 'POST' }],
	['the beginning of a path', { path: '/v1/po' }],
	['a path with placeholders', { path: '/v1/posts' }],
])('meets only the calls of %s', async (_what, which) => {
	await fault({ kind: 'serverError', vendor: 'wix', ...which });

	expect((await client.call('GET', '/v1/accounts')).status).toBe(200);
	expect((await createPost()).status).toBe(500);
});

it('meets a path with placeholders as a whole', async () => {
	await fault({ kind: 'serverError', path: '/v1/posts/{id}' });

	expect((await createPost()).status).toBe(201);
	expect((await client.call('GET', '/v1/posts/100')).status).toBe(500);
});

it('does not meet calls of another vendor', async () => {
	await fault({ kind: 'serverError', vendor: 'smartlyQ' });

	expect((await createPost()).status).toBe(201);
});

it('meets a share of the calls, the same ones for the same seed', async () => {
	const draw = async () => {
		await client.control('POST', '/reset');
		await fault({ kind: 'serverError', probability: 0.5, seed: 'a' });
		const statuses: number[] = [];
		for (let call = 0; call < 20; call++) statuses.push((await client.call('GET', '/v1/accounts')).status);
		return statuses;
	};
	const first = await draw();

	expect(new Set(first)).toEqual(new Set([200, 500]));
	expect(await draw()).toEqual(first);
});

it('lists what it was asked for and forgets it', async () => {
	const { id } = await fault({ kind: 'slow', delayMs: 0, times: 3 });
	await createPost();

	expect((await client.control('GET', '/faults')).json.faults).toMatchObject([
		{ id, remaining: 2, applied: 1 },
	]);
	expect((await client.control('DELETE', '/faults')).json.faults).toEqual([]);
});

it('can make every answer of a vendor late', async () => {
	await client.control('POST', '/settings', { vendor: 'wix', latencyMs: 120 });
	const startedAt = performance.now();
	await client.call('GET', '/v1/accounts');

	expect(performance.now() - startedAt).toBeGreaterThanOrEqual(115);
});
