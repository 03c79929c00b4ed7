import { inspect } from 'node:util';

import fc from 'fast-check';

import { VendorError } from '../../../nodes/shared/transport/vendorError';
import { API_KEY, n8nWire } from './fixtures/n8nWire';
import { trackedFile, type TrackedFile } from './fixtures/trackedFile';
import { useServer, type Behaviour } from './fixtures/useServer';

const KILOBYTE = 1024;
const MEGABYTE = 1024 * KILOBYTE;
const STORAGE_IS_ILL = { cause: 'unavailable', outcome: 'none' };

const api = useServer();
const storage = useServer();
const wire = (cancelled?: AbortSignal) => n8nWire(`${api.origin}/v1`, cancelled);
const address = (query = 'X-Amz-Signature=0123456789abcdef') => `${storage.origin}/bucket/film.mp4?${query}`;

/** Sends a file to a presigned address. */
const put = async (
	file: TrackedFile,
	more: { address?: string; field?: string; cancelled?: AbortSignal } = {},
) =>
	await wire(more.cancelled).upload({
		method: 'PUT',
		to: { address: more.address ?? address() },
		file,
		field: more.field,
	});
/** Sends a file to the API itself. */
const post = async (file: TrackedFile, cancelled?: AbortSignal) =>
	await wire(cancelled).upload({ method: 'POST', to: { path: '/files' }, file, field: 'file' });
const failureOf = async (doing: Promise<unknown>): Promise<VendorError> => {
	const error = await doing.then(
		() => null,
		(reason: unknown) => reason,
	);
	if (error instanceof VendorError) return error;
	throw new Error(`It did not fail as expected: ${inspect(error)}`);
};
const areDestroyed = ({ opened }: TrackedFile) => opened.map(({ destroyed }) => destroyed);

describe('bytes', () => {
	it.each([0, 1, 64 * KILOBYTE, 64 * KILOBYTE + 1, 3 * MEGABYTE + 7])(
		'are all there, with their exact length and type: %i',
		async (sizeBytes) => {
			const file = trackedFile(sizeBytes);
			await put(file);

			expect(storage.received).toHaveLength(1);
			expect(storage.received[0]).toMatchObject({ method: 'PUT', sizeBytes, sha256: await file.sha256() });
			expect(storage.received[0]?.headers).toMatchObject({
				'content-length': String(sizeBytes),
				'content-type': 'video/mp4',
			});
			expect(storage.received[0]?.headers).not.toHaveProperty('transfer-encoding');
			expect(areDestroyed(file)).toEqual([true]);
		},
	);

	it('give the answer of the API, and of a storage whatever it says', async () => {
		api.will({ status: 201, body: '{"id":"media_1"}' });
		storage.will({ status: 200, body: '<Done/>', headers: { etag: '"1"' } });

		expect(await post(trackedFile(10))).toMatchObject({ status: 201, body: { id: 'media_1' } });
		expect(await put(trackedFile(10))).toMatchObject({ status: 200, body: null, headers: { etag: '"1"' } });
	});
});

describe('a new attempt', () => {
	it.each<[string, Behaviour]>([
		['a 500', { status: 500 }],
		[
			'a 503 of a storage',
			{ status: 503, body: '<Error><Code>SlowDown</Code></Error>', headers: { 'retry-after': '0' } },
		],
		['a 429', { status: 429, headers: { 'retry-after': '0' } }],
		['a reset at the first byte', { resetAfter: 1 }],
		['a reset in the middle', { resetAfter: MEGABYTE }],
		['a reset instead of the answer', { resetAfter: 2 * MEGABYTE }],
	])('after %s sends the bytes from the start', async (_what, behaviour) => {
		const file = trackedFile(2 * MEGABYTE);
		storage.will(behaviour, { status: 200 });
		await put(file);

		expect(storage.received).toHaveLength(2);
		expect(storage.received[1]).toMatchObject({ sizeBytes: 2 * MEGABYTE, sha256: await file.sha256() });
		expect(areDestroyed(file)).toEqual([true, true]);
	});

	it('opens a form anew too', async () => {
		const file = trackedFile(MEGABYTE);
		api.will({ resetAfter: MEGABYTE / 2 }, { status: 500 }, { status: 200 });
		await post(file);

		expect(api.received).toHaveLength(3);
		expect(api.received[2]?.headers['content-length']).toBe(String(api.received[2]?.sizeBytes));
		expect(areDestroyed(file)).toEqual([true, true, true]);
	});

	it('is the last one after three repeats, and leaves nothing behind', async () => {
		const file = trackedFile(100);
		storage.will({ status: 500 });

		expect((await failureOf(put(file))).facts).toMatchObject({
			...STORAGE_IS_ILL,
			httpCode: 500,
			retryable: true,
		});
		expect(storage.received).toHaveLength(4);
		expect(areDestroyed(file)).toEqual([true, true, true, true]);
	});

	it.each([400, 403, 404, 413])('does not follow a %i', async (status) => {
		const file = trackedFile(100);
		storage.will({ status });

		expect((await failureOf(put(file))).facts).toMatchObject({
			cause: 'invalid',
			outcome: 'none',
			httpCode: status,
		});
		expect(storage.received).toHaveLength(1);
		expect(areDestroyed(file)).toEqual([true]);
	});
});

