import type { Media, Post, World } from '../../core/world';

/** Per network: `{content?, contentType?, settings?}`. */
export type PlatformContent = Readonly<Record<string, PlatformEntry>>;
export interface PlatformEntry {
	readonly content?: string;
	readonly contentType?: string;
	readonly settings?: Readonly<Record<string, unknown>>;
}

/** What this vendor keeps of a post beside what every vendor keeps. Posts made by the control API have none of it. */
export interface PostFacts {
	mediaIds: string[];
	platformContent: PlatformContent | null;
	campaignId: number | null;
	/** When an immediate publish was asked for. */
	firedAt: Date | null;
	/** How often somebody asked to retry it. */
	retries: number;
}

const NO_FACTS: PostFacts = {
	mediaIds: [],
	platformContent: null,
	campaignId: null,
	firedAt: null,
	retries: 0,
};

export function factsOf(post: Pick<Post, 'extra'>): Readonly<PostFacts> {
	return { ...NO_FACTS, ...(post.extra as Partial<PostFacts>) };
}

export function changeFacts(post: Post, facts: Partial<PostFacts>): void {
	Object.assign(post.extra, facts);
}

/** The media of a post that are still there, in its order. */
export function mediaOf(post: Pick<Post, 'extra'>, world: World): Media[] {
	return factsOf(post).mediaIds.flatMap((id) => world.media.get(id) ?? []);
}

/** When it went live first. */
export function publishedAt(post: Post): Date | null {
	const times = post.targets.flatMap((target) => target.publishedAt?.getTime() ?? []);
	return times.length > 0 ? new Date(Math.min(...times)) : null;
}
