export interface MediaItem {
	readonly type: 'image' | 'video' | 'gif';
	readonly url: string;
}

export interface TargetBody {
	readonly platform: string;
	readonly accountId: string;
	readonly customContent?: string;
	readonly customMedia?: readonly MediaItem[];
	readonly platformSpecificData?: Readonly<Record<string, unknown>>;
}

/** What a post says and where it goes; the part of a body that a change replaces field by field. */
export interface PostContent {
	readonly content: string;
	readonly mediaItems: readonly MediaItem[];
	readonly platforms: readonly TargetBody[];
	readonly timezone: string;
	readonly tags: readonly string[];
	readonly tiktokSettings: Readonly<Record<string, unknown>>;
	readonly facebookSettings: Readonly<Record<string, unknown>>;
}

/** The body of create and update. */
export interface PostBody extends Partial<PostContent> {
	readonly publishNow?: boolean;
	readonly scheduledFor?: string | null;
	readonly isDraft?: boolean;
}
