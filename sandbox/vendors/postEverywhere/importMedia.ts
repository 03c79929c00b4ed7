import { BlockList, isIP } from 'node:net';

import type { Call, Reply } from '../../core/vendor';
import type { World } from '../../core/world';
import { invalid, Refusal, success } from './envelope';
import { addMedia, isBroken, process } from './media';

/** What the type follows from, since nothing is fetched. */
const TYPES_BY_EXTENSION: Readonly<Record<string, string>> = {
	jpg: 'image/jpeg',
	jpeg: 'image/jpeg',
	png: 'image/png',
	gif: 'image/gif',
	webp: 'image/webp',
	heic: 'image/heic',
	heif: 'image/heif',
	mp4: 'video/mp4',
};
const DEFAULT_TYPE = 'image/jpeg';
/** Made up: nothing is fetched. */
const IMPORTED_BYTES = 184_320;
const IMPORTED_SIZE = { width: 1080, height: 1080 };

/** Imports a public file: an image at once, a video over a while. */
export function importMediaFromUrl(world: World, { now, body }: Call): Reply {
	const given = body as { url: string; filename?: string };
	const url = new URL(given.url);
	if (isPrivate(url.hostname) && url.origin !== world.storageOrigin) {
		throw invalid('url must be publicly reachable: private and loopback addresses are not allowed', {
			field: 'url',
		});
	}
	const filename = given.filename ?? decodeURIComponent(url.pathname.split('/').at(-1) ?? '');
	const contentType = typeOf(filename);
	const isVideo = contentType.startsWith('video/');
	const fails = isBroken(filename);
	if (fails && !isVideo) throw invalid('The image could not be downloaded', { field: 'url' });

	const media = addMedia(world, {
		filename: filename === '' ? 'import.jpg' : filename,
		contentType,
		sizeBytes: IMPORTED_BYTES,
		extra: {
			...IMPORTED_SIZE,
			duration: isVideo ? 12.5 : null,
			...(fails ? { error: 'The video could not be downloaded' } : {}),
		},
	});
	process(world, media);
	const isReady = media.status === 'ready' && !isVideo;
	return success(now, {
		media_id: media.id,
		media_ids: [media.id],
		media_status: isReady ? 'ready' : 'uploading',
		type: isVideo ? 'video' : 'image',
		...(isVideo ? {} : { url: media.url }),
		filename: media.filename,
		size: media.sizeBytes,
		content_type: contentType,
		source_url: given.url,
		next_step: isReady
			? 'Use the id in media_ids of a post'
			: `GET /api/v1/media/${media.id} until it is ready`,
	});
}

function typeOf(filename: string): string {
	const extension = /\.([A-Za-z0-9]+)$/.exec(filename)?.[1]?.toLowerCase();
	if (extension === undefined) return DEFAULT_TYPE;
	const type = TYPES_BY_EXTENSION[extension];
	if (type === undefined) {
		throw new Refusal(
			415,
			'unsupported_media_type',
			`Files of type .${extension} cannot be imported by URL`,
			{ field: 'url' },
		);
	}
	return type;
}

const PRIVATE_NETWORKS = new BlockList();
for (const [network, bits] of [
	['0.0.0.0', 8],
	['10.0.0.0', 8],
	['100.64.0.0', 10],
	['127.0.0.0', 8],
	['169.254.0.0', 16],
	['172.16.0.0', 12],
	['192.168.0.0', 16],
] as const) {
	PRIVATE_NETWORKS.addSubnet(network, bits, 'ipv4');
}
for (const [network, bits] of [
	['::', 127],
	['fc00::', 7],
	['fe80::', 10],
] as const) {
	PRIVATE_NETWORKS.addSubnet(network, bits, 'ipv6');
}

/** Loopback, link-local, private: by address, or by a name that only means something inside. */
function isPrivate(hostname: string): boolean {
	const host = hostname.replace(/^\[|\]$/g, '').toLowerCase();
	const family = isIP(host);
	if (family === 0) return host === 'localhost' || /\.(localhost|local|internal)$/.test(host);
	return PRIVATE_NETWORKS.check(host, family === 4 ? 'ipv4' : 'ipv6');
}
