import fc from 'fast-check';

/** What links, and what looks like them, are made of. */
const LINK_PARTS = [
	...[
		'http://',
		'https://',
		'HTTPS://',
		'www.',
		'ftp://',
		't.co/',
		'https://t.co/abc123',
		'http://t.co/abc/def',
	],
	...[
		'example',
		'foo',
		'bar-baz',
		'a_b',
		'x',
		'пример',
		'é',
		'日本',
		'xn--p1ai',
		'xn--',
		'1',
		'b'.repeat(64),
	],
	...['日本語のとても長いホスト名', `${'long'.repeat(9)}`],
	...['.', '.', '.', '.', '.', '..', '．', '。'],
	...[
		'com',
		'COM',
		'org',
		'co.uk',
		'io',
		'museum',
		'onion',
		'photography',
		'рф',
		'みんな',
		'中国',
		'한국',
		'भारत',
	],
	...['vermögensberater', 'zip', 'html', 'js', 'e.g.', 'qqq', 'zzz', 'notatopleveldomain', 'http', 'https'],
	...['/', '/path', '/a.b', '/(x)', '/a(b(c)d)', '/путь', '/日本', `/${'y'.repeat(40)}`, '/@user/', '%C3%A4'],
	...['?q=1', '?', '?a.b=(c)', '&', '=', '#', '#tag', ':8080', ':'],
];
const PUNCTUATION = [
	...'-_!\'"()[],;$%~|+*{}<>\\^`@＠＃#',
	...['、', '…', '–', ' ', '\n', '\t', '\u3000', '\u00a0', '@user', 'me@mail.com', '#hashtag', '“', '”'],
];
const EMOJI = [
	...['👩', '👨', '👧', '❤', '❤️', '©', '©️', '™️', '☝️', '☝🏽', '👍🏽', '🏽', '👩‍👩‍👧‍👦', '👩🏽‍🚀', '👨‍❤️‍💋‍👨', '⛹️‍♀️', '⛹🏽‍♂️'],
	...[
		'🇩🇪',
		'🇩',
		'🇪',
		'🇨🇶',
		'1️⃣',
		'#️⃣',
		'*⃣',
		'🏳️‍🌈',
		'🏴‍☠️',
		'🏴󠁧󠁢󠁥󠁮󠁧󠁿',
		'👁‍🗨',
		'👯‍♀️',
		'🧟‍♂️',
		'♀️',
		'♾️',
		'⚧️',
		'⏩️',
		'🤌🏽',
		'👪🏽',
		'🧑‍🚀',
	],
];
const ODD = [
	...[
		'\u0301',
		'\u0308',
		'Å',
		'ﬁ',
		'ß',
		'ſ',
		'\u212a',
		'ᄀ',
		'ᅡ',
		'가',
		'\u200d',
		'\ufe0f',
		'\ufe0e',
		'\u20e3',
		'\u200b',
	],
	...[
		'\ufeff',
		'\uffff',
		'\u202a',
		'\u2066',
		'\ud83d',
		'\udc68',
		'\ud800',
		'\udfff',
		'\u180e',
		'\u1100',
		'\u10ff',
	],
];

const glued = (parts: readonly string[], maxLength: number) =>
	fc.array(fc.constantFrom(...parts), { minLength: 1, maxLength }).map((some) => some.join(''));

const words = (word: fc.Arbitrary<string>) => fc.array(word, { maxLength: 5 }).map((some) => some.join(' '));

/** Text as nobody writes it: anything next to anything. */
export const oddTexts = words(
	fc.oneof(
		glued([...LINK_PARTS, ...PUNCTUATION, ...EMOJI, ...ODD], 9),
		glued(LINK_PARTS, 9),
		glued([...EMOJI, ...ODD], 6),
		fc.string({ unit: 'binary', maxLength: 10 }),
	),
);

const host = fc
	.tuple(
		fc.constantFrom('', 'www.', 'shop.', 'my-shop.', 'a_b.c.'),
		fc.constantFrom('example', 'bücher', 'n8n', 'x'),
		fc.constantFrom('.com', '.de', '.co.uk', '.io', '.app', '.рф', '.みんな', '.xn--p1ai', '.museum'),
	)
	.map((parts) => parts.join(''));
const path = fc.constantFrom(
	...[
		'',
		'',
		'/',
		'/a/b.html',
		'/a_(b)',
		'/a?q=1&r=x.y',
		'?q=1',
		'/#top',
		'/путь',
		'/@me/1',
		`/${'long'.repeat(20)}`,
	],
);
const link = fc.tuple(fc.constantFrom('', 'http://', 'https://'), host, path).map((parts) => parts.join(''));
const around = fc.constantFrom(
	...[
		['(', ')'],
		['"', '"'],
		['', '.'],
		['', ','],
		['„', '“'],
		['', '…'],
		['', ''],
	],
);
const enclosedLink = fc.tuple(around, link).map(([[before = '', after = ''], url]) => before + url + after);
const known = fc.constantFrom(
	...['👩‍👩‍👧‍👦', '👩🏽‍🚀', '👍🏽', '🇩🇪🇫🇷', '1️⃣', '❤️', '🏳️‍🌈', '⛹️‍♀️', '☝️', '😀😀', '©️', '🧞‍♂️'],
	...[
		'Hello',
		'naïve',
		'cafe\u0301',
		'Привет',
		'日本語。',
		'안녕',
		'שלום',
		'مرحبا',
		'“so”',
		'a – b',
		'x…',
		'€5',
		'½',
		'ﬁ',
	],
	...[
		'#tag',
		'@user',
		'me@mail.com',
		'p.m.',
		'e.g.',
		'3.14',
		'v1.2',
		'etc...',
		'line\nbreak',
		'Node.js',
		'$TSLA',
	],
);

/** Text as people write it: words, emoji of the standard, links with well-known top-level domains. */
export const usualTexts = words(fc.oneof(known, enclosedLink));

/** One link with a top-level domain that is in no list of ours but may be in X's. */
export const exoticLinks = fc
	.tuple(
		fc.constantFrom('', 'http://', 'https://'),
		fc.constantFrom('example', 'www.example', 'my-shop', 'tour.example'),
		fc.constantFrom(
			'.photographie',
			'.zip',
			'.barcelona',
			'.motorcycles',
			'.html',
			'.abcdefghijk',
			'.versicherung',
		),
		path,
	)
	.map((parts) => parts.join(''));
