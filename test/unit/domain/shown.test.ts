import { shown } from '../../../nodes/shared/domain/shown';
import { listIds } from '../../../nodes/shared/face/listIds';

describe('a value in a message', () => {
	it.each<[unknown, string]>([
		['text', 'text'],
		[7, '7'],
		[null, 'null'],
		[undefined, 'nothing'],
		[NaN, 'no number'],
		[Infinity, 'no number'],
		[['a'], 'a list'],
		[{ a: 1 }, 'an object'],
		['a\ud800b', 'ab'],
		['x'.repeat(101), `${'x'.repeat(100)}…`],
	])('%p is shown as %p', (value, text) => {
		expect(shown(value)).toBe(text);
	});
});

describe('IDs of a parameter', () => {
	it('come from a list, from text with commas, and from a number', () => {
		expect(listIds(['a', ' b ', ['c', 'a']])).toEqual(['a', 'b', 'c']);
		expect(listIds('["a", "b"]')).toEqual(['a', 'b']);
		expect(listIds(7)).toEqual(['7']);
	});

	it('are never lost without a word: what is no number is looked for, and not found', () => {
		expect(listIds(['a', NaN])).toEqual(['a', 'no number']);
	});
});