describe('a stream that is not read to its end is destroyed', () => {
	it.each([
		['bare', undefined],
		['in a form', 'file'],
	])('when the storage refuses it early: %s', async (_how, field) => {
		const file = trackedFile(20 * MEGABYTE);
		storage.will({ early: 403 });
		await failureOf(put(file, { field }));

		expect(areDestroyed(file)).not.toContain(false);
		expect(file.opened.every(({ readableEnded }) => !readableEnded)).toBe(true);
	});

	it.each([
		['bare', undefined],
		['in a form', 'file'],
	])('when the execution is cancelled: %s', async (_how, field) => {
		const cancelling = new AbortController();
		const file = trackedFile(20 * MEGABYTE);
		storage.will('silent');
		setTimeout(() => cancelling.abort(), 100);
		const { facts } = await failureOf(put(file, { field, cancelled: cancelling.signal }));

		expect(facts).toMatchObject({ cause: 'cancelled', outcome: 'none' });
		expect(storage.received).toHaveLength(1);
		expect(areDestroyed(file)).toEqual([true]);
	});

	it('when the execution is cancelled during a call to the API', async () => {
		const cancelling = new AbortController();
		const file = trackedFile(20 * MEGABYTE);
		api.will('silent');
		setTimeout(() => cancelling.abort(), 100);

		expect((await failureOf(post(file, cancelling.signal))).facts.cause).toBe('cancelled');
		expect(areDestroyed(file)).toEqual([true]);
	});

	it('and none is opened when the execution was cancelled before', async () => {
		const file = trackedFile(10);

		expect((await failureOf(put(file, { cancelled: AbortSignal.abort() }))).facts.cause).toBe('cancelled');
		expect(file.opened).toEqual([]);
		expect(storage.received).toEqual([]);
	});
});

describe('the key', () => {
	it('goes to the API', async () => {
		await post(trackedFile(10));

		expect(api.received[0]).toMatchObject({
			url: '/v1/files',
			headers: { authorization: `Bearer ${API_KEY}` },
		});
	});

	it('never goes to a presigned address, not even to one where the API stands', async () => {
		storage.will({ status: 500 }, { status: 200 });
		await put(trackedFile(10));
		await put(trackedFile(10), { address: `${api.origin}/v1/uploads/1?signature=0123456789` });

		const all = [...storage.received, ...api.received];
		expect(all).toHaveLength(3);
		expect(inspect(all, { depth: null })).not.toContain(API_KEY);
		for (const { headers } of all) expect(headers).not.toHaveProperty('authorization');
	});

	it.each([301, 302, 307, 308])('and the file go nowhere else after a %i', async (status) => {
		const elsewhere = { location: `${storage.origin}/elsewhere` };
		api.will({ status, headers: elsewhere });
		storage.will({ status, headers: elsewhere });
		await failureOf(post(trackedFile(10)));
		expect(storage.received).toEqual([]);

		await failureOf(put(trackedFile(10)));
		expect(storage.received.map(({ url }) => url)).toEqual([
			new URL(address()).pathname + new URL(address()).search,
		]);
	});
});

describe('errors', () => {
	const secret = fc.string({ minLength: 8, maxLength: 40 });

	it.each<[string, Behaviour | 'nobody']>([
		['a refusal that repeats the address', { status: 403 }],
		['a redirect', { status: 307, headers: { location: '/elsewhere' } }],
		['nobody at the address', 'nobody'],
	])('never show the signature: %s', async (_what, behaviour) => {
		await fc.assert(
			fc.asyncProperty(secret, fc.boolean(), async (signature, isEncoded) => {
				const query = new URLSearchParams({ 'X-Amz-Expires': '900', signature }).toString();
				const to = behaviour === 'nobody' ? `http://127.0.0.1:1/a?${query}` : address(query);
				const echo = isEncoded ? to : decodeURIComponent(to.replace(/\+/g, ' '));
				if (behaviour !== 'nobody')
					storage.will({ ...(behaviour as { status: number }), body: `<Error>${echo}</Error>` });
				// Without the waits between attempts, which are of no interest here.
				const cancelling = new AbortController();
				if (behaviour === 'nobody') setTimeout(() => cancelling.abort(), 20);
				const error = await failureOf(put(trackedFile(10), { address: to, cancelled: cancelling.signal }));
				const shown = inspect(error, { depth: null, showHidden: true });

				for (const shape of [signature, encodeURIComponent(signature)]) expect(shown).not.toContain(shape);
			}),
			{ numRuns: behaviour === 'nobody' ? 6 : 25 },
		);
	});

	it('name the file and the status, and say that nothing was made', async () => {
		storage.will({ status: 413 });
		const { facts } = await failureOf(put(trackedFile(10, 'Urlaub.mp4')));

		expect(facts.message).toContain('Urlaub.mp4');
		expect(facts.message).toContain('413');
		expect(facts.advice).toContain('No post was made');
	});

	it('of the API are in its own words', async () => {
		api.will({ status: 400, body: '{"error":"Too large","code":"VALIDATION_ERROR"}' });

		expect((await failureOf(post(trackedFile(10)))).facts).toMatchObject({
			message: 'Too large',
			code: 'VALIDATION_ERROR',
			outcome: 'none',
		});
	});
});

it.each([
	'http://storage.example.com/a?signature=0123456789',
	'http://10.0.0.1/a',
	'http://192.168.1.2/a',
	'http://0.0.0.0/a',
	'http://127.0.0.1.example.com/a',
	'http://localhost.example.com/a',
	'http://[fe80::1]/a',
	'ftp://127.0.0.1/a',
	'file:///etc/passwd',
	'/a',
	'',
])('refuses the address %p and opens no file', async (to) => {
	const file = trackedFile(10);

	await expect(put(file, { address: to })).rejects.toMatchObject({ name: 'InputError', parameter: 'Media' });
	expect(file.opened).toEqual([]);
});

it.each(['localhost', '127.0.0.1'])('takes plain http to this machine: %s', async (host) => {
	const { port } = new URL(storage.origin);
	await put(trackedFile(10), { address: `http://${host}:${port}/a` });

	expect(storage.received).toHaveLength(1);
});
