import type { Call, Reply } from '../../core/vendor';
import type { World } from '../../core/world';
import { success } from './envelope';

interface PlatformRule {
	/** Characters of a caption. */
	readonly characters: number;
	readonly needsMedia?: boolean;
	readonly needsVideo?: boolean;
	/** Settings without which the network refuses. */
	readonly needsSettings?: readonly string[];
	readonly hashtags?: number;
	readonly images: number;
	readonly videos: number;
	readonly features: readonly string[];
}

/** Limits of the networks, from the list in the vendor's own plugin. */
export const PLATFORM_RULES: Readonly<Record<string, PlatformRule>> = {
	bluesky: { characters: 300, images: 4, videos: 1, features: ['link_cards', 'alt text'] },
	discord: { characters: 2000, images: 10, videos: 1, features: [] },
	facebook: { characters: 63_206, images: 10, videos: 1, features: ['reels', 'link_cards'] },
	instagram: {
		characters: 2200,
		needsMedia: true,
		hashtags: 30,
		images: 10,
		videos: 1,
		features: ['carousels', 'reels', 'alt text'],
	},
	linkedin: { characters: 3000, images: 20, videos: 1, features: ['carousels'] },
	pinterest: {
		characters: 500,
		needsMedia: true,
		needsSettings: ['boardId'],
		images: 5,
		videos: 1,
		features: [],
	},
	telegram: { characters: 4096, images: 10, videos: 1, features: [] },
	threads: { characters: 500, images: 20, videos: 1, features: ['threads', 'carousels'] },
	tiktok: { characters: 4000, needsMedia: true, images: 35, videos: 1, features: ['carousels'] },
	wordpress: { characters: 200_000, needsSettings: ['title'], images: 20, videos: 1, features: [] },
	x: { characters: 280, images: 4, videos: 1, features: ['threads', 'quotes', 'alt text'] },
	youtube: {
		characters: 5000,
		needsVideo: true,
		needsSettings: ['title'],
		images: 0,
		videos: 1,
		features: [],
	},
};

/** A caption on X is longer for an article. */
const X_ARTICLE_CHARACTERS = 25_000;

export function getPlatformRules(_world: World, { now }: Call): Reply {
	const platforms = Object.entries(PLATFORM_RULES).map(([platform, rule]) => [
		platform,
		{
			characterLimit: rule.characters,
			media: {
				image: rule.images > 0 ? { maxCount: rule.images, maxSizeMb: 25 } : null,
				video: { maxCount: rule.videos, formats: ['mp4'] },
			},
			features: rule.features,
			...(platform === 'wordpress' ? { blog: { titleLimit: 200, excerptLimit: 1000 } } : {}),
		},
	]);
	return success(now, { platforms: Object.fromEntries(platforms) });
}

/** What is about to go to one network. */
export interface Caption {
	readonly platform: string;
	readonly text: string;
	readonly settings: Readonly<Record<string, unknown>>;
	/** Kinds of the attached media. */
	readonly media: readonly string[];
}

export interface BrokenRule {
	readonly platform: string;
	readonly field: string;
	readonly message: string;
	readonly limit?: number;
	readonly length?: number;
}

/** A caption that is too long for its network; `null` when it fits. */
export function tooLong({ platform, text, settings }: Caption): BrokenRule | null {
	const isArticle = platform === 'x' && settings.post_type === 'article';
	const limit = isArticle ? X_ARTICLE_CHARACTERS : PLATFORM_RULES[platform]?.characters;
	const length = [...text].length;
	if (limit === undefined || length <= limit) return null;
	return {
		platform,
		field: 'content',
		message: `Content exceeds the ${limit} character limit for ${platform}`,
		limit,
		length,
	};
}

/** Every other rule of the network that it breaks. */
export function brokenRules({ platform, text, settings, media }: Caption): BrokenRule[] {
	const rule = PLATFORM_RULES[platform];
	if (!rule) return [];
	const images = media.filter((type) => type === 'image').length;
	const videos = media.filter((type) => type === 'video').length;
	const hashtags = text.match(/#\w/g)?.length ?? 0;
	const broken = (field: string, message: string): BrokenRule => ({
		platform,
		field,
		message: `${platform} ${message}`,
	});
	return [
		...(text === '' && media.length === 0 ? [broken('content', 'posts need content or media')] : []),
		...(rule.needsMedia && media.length === 0
			? [broken('media_ids', 'posts require at least one image or video')]
			: []),
		...(rule.needsVideo && videos === 0 ? [broken('media_ids', 'posts require a video')] : []),
		...(images > rule.images ? [broken('media_ids', `posts take at most ${rule.images} images`)] : []),
		...(videos > rule.videos ? [broken('media_ids', `posts take at most ${rule.videos} video`)] : []),
		...(rule.hashtags !== undefined && hashtags > rule.hashtags
			? [broken('content', `captions take at most ${rule.hashtags} hashtags`)]
			: []),
		...(rule.needsSettings ?? [])
			.filter((name) => typeof settings[name] !== 'string' || settings[name] === '')
			.map((name) => broken(`platform_content.${platform}.settings.${name}`, `posts require a ${name}`)),
	];
}
