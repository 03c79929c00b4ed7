import { readIdempotencyKey } from '../../../nodes/SocialPost/draft/idempotencyKey';
import { contextWith } from './contexts';

const ownKey = (key: unknown) =>
	readIdempotencyKey(contextWith({ execution: '7', parameters: { 'options.idempotencyKey': key } }), 0);

describe("the user's own key", () => {
	it.each<[unknown, string]>([
		['row-12', 'row-12'],
		['  row-12\n', 'row-12'],
		[12, '12'],
		['A.b_c:D-9', 'A.b_c:D-9'],
		['x'.repeat(64), 'x'.repeat(64)],
	])('%j goes as it is: %s', (key, sent) => {
		expect(ownKey(key)).toBe(sent);
	});

	it.each(['row 12', 'Zeile/12', 'ü', 'x'.repeat(65), 'a\nb'])(
		'%j goes as a hash that stays the same',
		(key) => {
			expect(ownKey(key)).toMatch(/^key-[0-9a-f]{40}$/);
			expect(ownKey(key)).toBe(ownKey(` ${key} `));
			expect(ownKey(key)).not.toBe(ownKey(`${key}!`));
		},
	);

	it.each([undefined, '', '   ', null, { a: 1 }, true])('%j is none', (key) => {
		expect(ownKey(key)).toBe(readIdempotencyKey(contextWith({ execution: '7' }), 0));
	});
});

describe('the key of an item without one', () => {
	const keyOf = (facts: Parameters<typeof contextWith>[0], item = 0) =>
		readIdempotencyKey(contextWith(facts), item);

	it('is made of execution, node, run and item, and of nothing else', () => {
		const keys = [
			keyOf({ execution: '7' }),
			keyOf({ execution: '8' }),
			keyOf({ execution: '7', node: 'node-2' }),
			keyOf({ execution: '7', run: 1 }),
			keyOf({ execution: '7' }, 1),
			// Parts that run together must not become others.
			keyOf({ execution: '7', run: 1 }, 11),
			keyOf({ execution: '7', run: 11 }, 1),
		];

		for (const key of keys) expect(key).toMatch(/^n8n-[0-9a-f]{40}$/);
		expect(new Set(keys).size).toBe(keys.length);
		expect(keyOf({ execution: '7', mode: 'webhook', retryOnFail: false })).toBe(keys[0]);
	});

	it('is another one each time where nobody says what execution this is', () => {
		expect(keyOf({})).not.toBe(keyOf({}));
	});
});
