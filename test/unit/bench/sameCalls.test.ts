import type { NotedCall } from '../../../bench/measuring/lab';
import { requireSameCalls } from '../../../bench/measuring/sameCalls';

const call = (some: Partial<NotedCall> = {}): NotedCall => ({
	method: 'POST',
	path: '/posts',
	query: {},
	body: { content: 'Hello', account_ids: [1] },
	status: 201,
	...some,
});

describe('a fair comparison', () => {
	it('has the same calls on both sides, in any order and with fields in any order', () => {
		const list = call({
			method: 'GET',
			path: '/posts',
			query: { limit: 100, offset: 0 },
			body: null,
			status: 200,
		});
		const ours = [call(), list];
		const theirs = [
			{ ...list, query: { offset: 0, limit: 100 } },
			call({ body: { account_ids: [1], content: 'Hello' } }),
		];
		expect(() => requireSameCalls(ours, theirs)).not.toThrow();
	});

	it.each([
		['another body', [call({ body: { content: 'Other', account_ids: [1] } })]],
		['another order of a list', [call({ body: { content: 'Hello', account_ids: [1, 2] } })]],
		['another path', [call({ path: '/posts/bulk' })]],
		['another query', [call({ query: { limit: 100 } })]],
		['one call more', [call(), call()]],
		['no call', []],
	])('is refused for %s', (_what, theirs) => {
		expect(() => requireSameCalls([call()], theirs)).toThrow('not fair');
		expect(() => requireSameCalls(theirs, [call()])).toThrow('not fair');
	});

	it.each([429, 500, null])('is refused when a call was answered with %p', (status) => {
		expect(() => requireSameCalls([call()], [call({ status })])).toThrow('answered');
	});
});
