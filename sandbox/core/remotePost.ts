import type { SeededRandom } from './seeded';

const DIGITS = '0123456789';
const BASE64URL = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567';
const BASE36 = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** What a network calls a post: its ID there and its address. */
export interface RemotePost {
	readonly remoteId: string;
	readonly url: string;
}

interface Network {
	readonly id: (random: SeededRandom) => string;
	readonly url: (id: string, handle: string, random: SeededRandom) => string;
}

/** Keyed by the network's name in lower-case letters only. */
const NETWORKS: Readonly<Record<string, Network>> = {
	instagram: {
		id: (random) => `17${random.text(DIGITS, 15)}`,
		url: (_id, _handle, random) => `https://www.instagram.com/p/${random.text(BASE64URL, 11)}/`,
	},
	facebook: {
		id: (random) => `1${random.text(DIGITS, 14)}_1${random.text(DIGITS, 15)}`,
		url: (id) => `https://www.facebook.com/${id.replace('_', '/posts/')}`,
	},
	x: {
		id: (random) => `19${random.text(DIGITS, 17)}`,
		url: (id, handle) => `https://x.com/${handle}/status/${id}`,
	},
	linkedin: {
		id: (random) => `urn:li:share:7${random.text(DIGITS, 18)}`,
		url: (id) => `https://www.linkedin.com/feed/update/${id}`,
	},
	youtube: {
		id: (random) => random.text(BASE64URL, 11),
		url: (id) => `https://www.youtube.com/watch?v=${id}`,
	},
	tiktok: {
		id: (random) => `7${random.text(DIGITS, 18)}`,
		url: (id, handle) => `https://www.tiktok.com/@${handle}/video/${id}`,
	},
	threads: {
		id: (random) => `18${random.text(DIGITS, 15)}`,
		url: (_id, handle, random) => `https://www.threads.com/@${handle}/post/${random.text(BASE64URL, 11)}`,
	},
	bluesky: {
		id: (random) => `at://did:plc:${random.text(BASE32, 24)}/app.bsky.feed.post/3l${random.text(BASE32, 11)}`,
		url: (id, handle) => `https://bsky.app/profile/${handle}/post/${id.slice(id.lastIndexOf('/') + 1)}`,
	},
	pinterest: {
		id: (random) => `9${random.text(DIGITS, 17)}`,
		url: (id) => `https://www.pinterest.com/pin/${id}/`,
	},
	reddit: {
		id: (random) => `t3_1${random.text(BASE36, 6)}`,
		url: (id, handle) => `https://www.reddit.com/user/${handle}/comments/${id.slice('t3_'.length)}/`,
	},
	snapchat: {
		id: (random) => random.text(BASE64URL, 22),
		url: (id, handle) => `https://www.snapchat.com/@${handle}/spotlight/${id}`,
	},
	tumblr: {
		id: (random) => `7${random.text(DIGITS, 17)}`,
		url: (id, handle) => `https://www.tumblr.com/${handle}/${id}`,
	},
	googlebusiness: {
		id: (random) =>
			`accounts/1${random.text(DIGITS, 20)}/locations/${random.text(DIGITS, 19)}/localPosts/${random.text(DIGITS, 19)}`,
		url: (id) => `https://local.google.com/place?use=posts&lpsid=${id.slice(id.lastIndexOf('/') + 1)}`,
	},
	telegram: {
		id: (random) => `${1 + random.below(9999)}`,
		url: (id, handle) => `https://t.me/${handle}/${id}`,
	},
	discord: {
		id: (random) => `13${random.text(DIGITS, 17)}`,
		url: (id, _handle, random) =>
			`https://discord.com/channels/12${random.text(DIGITS, 17)}/12${random.text(DIGITS, 17)}/${id}`,
	},
	wordpress: {
		id: (random) => `${1 + random.below(9999)}`,
		url: (id, handle) => `https://${handle}.wordpress.com/?p=${id}`,
	},
	whatsapp: {
		id: (random) => `wamid.${random.text(BASE64URL, 40)}`,
		url: (_id, handle) => `https://wa.me/${handle}`,
	},
};

/** The vendors' various words for the same network, in lower-case letters only. */
const OTHER_WORDS: Readonly<Record<string, string>> = {
	twitter: 'x',
	ig: 'instagram',
	fb: 'facebook',
	gmb: 'googlebusiness',
	gbp: 'googlebusiness',
	google: 'googlebusiness',
	googlemybusiness: 'googlebusiness',
	googlebusinessprofile: 'googlebusiness',
};

const UNKNOWN_NETWORK: Network = {
	id: (random) => random.text(DIGITS, 18),
	url: (id) => `https://social.example/posts/${id}`,
};

/** ID and address as the network itself would give them. `platform` may be any vendor's word for it. */
export function drawRemotePost(platform: string, username: string | null, random: SeededRandom): RemotePost {
	const word = platform.toLowerCase().replace(/[^a-z]/g, '');
	const network = NETWORKS[OTHER_WORDS[word] ?? word] ?? UNKNOWN_NETWORK;
	const handle = (username ?? 'acme').replace(/^@/, '').replace(/[^A-Za-z0-9._-]/g, '') || 'acme';
	const remoteId = network.id(random);
	return { remoteId, url: network.url(remoteId, handle, random) };
}
