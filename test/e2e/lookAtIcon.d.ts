/** CSS colour of what lies behind a part of the page. */
export function colourBehind(icon: unknown): string;

/** Draws an icon on that background in that size, and measures it as WCAG does. */
export function lookAtIcon(icon: {
	readonly src: string;
	readonly background: string;
	/** In pixels. */
	readonly size: number;
	/** The contrast from which a pixel counts as ink. */
	readonly enough: number;
}): Promise<{
	/** Of the pixel in the middle, of all that the icon touches ordered by contrast. */
	readonly contrast: number;
	/** Share of all pixels. */
	readonly ink: number;
}>;
