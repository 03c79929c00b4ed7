import type { Platform } from '../platform';
import { weighForX } from './weighForX';

/**
 * The length of a caption as the network counts it.
 *
 * - X: weighted, see `weighForX` (known: X publishes how).
 * - Bluesky: graphemes, what a person sees as one character (known: its data format says so).
 * - Threads: characters, but an emoji counts as its UTF-8 bytes (known: Meta says so; which signs it takes for emoji is
 *   inferred from Unicode).
 * - All others: Unicode code points (inferred: the providers speak of characters only). Of the usual ways of counting only
 *   graphemes give less, so that hardly a text is refused that the network would take.
 */
export function countCaption(platform: Platform, text: string): number {
	if (platform === 'x') return weighForX(text);
	if (platform === 'threads') return countForThreads(text);
	return platform === 'bluesky' ? countGraphemes(text) : countCharacters(text);
}

const PART_OF_EMOJI = /[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}]|\u200d|\ufe0f/u;

function countForThreads(text: string): number {
	return [...text].reduce((sum, sign) => sum + (PART_OF_EMOJI.test(sign) ? Buffer.byteLength(sign) : 1), 0);
}

/** Unicode code points. */
export function countCharacters(text: string): number {
	return [...text].length;
}

function countGraphemes(text: string): number {
	return [...new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text)].length;
}
