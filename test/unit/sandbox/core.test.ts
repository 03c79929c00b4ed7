import { API_KEY } from './fixtures/tinyVendor';
import { TinyClient } from './fixtures/tinyClient';

const client = TinyClient.use();

const NEW_POST = { text: 'Hello', accounts: ['acc_1'] };

describe('a request', () => {
	it('that keeps the contract is answered and leaves no violation', async () => {
		const answer = await client.call('POST', '/v1/posts', { ...NEW_POST, kind: 'post', note: null });

		expect(answer.status).toBe(201);
		expect(await client.violations()).toEqual([]);
	});

	it('has its query turned into the types of the contract, lists in both notations', async () => {
		const answer = await client.call('GET', '/v1/accounts?limit=5&platforms=x&ids=1,2');
		const repeated = await client.call('GET', '/v1/accounts?platforms=x&platforms=instagram');

		expect(answer.json.asked).toEqual({ limit: 5, platforms: ['x'], ids: [1, 2] });
		expect(repeated.json.asked).toEqual({ platforms: ['x', 'instagram'] });
	});

	it('for an unknown path or with a wrong method gets the own error of the vendor and is listed', async () => {
		const path = await client.call('GET', '/v1/nothing');
		const method = await client.call('PUT', '/v1/accounts', {});

		expect([path.status, path.json.error.code]).toEqual([404, 'path']);
		expect([method.status, method.json.error.code]).toEqual([405, 'method']);
		expect((await client.violations()).map(({ kind }) => kind)).toEqual(['path', 'method']);
	});

	it('with several wrong fields is told all of them, with the place of each', async () => {
		const body = {
			txt: 'a',
			accounts: [1],
			kind: 'story',
			note: 5,
			at: 'tomorrow',
			parent: { text: 7, accounts: ['a'] },
		};
		const answer = await client.call('POST', '/v1/posts', body);
		const [violation] = await client.violations();

		const seen = violation?.issues.map(({ where, keyword }) => `${where}: ${keyword}`).sort();
		expect(answer.status).toBe(422);
		expect(violation).toMatchObject({
			vendor: 'wix',
			kind: 'request',
			operationId: 'createPost',
			path: '/v1/posts',
		});
		expect(seen).toEqual([
			'body/accounts/0: type',
			'body/at: format',
			'body/kind: const',
			'body/note: type',
			'body/parent/text: type',
			'body/text: required',
			'body/txt: additionalProperties',
		]);
	});

	it.each([
		['a missing header', 'POST', '/v1/posts', NEW_POST, { 'x-site-id': '' }, 'header/x-site-id'],
		['an unknown query parameter', 'GET', '/v1/accounts?lmit=1', undefined, {}, 'query/lmit'],
		['a query parameter of the wrong type', 'GET', '/v1/accounts?limit=many', undefined, {}, 'query/limit'],
		['no body', 'POST', '/v1/posts', undefined, {}, 'body'],
		[
			'a body of the wrong content type',
			'POST',
			'/v1/posts',
			'text',
			{ 'content-type': 'text/plain' },
			'header/content-type',
		],
		['a body where none is wanted', 'DELETE', '/v1/posts/100', { why: 'x' }, {}, 'body'],
	])('with %s is refused', async (_what, method, path, body, headers, where) => {
		const answer = await client.call(method, path, body, headers as Record<string, string>);

		expect(answer.status).toBe(422);
		expect(answer.json.error.details.map((issue) => issue.where)).toEqual([where]);
	});

	it('with a body that is not JSON is refused as such', async () => {
		const answer = await client.call('POST', '/v1/posts', '{"text": ', {
			'content-type': 'application/json',
		});

		expect([answer.status, answer.json.error.code]).toEqual([422, 'json']);
		expect((await client.violations())[0]?.kind).toBe('json');
	});

	it('without the key, or with a wrong one, is refused before anything else and listed', async () => {
		const answer = await client.call('POST', '/v1/nothing', {}, { authorization: 'Bearer wrong' });

		expect([answer.status, answer.json.error.code]).toEqual([401, 'unauthorized']);
		expect((await client.violations()).map(({ kind }) => kind)).toEqual(['auth']);
	});
});

describe('an answer', () => {
	it.each([
		['has a wrong body', 'body', 'body/fine'],
		['has a status that the contract does not know', 'status', 'status'],
		['lacks its body', 'none', 'body'],
	])('that %s becomes a 500 that says so', async (_what, how, where) => {
		const answer = await client.call('GET', `/v1/broken?how=${how}`);
		const [violation] = await client.violations();

		expect(answer.status).toBe(500);
		expect(answer.json.sandbox).toContain('breaks the contract');
		expect(violation).toMatchObject({ kind: 'response', issues: [{ where }] });
	});

	it('of a handler that throws is a 500 with the reason', async () => {
		const answer = await client.call('GET', '/v1/broken?how=throw');

		expect(answer.status).toBe(500);
		expect(answer.text).toContain('tripped over');
	});

	it('without a body is sent without one', async () => {
		const answer = await client.call('DELETE', '/v1/posts/100');

		expect([answer.status, answer.text]).toEqual([204, '']);
	});
});

