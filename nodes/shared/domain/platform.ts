/**
 * The networks a post can go to, in this pack's words. Each provider maps its own words (`twitter`, `gmb`, `GBP` …) to
 * these in its mapping file; a network that is new to us passes through as the provider's own lower-case word.
 */
export const PLATFORMS = [
	'x',
	'instagram',
	'facebook',
	'linkedin',
	'youtube',
	'tiktok',
	'threads',
	'bluesky',
	'pinterest',
	'reddit',
	'snapchat',
	'tumblr',
	'googleBusiness',
	'telegram',
	'discord',
	'wordpress',
	'whatsapp',
] as const;

export type KnownPlatform = (typeof PLATFORMS)[number];

/** A known network, or the provider's own lower-case word for one we do not know yet. */
export type Platform = KnownPlatform | (string & NonNullable<unknown>);

const DISPLAY_NAMES: Readonly<Record<KnownPlatform, string>> = {
	x: 'X',
	instagram: 'Instagram',
	facebook: 'Facebook',
	linkedin: 'LinkedIn',
	youtube: 'YouTube',
	tiktok: 'TikTok',
	threads: 'Threads',
	bluesky: 'Bluesky',
	pinterest: 'Pinterest',
	reddit: 'Reddit',
	snapchat: 'Snapchat',
	tumblr: 'Tumblr',
	googleBusiness: 'Google Business',
	telegram: 'Telegram',
	discord: 'Discord',
	wordpress: 'WordPress',
	whatsapp: 'WhatsApp',
};

/** The name people know a network by; a network that is new to us keeps its own word. */
export function platformName(platform: Platform): string {
	return Object.hasOwn(DISPLAY_NAMES, platform) ? DISPLAY_NAMES[platform as KnownPlatform] : platform;
}
