import { KNOWN_IN_LATIN } from './topLevelDomains';
import { findUrls, STAND_IN, type UrlPlace } from './xUrls';

const URL_WEIGHT = 23;
/** A word that can be read in more ways than this is taken to be heavier than any of them. */
const MAX_READINGS = 64;
/** So is a longer one: finding links in it would take too long. */
const MAX_WORD_LENGTH = 2000;
/** What a link can weigh more than its text: the shortest one is like `a.io`. */
const MAX_EXTRA = URL_WEIGHT - 4;

/** What may be a top-level domain by its place, and is none that is known here. */
const DOUBTFUL_LABEL = new RegExp(
	`(?<=\\.)(?!(?:${KNOWN_IN_LATIN}|https?)(?![a-z]))[a-z]{3,}(?![0-9a-z@+-])`,
	'gi',
);

const TONE = '\\p{Emoji_Modifier}';
const KINSHIP = '(?:👨\\u200d(?:[👨👩]\\u200d)?|👩\\u200d(?:👩\\u200d)?)';
/** What weighs 2 although it is made of several parts: the emoji that X's library knows, in its order. */
const EMOJI = new RegExp(
	[
		`[👨👩]${TONE}?\\u200d(?:[⚕⚖✈]\\ufe0f|[🌾🍳🎓🎤🎨🏫🏭💻💼🔧🔬🚀🚒🦰-🦳])`,
		`[🏋🏌🕴🕵⛹](?:${TONE}|\\ufe0f)\\u200d[♀♂]\\ufe0f`,
		`[🏃🏄🏊👮👱👳👷💁💂💆💇🙅-🙇🙋🙍🙎🚣🚴-🚶🤦🤵🤷-🤹🤽🤾🦸🦹🧖-🧝]${TONE}?\\u200d[♀♂]\\ufe0f`,
		'👨\\u200d❤\\ufe0f\\u200d(?:💋\\u200d)?👨',
		'👩\\u200d❤\\ufe0f\\u200d(?:💋\\u200d)?[👨👩]',
		`${KINSHIP}(?:👦\\u200d👦|👧\\u200d[👦👧]|[👦👧])`,
		'[👯🤼🧞🧟]\\u200d[♀♂]\\ufe0f',
		'🏳\\ufe0f\\u200d🌈|🏴\\u200d☠\\ufe0f|👁\\u200d🗨',
		'[#*0-9]\\ufe0f?\\u20e3',
		// Newer ones than that library's: each part counts.
		'(?!🇨🇶)\\p{RGI_Emoji_Flag_Sequence}|\\p{RGI_Emoji_Tag_Sequence}',
		`(?![👪-👭👯💏💑🤌🤏🤝🤼🥷🦻🧍-🧏🩰-🫿])(?:[\\p{Emoji_Modifier_Base}--\\p{Emoji_Presentation}]\\ufe0f?|\\p{Emoji_Modifier_Base})${TONE}`,
		'[[\\p{Emoji}--\\p{Emoji_Presentation}]--[#*0-9♾⚧]]\\ufe0f',
	].join('|'),
	'gv',
);

/**
 * How much a text weighs on X, which counts so (configuration 3 of twitter-text): after NFC normalisation a link is 23
 * whatever its length, an emoji 2 whatever it is made of, a character of most alphabets 1, any other 2.
 *
 * Never less than X's library (3.1.0) counts, but it can be more:
 * - What looks like a link but ends with letters that are no top-level domain known here (`KNOWN_IN_LATIN`) may be one for
 *   X or not: it counts as the longer of the two. So do a file name, and two sentences with no space between them.
 * - So does a link whose name has a part of ten and more characters that are not all ASCII.
 * - So does a word of more than 2,000 characters with dots in it.
 * - Parts of emoji in an order that no standard has count one by one.
 *
 * Should X know newer emoji than its library does (which counts their parts), this is more than X counts, too.
 */
export function weighForX(text: string): number {
	// No link and no emoji goes across white space; what a link comes after matters.
	return text
		.normalize()
		.split(/(?=[ \n])/)
		.reduce((sum, word) => sum + weighWord(word), 0);
}

/** The heaviest of the ways to read it, where it is not known whether something is a top-level domain. */
function weighWord(word: string): number {
	if (!word.includes('.')) return weigh(word, []);
	if (word.length > MAX_WORD_LENGTH) return heavierThanAny(word);
	let readings = 0;
	const heaviest = (decided: ReadonlyMap<number, boolean>): number => {
		readings += 1;
		if (readings > MAX_READINGS) return heavierThanAny(word);
		const doubts: number[] = [];
		const reading = word.replace(DOUBTFUL_LABEL, (label: string, at: number) => {
			doubts.push(at);
			return (decided.get(at) ? STAND_IN : 'z').repeat(label.length);
		});
		const urls = findUrls(reading);
		// Inside a link it makes no difference. The last one first: with it all before it belongs to the same link.
		const isInUrl = (at: number) => urls.some(({ start, length }) => start <= at && at < start + length);
		const open = doubts.filter((at) => !decided.has(at) && !isInUrl(at)).at(-1);
		if (open === undefined) return weigh(word, urls);
		return Math.max(...[true, false].map((isDomain) => heaviest(new Map([...decided, [open, isDomain]]))));
	};
	return heaviest(new Map());
}

/** No link has less than one dot. */
function heavierThanAny(word: string): number {
	return weigh(word, []) + MAX_EXTRA * (word.split('.').length - 1);
}

function weigh(text: string, urls: readonly UrlPlace[]): number {
	const urlAt = new Map(urls.map((url) => [url.start, url]));
	const emojiAt = new Map([...text.matchAll(EMOJI)].map((match) => [match.index, match[0].length]));
	let weight = 0;
	for (let at = 0; at < text.length;) {
		const url = urlAt.get(at);
		const emoji = emojiAt.get(at);
		if (url) {
			const own = url.sure ? 0 : weigh(text.slice(at, at + url.length), []);
			weight += Math.max(URL_WEIGHT, own);
			at += url.length;
		} else if (emoji !== undefined) {
			weight += 2;
			at += emoji;
		} else {
			const point = text.codePointAt(at) ?? 0;
			weight += isLight(point) ? 1 : 2;
			at += point > 0xffff ? 2 : 1;
		}
	}
	return weight;
}

function isLight(point: number): boolean {
	return (
		point <= 4351 ||
		(point >= 8192 && point <= 8205) ||
		(point >= 8208 && point <= 8223) ||
		(point >= 8242 && point <= 8247)
	);
}
