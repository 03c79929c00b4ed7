import type { Platform } from '../platform';
import { weighForX } from './weighForX';

/**
 * The length of a caption as the network counts it.
 *
 * - X: weighted, see `weighForX` (known: X publishes how).
 * - Bluesky: graphemes, what a person sees as one character (known: its data format says so).
 * - All others: Unicode code points (inferred: they and the providers speak of characters only). No usual way of counting
 *   whole texts gives less than this except graphemes, so that hardly a text is refused that the network would take.
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
