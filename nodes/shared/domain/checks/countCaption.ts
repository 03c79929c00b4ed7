import type { Platform } from '../platform';
import { weighForX } from './weighForX';

/**
 * The length of a caption as the network counts it.
 *
 * - X: weighted, see `weighForX` (known: X publishes how).
 * - Bluesky: graphemes, what a person sees as one character (known: its data format says so).
 * - All others: Unicode code points (inferred: the providers speak of characters only). Of the usual ways of counting only
 *   graphemes give less, so that hardly a text is refused that the network would take. Threads counts an emoji as its
 *   UTF-8 bytes (known: Meta says so, but not what is an emoji): there a text can be longer than what is counted here.
 */
export function countCaption(platform: Platform, text: string): number {
	if (platform === 'x') return weighForX(text);
	return platform === 'bluesky' ? countGraphemes(text) : countCharacters(text);
}

/** Unicode code points. */
export function countCharacters(text: string): number {
	return [...text].length;
}

function countGraphemes(text: string): number {
	return [...new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text)].length;
}
