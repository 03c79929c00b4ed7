/** What a network takes. Contract: capabilities and media rules of the platforms page. */
export interface Network {
	/** Characters of a caption; `null`: none, or not checked. */
	readonly captionLimit: number | null;
	readonly requiresMedia: boolean;
	/** `null`: not stated. */
	readonly images: number | null;
	readonly videos: number | null;
	/** Whether images and videos may stand together; where that is not stated they may. */
	readonly mix: boolean;
	/** Whether a token ends at all. */
	readonly tokenEnds: boolean;
}

const FREE = { requiresMedia: false, images: null, videos: null, mix: true, tokenEnds: true } as const;

export const NETWORKS: Readonly<Record<string, Network>> = {
	facebook: { ...FREE, captionLimit: 63_206, images: 10, videos: 1, mix: false, tokenEnds: false },
	instagram: { ...FREE, captionLimit: 2_200, images: 10, videos: 1, requiresMedia: true },
	twitter: { ...FREE, captionLimit: 280, images: 4, videos: 1, mix: false },
	linkedin: { ...FREE, captionLimit: 3_000, images: 20, videos: 1 },
	youtube: { ...FREE, captionLimit: 5_000, images: 0, videos: 1, requiresMedia: true },
	tiktok: { ...FREE, captionLimit: 2_200, images: 35, videos: 1, requiresMedia: true },
	threads: { ...FREE, captionLimit: 500 },
	bluesky: { ...FREE, captionLimit: 300, images: 4, videos: 1 },
	pinterest: { ...FREE, captionLimit: 800, requiresMedia: true },
	reddit: { ...FREE, captionLimit: 40_000 },
	snapchat: { ...FREE, captionLimit: null, images: 1, videos: 1, mix: false, requiresMedia: true },
	tumblr: { ...FREE, captionLimit: null },
	gmb: { ...FREE, captionLimit: 1_500, images: 1, videos: 0 },
	telegram: { ...FREE, captionLimit: 4_096, images: 10, videos: 10, tokenEnds: false },
	discord: { ...FREE, captionLimit: 2_000, images: 10, videos: 1, tokenEnds: false },
};

/** WhatsApp can be connected, but is for messages only. */
export const CONNECTABLE: readonly string[] = [...Object.keys(NETWORKS), 'whatsapp'];

const VIDEO = /\.(mp4|mov|m4v|webm)$/i;

/** Told from the address, as far as it can be. */
export function isVideo(url: string): boolean {
	return VIDEO.test(new URL(url).pathname);
}

/** What a network does not like about a caption and its media; empty when it takes them. */
export function faultsFor(platform: string, caption: string, mediaUrls: readonly string[]): string[] {
	const network = NETWORKS[platform];
	if (network === undefined) return [];
	return [captionFault(platform, network, caption), ...mediaFaults(platform, network, mediaUrls)].filter(
		(fault) => fault !== null,
	);
}

export function captionFault(platform: string, network: Network, caption: string): string | null {
	const { captionLimit } = network;
	const length = countCharacters(caption);
	if (captionLimit === null || length <= captionLimit) return null;
	return `${platform} caption is ${length} characters; the limit is ${captionLimit}. Trim ${length - captionLimit} characters and retry.`;
}

export function mediaFaults(platform: string, network: Network, mediaUrls: readonly string[]): string[] {
	const videos = mediaUrls.filter(isVideo).length;
	const images = mediaUrls.length - videos;
	const faults: string[] = [];
	if (network.requiresMedia && mediaUrls.length === 0) faults.push(`${platform} needs media.`);
	if (network.images !== null && images > network.images) {
		faults.push(`${platform} takes at most ${network.images} images.`);
	}
	if (network.videos !== null && videos > network.videos) {
		faults.push(`${platform} takes at most ${network.videos} videos.`);
	}
	if (!network.mix && images > 0 && videos > 0) faults.push(`${platform} takes images or a video, not both.`);
	return faults;
}

/** Counts what a person sees as characters of the text, not bytes. */
export function countCharacters(text: string): number {
	return [...text].length;
}
