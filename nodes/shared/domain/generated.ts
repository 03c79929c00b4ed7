import type { Platform } from './platform';
import type { Media } from './post';
import type { ProviderId } from './provider';

export const TEXT_LENGTHS = ['short', 'medium', 'long'] as const;
export type TextLength = (typeof TEXT_LENGTHS)[number];

/** What a provider's AI shall write. Absent: the provider's default. */
export interface TextWish {
	readonly prompt: string;
	readonly platform?: Platform;
	/** In plain words, e.g. `professional`, `playful`. */
	readonly tone?: string;
	readonly length?: TextLength;
	/** ISO 639-1. */
	readonly language?: string;
	readonly withHashtags?: boolean;
	readonly withEmojis?: boolean;
	/** How many to choose from: 1 to 5. */
	readonly count?: number;
	/** A page that the text is about. */
	readonly link?: string;
}

/** What a provider's AI shall draw. */
export interface ImageWish {
	readonly prompt: string;
	readonly aspectRatio?: string;
	/** The provider's own word. */
	readonly model?: string;
	/** An image to start from. */
	readonly imageUrl?: string;
}

/** What the provider's AI has cost; `null` where it does not say. */
export interface Cost {
	readonly creditsUsed: number | null;
	readonly creditsRemaining: number | null;
}

export interface GeneratedText {
	readonly provider: ProviderId;
	readonly texts: ReadonlyArray<{ readonly text: string; readonly title: string | null }>;
	readonly cost: Cost;
	readonly warnings: readonly string[];
}

export interface GeneratedImage {
	readonly provider: ProviderId;
	/** In the provider's library: its ID or URL goes into a post's media. */
	readonly media: Media;
	readonly model: string | null;
	readonly cost: Cost;
	readonly warnings: readonly string[];
}