describe('the rate limit', () => {
	it('shows its headers on every answer, also on refusals', async () => {
		const first = await client.call('GET', '/v1/accounts');
		const refused = await client.call('GET', '/v1/accounts?limit=x');

		expect(first.headers.get('x-limit')).toBe('1000');
		expect(first.headers.get('x-remaining')).toBe('999');
		expect(refused.headers.get('x-remaining')).toBe('998');
	});

	it('refuses further calls with Retry-After until the window ends', async () => {
		await client.control('POST', '/settings', { vendor: 'wix', rateLimit: 2 });
		const statuses: number[] = [];
		for (let call = 0; call < 3; call++) statuses.push((await client.call('GET', '/v1/accounts')).status);
		const refused = await client.call('GET', '/v1/accounts');
		const wait = Number(refused.headers.get('retry-after'));
		await client.control('POST', '/clock', { forwardMs: wait * 1000 });
		const later = await client.call('GET', '/v1/accounts');

		expect(statuses).toEqual([200, 200, 429]);
		expect(refused.json.error.code).toBe('too_many');
		expect(wait).toBeGreaterThan(50);
		expect(later.status).toBe(200);
	});
});

describe('the log', () => {
	it('tells each call and its outcome', async () => {
		await client.call('POST', '/v1/posts?x=1', NEW_POST);
		await client.call('GET', '/v1/accounts');

		const log = await client.log();
		expect(log).toHaveLength(2);
		expect(log[0]).toMatchObject({
			vendor: 'wix',
			method: 'POST',
			path: '/v1/posts',
			query: { x: '1' },
			status: 422,
		});
		expect(log[0]?.body).toEqual(NEW_POST);
		expect(log[1]).toMatchObject({ operationId: 'listAccounts', status: 200, outcome: 'answered' });
	});

	it('and the violations never hold a key, wherever it was put', async () => {
		await client.call(
			'POST',
			`/v1/posts?key=${API_KEY}`,
			{ text: API_KEY, api_key: 'other-secret' },
			{ 'x-odd': API_KEY },
		);
		const records = JSON.stringify([await client.log(), await client.violations()]);

		expect(records).not.toContain(API_KEY);
		expect(records).not.toContain('other-secret');
		expect(records).toContain('[redacted]');
	});
});

describe('the control API', () => {
	it.each([
		['/faults', { kind: 'explode' }, 'body/kind'],
		['/faults', { kind: 'slow', delayMs: -1 }, 'body/delayMs'],
		['/faults', { kind: 'slow', tmes: 1 }, 'tmes'],
		['/clock', { forward: 'soon' }, 'body/forward'],
		['/settings', { publishMs: 'x' }, 'body/publishMs'],
		['/reset', { vendor: 'nobody' }, 'body/vendor'],
		['/accounts/wix/acc_1/health', { health: 'fine' }, 'body/health'],
	])('refuses a wrong wish at %s and names the field', async (path, body, field) => {
		const answer = await client.control('POST', path, body);

		expect(answer.status).toBe(400);
		expect(answer.json.error).toContain(field);
	});

	it('says which vendors and accounts there are when asked for another', async () => {
		const vendor = await client.control('GET', '/state/nobody');
		const account = await client.control('POST', '/accounts/wix/acc_9/expire');

		expect([vendor.status, vendor.json.error]).toEqual([404, expect.stringContaining('wix')]);
		expect([account.status, account.json.error]).toEqual([404, expect.stringContaining('acc_1')]);
	});

	it('gives what the start-up output printed, and the list of its routes', async () => {
		const access = await client.control('GET', '/access');
		const routes = await client.control('GET', '');

		expect(access.json).toEqual({ ...client.sandbox.access, control: client.sandbox.control });
		expect(routes.json.routes).toContain('POST /_sandbox/faults');
	});

	it('resets one vendor, or everything with clock, settings, faults, log and violations', async () => {
		await client.call('POST', '/v1/posts', NEW_POST);
		await client.call('GET', '/v1/nothing');
		await client.control('POST', '/clock', { forward: '1d 2h' });
		await client.control('POST', '/settings', { publishMs: 5, latencyMs: 1 });
		await client.control('POST', '/faults', { kind: 'serverError' });
		await client.control('POST', '/accounts/wix/acc_1/revoke');
		await client.control('POST', '/reset');

		const { accounts, posts } = (await client.control('GET', '/state/wix')).json;
		expect(posts.map((post) => post.id)).toEqual(['100']);
		expect(accounts.map((account) => account.revoked)).toEqual([false, false]);
		expect((await client.control('GET', '/clock')).json.offsetMs).toBe(0);
		expect((await client.control('POST', '/settings', {})).json.wix).toEqual({
			publishMs: 250,
			mediaMs: 250,
			rateLimit: null,
			latencyMs: 0,
		});
		expect((await client.control('GET', '/faults')).json.faults).toEqual([]);
		expect([await client.log(), await client.violations()]).toEqual([[], []]);
		expect((await client.call('POST', '/v1/posts', NEW_POST)).json.id).toBe(101);
	});

	it('answers health checks', async () => {
		const answer = await client.send('GET', `${client.sandbox.origin}/healthz`, undefined, {});

		expect(answer.json).toEqual({ ok: true, vendors: ['wix'] });
	});
});
