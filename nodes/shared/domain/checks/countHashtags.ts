const LINK = /https?:\/\/\S+|\S\.[a-z]{2,}\/\S+/gi;
const IN_WORD = '\\p{L}\\p{M}\\p{N}_';
/** A letter or mark must be in it; `#1` is none. An emoji before it may end with a variation selector, which is a mark. */
const HASHTAG = new RegExp(
	`(?<!(?![\\ufe0e\\ufe0f])[${IN_WORD}&])[#＃](?![\\ufe0f\\u20e3])[\\p{N}_]*[\\p{L}\\p{M}][${IN_WORD}]*(?![${IN_WORD}#＃]|://)`,
	'gu',
);

/**
 * How many hashtags a caption has: a `#` where no word goes on, and letters, digits and underscores after it, with a
 * letter among them, but not `#one#two` and not the part of a link after its `#`. That is how X finds them; how the others
 * do is not published (inferred to be alike).
 */
export function countHashtags(text: string): number {
	return text.replace(LINK, ' ').match(HASHTAG)?.length ?? 0;
}
