const LINK = /https?:\/\/\S+/gi;
/** A letter or mark must be in it; `#1` is none. */
const HASHTAG =
	/(?<![\p{L}\p{M}\p{N}_&/#＃])[#＃](?=[\p{N}_]*[\p{L}\p{M}])(?![\ufe0f\u20e3])[\p{L}\p{M}\p{N}_]+/gu;

/**
 * How many hashtags a caption has: a `#` where no word goes on, and letters, digits and underscores after it, with a
 * letter among them. That is how X finds them; how the others do is not published (inferred to be alike). The part of a
 * link after its `#` is none.
 */
export function countHashtags(text: string): number {
	return text.replace(LINK, ' ').match(HASHTAG)?.length ?? 0;
}
