import type { PostRecords } from './postRecords';

/**
 * What is true at one vendor: its accounts, posts, media and connect sessions, and the passing of time. Vendors differ in
 * words and envelopes, not in this: a due post goes to publishing, and some moments later each target has been published
 * or refused according to the health that its account has then.
 *
 * Times are `Date`s of the sandbox's clock. Records are mutable and owned by the world; handlers change them in place.
 */
export interface Account {
	/** As the vendor's API prints it (integers are kept as text). */
	readonly id: string;
	/** The vendor's own word. */
	readonly platform: string;
	name: string;
	username: string | null;
	avatarUrl: string | null;
	connectedAt: Date;
	/** `null`: the token does not expire. */
	tokenExpiresAt: Date | null;
	/** The network has withdrawn the permission. */
	revoked: boolean;
	paused: boolean;
	/** `false`: disconnected through the API; kept so that a second disconnect can be told from an unknown ID. */
	connected: boolean;
	/** Vendor-specific facts (board, page, location …). */
	extra: Record<string, unknown>;
}

export type TargetStatus = 'pending' | 'publishing' | 'published' | 'failed' | 'skipped' | 'removed';

export interface Target {
	readonly id: string;
	readonly accountId: string;
	readonly platform: string;
	status: TargetStatus;
	remoteId: string | null;
	url: string | null;
	publishedAt: Date | null;
	error: string | null;
	attempts: number;
}

export type PostStatus =
	| 'draft'
	| 'scheduled'
	| 'publishing'
	| 'published'
	| 'partial'
	| 'failed'
	| 'cancelled'
	| 'unpublished'
	| 'deleted';

export interface Post {
	readonly id: string;
	content: string;
	status: PostStatus;
	targets: Target[];
	scheduledFor: Date | null;
	timezone: string;
	/** When publishing ends, while `status` is `publishing`. */
	settlesAt: Date | null;
	publishedAt: Date | null;
	readonly createdAt: Date;
	updatedAt: Date;
	mediaUrls: string[];
	/** What the vendor's body had beside the above, and idempotency keys. */
	extra: Record<string, unknown>;
}

export interface Media {
	readonly id: string;
	url: string;
	filename: string;
	contentType: string;
	sizeBytes: number;
	status: 'waiting' | 'processing' | 'ready' | 'failed';
	/** When processing ends. */
	readyAt: Date | null;
	readonly createdAt: Date;
	extra: Record<string, unknown>;
}

export interface ConnectSession {
	/** The token in the consent link. */
	readonly token: string;
	readonly platform: string;
	returnUrl: string | null;
	readonly createdAt: Date;
	expiresAt: Date;
	status: 'pending' | 'connected' | 'refused' | 'expired';
	/** The account that is repaired, or that came of it. */
	accountId: string | null;
	readonly reconnect: boolean;
	extra: Record<string, unknown>;
}

/** Wishes about the world that the control API can set. */
export interface WorldSettings {
	/** How long a post stays in `publishing`, in milliseconds of the sandbox's clock. 0: results are there at once. */
	publishMs: number;
	/** How long imported or uploaded media stay in processing, likewise. */
	mediaMs: number;
}

export interface World {
	readonly accounts: Map<string, Account>;
	readonly posts: PostRecords<Post>;
	readonly media: Map<string, Media>;
	readonly sessions: Map<string, ConnectSession>;
	/** Anything else a vendor keeps (queues, idempotency keys, counters). */
	readonly extra: Record<string, unknown>;
	readonly settings: WorldSettings;
	/** Origin of the vendor's API server, e.g. `http://127.0.0.1:4010`. */
	readonly origin: string;
	/**
	 * Origin of the storage, a different one, where upload addresses stand. Below `/files/` it answers any address with a
	 * tiny file of the type that the extension says (`/files/<anything>/photo.jpg`): the place for media URLs.
	 */
	readonly storageOrigin: string;
	now(): Date;

	/** The next number of a counter, starting at `first`. The same after every reset. */
	next(counter: string, first: number): number;
	/** A UUID that is the same after every reset (drawn from a seeded generator). */
	uuid(): string;
	/** Hex digits, likewise. */
	hex(digits: number): string;

	addAccount(account: Partial<Account> & Pick<Account, 'id' | 'platform' | 'name'>): Account;
	/** Adds the record as it is; then `schedule`, `publish` or nothing (a draft) says what becomes of it. */
	addPost(post: Partial<Post> & Pick<Post, 'id' | 'content'> & { accountIds: readonly string[] }): Post;
	/** It goes live by itself at that time. */
	schedule(post: Post, at: Date): void;
	/** It goes live now: `publishing`, then results after `settings.publishMs` (at once when that is 0). */
	publish(post: Post): void;
	/** Sends the failed targets again (all of them, or only those of these accounts). Returns the targets concerned. */
	retry(post: Post, accountIds?: readonly string[]): Target[];
	/** A scheduled post will not go out. */
	cancel(post: Post): void;
	/** Brings everything up to `now()`: due posts go out, processing ends, sessions expire. The core calls it before each call. */
	settle(): void;

	/** An address that takes the bytes once (PUT, or POST multipart), without the vendor's key, on the storage origin. */
	uploadAddress(uploadId: string): string;
	/** Opens a consent page (and keeps the session in `sessions`); returns its address on the vendor's side. */
	openConsent(session: ConnectSession): string;
	/**
	 * Ends a session well: the account it names is repaired and keeps its ID, otherwise a new one comes to be. The session
	 * becomes `connected`.
	 */
	connect(session: ConnectSession): Account;
	/** The account posts again: token renewed (if it ever expired), permission given, not paused, connected. */
	repair(account: Account): void;
}
