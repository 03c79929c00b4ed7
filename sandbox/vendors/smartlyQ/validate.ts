import { sampleFor } from '../../core/samples';
import type { World } from '../../core/world';
import type { Answer } from './ask';
import { success } from './envelope';
import { captionFault, countCharacters, mediaFaults, NETWORKS } from './networks';
import { checkMediaUrl } from './postContent';

const CONTENT_TYPES: Readonly<Record<string, string>> = {
	jpg: 'image/jpeg',
	jpeg: 'image/jpeg',
	png: 'image/png',
	gif: 'image/gif',
	webp: 'image/webp',
	mp4: 'video/mp4',
	m4v: 'video/mp4',
	mov: 'video/quicktime',
	webm: 'video/webm',
};

export function validateAnswers(world: World): Record<string, Answer> {
	return {
		validatePost: ({ now, body }) => success(now, reportOn(body as PostToCheck)),
		validateMedia: ({ now, body }) => {
			const { url } = body as { url: string };
			checkMediaUrl(world, url, 'url');
			return success(now, lookAt(world, url));
		},
	};
}

interface PostToCheck {
	readonly platforms: readonly string[];
	readonly content?: string;
	readonly media_urls?: readonly string[];
}

function reportOn({ platforms, content = '', media_urls: mediaUrls = [] }: PostToCheck) {
	const errors: string[] = [];
	const byPlatform: Record<string, unknown> = {};
	for (const platform of platforms) {
		const network = NETWORKS[platform];
		if (network === undefined) continue;
		const tooLong = captionFault(platform, network, content);
		const wrongMedia = mediaFaults(platform, network, mediaUrls);
		errors.push(...(tooLong === null ? [] : [tooLong]), ...wrongMedia);
		byPlatform[platform] = {
			characters: countCharacters(content),
			limit: network.captionLimit,
			within_limit: tooLong === null,
			requires_media: network.requiresMedia,
			media_ok: wrongMedia.length === 0,
		};
	}
	return { valid: errors.length === 0, errors, platforms: byPlatform };
}

/** The sandbox does not go out: what stands in its storage is looked up, anything else is told from its address. */
function lookAt(world: World, url: string) {
	const { origin, pathname } = new URL(url);
	const isOwn = origin === world.storageOrigin;
	const sample = isOwn ? sampleFor(pathname) : null;
	const reachable = !isOwn || sample !== null;
	const extension = pathname.slice(pathname.lastIndexOf('.') + 1).toLowerCase();
	const contentType = sample?.contentType ?? CONTENT_TYPES[extension] ?? null;
	const kind = contentType?.split('/')[0];
	return {
		url,
		reachable,
		http_code: reachable ? 200 : 404,
		content_type: reachable ? contentType : null,
		size_bytes: sample?.bytes.length ?? null,
		type: reachable && (kind === 'image' || kind === 'video') ? kind : 'unknown',
	};
}
