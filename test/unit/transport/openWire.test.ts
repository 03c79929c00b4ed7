import { inspect } from 'node:util';

import { VendorError } from '../../../nodes/shared/transport/vendorError';
import type { Repeatable, VendorRequest, Wire } from '../../../nodes/shared/transport/wire';
import { API_KEY, n8nWire } from './fixtures/n8nWire';
import { useServer, type Behaviour } from './fixtures/useServer';

const api = useServer();
const elsewhere = useServer();
const wire = (cancelled?: AbortSignal) => n8nWire(`${api.origin}/v1`, cancelled);

const send = async (more: Partial<VendorRequest> = {}, through: Wire = wire()) =>
	await through.send({ method: 'POST', path: '/posts', body: { a: 1 }, repeatable: 'safe', ...more });
const failureOf = async (doing: Promise<unknown>): Promise<VendorError> => {
	const error = await doing.then(
		() => null,
		(reason: unknown) => reason,
	);
	if (error instanceof VendorError) return error;
	throw new Error(`It did not fail as expected: ${inspect(error)}`);
};

describe('a request', () => {
	it('carries the key, lists as repeated parameters, and JSON', async () => {
		api.will({ status: 200, body: '{"id":"1"}' });
		const answer = await send({
			method: 'PUT',
			path: '/a%2Fb',
			query: { id: ['1', '2'], none: undefined, n: 3 },
		});

		expect(answer).toMatchObject({ status: 200, body: { id: '1' } });
		expect(api.received[0]).toMatchObject({
			method: 'PUT',
			url: '/v1/a%2Fb?id=1&id=2&n=3',
			sizeBytes: '{"a":1}'.length,
			headers: { authorization: `Bearer ${API_KEY}`, 'content-type': 'application/json' },
		});
	});

	it('has its body also when that is empty', async () => {
		await send({ body: {} });

		expect(api.received[0]).toMatchObject({ sizeBytes: 2, headers: { 'content-type': 'application/json' } });
	});

	it('reads an answer without a body', async () => {
		api.will({ status: 204, body: '' });

		expect((await send({ method: 'DELETE' })).body).toBeNull();
	});
});

describe('sending again', () => {
	const LOST: Behaviour = { resetAfter: 1 };

	it.each<[string, Behaviour, Repeatable, number]>([
		['a 500', { status: 500 }, 'safe', 2],
		['a 500', { status: 500 }, 'keyed', 2],
		['a 500', { status: 500 }, 'never', 1],
		['a lost answer', LOST, 'safe', 2],
		['a lost answer', LOST, 'keyed', 2],
		['a lost answer', LOST, 'never', 1],
		['HTML instead of JSON', { status: 200, body: '<html>' }, 'safe', 2],
		['HTML instead of JSON', { status: 200, body: '<html>' }, 'never', 1],
		['a 429', { status: 429, headers: { 'retry-after': '0' } }, 'safe', 2],
		['a 429', { status: 429, headers: { 'retry-after': '0' } }, 'never', 2],
		['a 400', { status: 400 }, 'safe', 1],
		['a 401', { status: 401 }, 'safe', 2],
	])(
		'after %s (%j) of a call that is %s to repeat: %i calls',
		async (_what, behaviour, repeatable, calls) => {
			api.will(behaviour, { status: 200 });
			const outcome = await send({ repeatable }).then(
				() => 'done',
				({ facts }: VendorError) => facts.outcome,
			);

			expect(api.received).toHaveLength(calls);
			if (calls === 2) expect(outcome).toBe('done');
			else expect(outcome).toBe(repeatable === 'never' ? 'unknown' : 'none');
		},
	);

	it('is unclear, not refused, when the connection breaks after a 401 has made n8n send it again', async () => {
		api.will({ status: 401 }, { resetAfter: 1 });
		const { facts } = await failureOf(send({ repeatable: 'never' }));

		expect(facts).toMatchObject({ cause: 'unreachable', outcome: 'unknown' });
		expect(api.received).toHaveLength(2);
	});

	it('waits together after a rate limit', async () => {
		const shared = wire();
		api.will({ status: 429, headers: { 'retry-after': '1' } }, { status: 200 });
		const started = Date.now();
		const first = send({}, shared);
		await new Promise((resolve) => setTimeout(resolve, 200));
		const second = send({}, shared).then(() => Date.now() - started);
		await first;

		expect(await second).toBeGreaterThanOrEqual(950);
		expect(api.received).toHaveLength(3);
	});

	it('gives up at once when the wait is longer than the budget, and says until when', async () => {
		api.will({ status: 429, headers: { 'retry-after': '90' } });
		const { facts } = await failureOf(send());

		expect(facts).toMatchObject({ cause: 'rateLimited', outcome: 'none', retryable: true });
		expect(facts.advice).toMatch(/resets at \d{4}-\d\d-\d\dT/);
		expect(api.received).toHaveLength(1);
	});

	it.each<[Repeatable, string]>([
		['keyed', 'unknown'],
		['safe', 'none'],
	])('after a lost answer leaves the outcome of a call that is %s: %s', async (repeatable, outcome) => {
		api.will(LOST, { status: 429, headers: { 'retry-after': '90' } });
		const { facts } = await failureOf(send({ repeatable }));

		expect(facts).toMatchObject({ cause: 'rateLimited', outcome });
		expect(/may or may not have taken effect/.test(facts.advice)).toBe(outcome === 'unknown');
		expect(api.received).toHaveLength(2);
	});
});

describe('a cancelled execution', () => {
	it('sends nothing any more', async () => {
		const { facts } = await failureOf(send({ repeatable: 'never' }, wire(AbortSignal.abort())));

		expect(facts).toMatchObject({ cause: 'cancelled', outcome: 'none' });
		expect(api.received).toEqual([]);
	});

	it.each<[Repeatable, string]>([
		['safe', 'none'],
		['never', 'unknown'],
	])('stops a %s call that is under way, whose outcome is then %s', async (repeatable, outcome) => {
		const cancelling = new AbortController();
		api.will('silent');
		setTimeout(() => cancelling.abort(), 50);

		const { facts } = await failureOf(send({ repeatable }, wire(cancelling.signal)));
		expect(facts).toMatchObject({ cause: 'cancelled', outcome });
	});

	it('ends a wait', async () => {
		const cancelling = new AbortController();
		setTimeout(() => cancelling.abort(), 50);
		const started = Date.now();

		expect((await failureOf(wire(cancelling.signal).sleep(20_000))).facts.cause).toBe('cancelled');
		expect(Date.now() - started).toBeLessThan(2_000);
	});
});

describe('secrets', () => {
	it('are in no error, whatever the vendor repeats', async () => {
		const secret = 'p@ss word/1';
		const said = `${API_KEY} ${secret} ${encodeURIComponent(secret)}`;
		for (const status of [400, 401, 500]) {
			api.will({ status, body: JSON.stringify({ error: said, code: said }) });
			const error = await failureOf(send({ repeatable: 'never', secrets: [secret] }));
			const shown = inspect(error, { depth: null, showHidden: true });

			for (const shape of [API_KEY, secret, encodeURIComponent(secret)]) expect(shown).not.toContain(shape);
		}
	});

	it('do not follow a redirect', async () => {
		api.will({ status: 302, headers: { location: `${elsewhere.origin}/v1/posts` } });
		const { facts } = await failureOf(send({ method: 'GET', body: undefined }));

		expect(facts).toMatchObject({ cause: 'invalid', httpCode: 302 });
		expect(facts.advice).toContain(elsewhere.origin);
		expect(elsewhere.received).toEqual([]);
	});
});
