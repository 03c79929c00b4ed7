import fc from 'fast-check';
import twitterText from 'twitter-text';

import { countCaption } from '../../../nodes/shared/domain/checks/countCaption';
import { KNOWN_IN_LATIN, TOP_LEVEL_DOMAINS } from '../../../nodes/shared/domain/checks/topLevelDomains';
import { PLATFORMS } from '../../../nodes/shared/domain/platform';
import { exoticLinks, oddTexts, usualTexts } from './captionTexts';

const onX = (text: string) => countCaption('x', text);
/** X's own library. */
const byX = (text: string) => twitterText.parseTweet(text).weightedLength;

describe('the length of a caption on X', () => {
	it.each([
		['', 0],
		['Hello', 5],
		['日本語', 6],
		['cafe\u0301', 4],
		['😀', 2],
		['👩‍👩‍👧‍👦', 2],
		['👍🏽', 2],
		['🇩🇪', 2],
		['1️⃣', 2],
		['“quoted” – dash…', 17],
		['https://example.com', 23],
		[`https://example.com/${'x'.repeat(100)}`, 23],
		['See example.com.', 28],
		['(https://example.com/a_(b))', 25],
		['me@example.com', 14],
		['mail me@example.com, see example.com', 48],
		['see main.js', 11],
		['no.link.js', 26],
		['https://пример.рф/путь', 23],
		['\ud83d', 2],
		['www.vermögensberater/日本t.co/', 50],
		[`see é${'a'.repeat(60)}.org`, 69],
	])('of %j is %d', (text, length) => {
		expect(onX(text)).toBe(length);
		expect(byX(text)).toBe(length);
	});

	it('is what X counts, for text as people write it', () => {
		fc.assert(
			fc.property(usualTexts, (text) => {
				expect(onX(text)).toBe(byX(text));
			}),
			{ numRuns: 10_000 },
		);
	});

	it('is never less than X counts, and hardly ever more, whatever the text', () => {
		const seen = { equal: 0, more: 0 };
		fc.assert(
			fc.property(oddTexts, (text) => {
				const [ours, theirs] = [onX(text), byX(text)];
				expect(ours).toBeGreaterThanOrEqual(theirs);
				seen[ours === theirs ? 'equal' : 'more'] += 1;
			}),
			{ numRuns: 20_000 },
		);
		expect(seen.equal).toBeGreaterThan(20 * seen.more);
	});

	it('takes a link with a top-level domain that is in no list here for the longer of link and text', () => {
		fc.assert(
			fc.property(exoticLinks, (text) => {
				const ours = onX(text);
				expect(ours).toBeGreaterThanOrEqual(byX(text));
				expect(ours).toBeGreaterThanOrEqual(Math.max(23, [...text].length));
				expect(ours).toBeLessThanOrEqual(Math.max(46, [...text].length + 23));
			}),
			{ numRuns: 5_000 },
		);
		expect(onX('zone.barcelona')).toBe(23);
		expect(onX(`https://zone.barcelona/${'x'.repeat(20)}`)).toBe(43);
		// A forgotten space: it might be a link.
		expect(onX('end of one.Start of another')).toBe(41);
	});

	it('knows only top-level domains that X knows too', () => {
		const separate = (pattern: string) =>
			pattern.split('|').flatMap((one) => {
				const [, first = '', others = ''] = /^([a-z])\[([a-z]+)\]$/.exec(one) ?? [];
				return first === '' ? [one] : [...others].map((other) => first + other);
			});
		const inLatin = separate(KNOWN_IN_LATIN);
		const others = /^\(\?:([^a-z]+)\|/.exec(TOP_LEVEL_DOMAINS)?.[1]?.split('|') ?? [];
		expect(inLatin.length).toBeGreaterThan(400);
		expect(others.length).toBeGreaterThan(100);
		const unknown = [...inLatin, ...others].filter((one) => byX(`https://long-enough-name.${one}`) !== 23);
		expect(unknown).toEqual([]);
	});

	it('takes a moment only, also for a long word full of what may be links', () => {
		const started = performance.now();
		for (const part of ['a.bbb,', 'a.bbb.', '日.本', 'a-', '(a.bbb/']) {
			const text = `${part.repeat(4_000 / part.length)}.`;
			expect(onX(text)).toBeGreaterThanOrEqual(byX(text));
		}
		expect(performance.now() - started).toBeLessThan(10_000);
	});
});

describe('the length of a caption elsewhere', () => {
	it('is that of what a person sees as characters on Bluesky', () => {
		expect(countCaption('bluesky', '👩‍👩‍👧‍👦 cafe\u0301')).toBe(6);
		expect(countCaption('bluesky', 'https://example.com')).toBe(19);
		const parts = fc.array(fc.constantFrom('a', '日', '👩‍👩‍👧‍👦', '🇩🇪', 'e\u0301', ' ', '1️⃣', '👍🏽', '\r\n', '각'));
		fc.assert(
			fc.property(parts, (graphemes) => {
				const flagsApart = graphemes.flatMap((one) => (one === '🇩🇪' ? [one, ' '] : [one]));
				expect(countCaption('bluesky', flagsApart.join(''))).toBe(flagsApart.length);
			}),
			{ numRuns: 5_000 },
		);
	});

	it('is the number of code points on all others', () => {
		const counted = ['x', 'bluesky', 'threads'];
		const others = PLATFORMS.filter((platform) => !counted.includes(platform));
		fc.assert(
			fc.property(fc.constantFrom(...others, 'mastodon'), fc.string({ unit: 'binary' }), (platform, text) => {
				expect(countCaption(platform, text)).toBe(Array.from(text).length);
			}),
			{ numRuns: 5_000 },
		);
		expect(countCaption('threads', 'Hi 👩‍👩‍👧‍👦')).toBe(3 + 4 * 4 + 3 * 3);
		expect(countCaption('threads', 'Grüße, 日本')).toBe(9);
	});
});

it('does not lose itself in one endless word', () => {
	const word = `${'a.io/b?c='.repeat(20_000)}`;
	// Far from the time that looking for links in it would take.
	const started = performance.now();
	const weight = onX(word);
	const tookMs = performance.now() - started;
	expect(weight).toBeGreaterThanOrEqual(word.length);
	expect(tookMs).toBeLessThan(5_000);
});
