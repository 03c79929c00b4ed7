import fc from 'fast-check';
import twitterText from 'twitter-text';

import { countHashtags } from '../../../nodes/shared/domain/checks/countHashtags';

describe('the hashtags of a caption', () => {
	it.each([
		['', 0],
		['no tag # here', 0],
		['#one', 1],
		['#one #two\n#three', 3],
		['(#one),#two.#three!', 3],
		['#日本語 ＃タグ #naïve_1', 3],
		['#1 is no tag, #1a is', 1],
		['C# and a#b', 0],
		['#️⃣ and #⃣', 0],
		['https://example.com/page#part and example.com/#/route', 0],
		['example.com/#route and either/#or', 1],
		['❤️#love', 1],
		['#one#two', 0],
		['https://example.com #one', 1],
		['&#39;', 0],
	])('in %j are %d', (text, count) => {
		expect(countHashtags(text)).toBe(count);
	});

	it('are those that X finds', () => {
		const parts = fc.constantFrom(
			...[
				'#',
				'#',
				'＃',
				'tag',
				'Ünï',
				'日本',
				'한국어',
				'1',
				'23',
				'_',
				' ',
				' ',
				'\n',
				'. ',
				',',
				'!',
				'(',
				')',
				'-',
				'a',
				'&',
			],
			...['😀', '❤️', '\u0301', ' https://example.com/#x ', '/', '@user'],
		);
		fc.assert(
			fc.property(fc.array(parts, { maxLength: 14 }), (some) => {
				const text = some.join('');
				expect(countHashtags(text)).toBe(twitterText.extractHashtags(text).length);
			}),
			{ numRuns: 10_000 },
		);
	});
});
