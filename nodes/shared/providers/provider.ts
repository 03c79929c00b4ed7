import type { Account, Health } from '../domain/account';
import type { SettingRules } from '../domain/commonSettings';
import type { Connection, ConnectLink, CredentialPlatform, CredentialValues } from '../domain/connection';
import type { GeneratedImage, GeneratedText, ImageWish, TextWish } from '../domain/generated';
import type { HealthWord } from '../domain/healthWords';
import type { JsonValue } from '../domain/json';
import type { FollowerStats, PlatformRules, Quota } from '../domain/plan';
import type { Platform } from '../domain/platform';
import type {
	Media,
	MediaAtUrl,
	MediaInHand,
	Post,
	PostChanges,
	PostDraft,
	PostQuery,
	PublishMode,
	SortField,
} from '../domain/post';
import type { ProviderId } from '../domain/provider';
import type { Wire } from '../transport/wire';
import type { VendorError } from '../transport/vendorError';
import type { VendorRules } from '../transport/vendorRules';

/** A domain object together with the provider's own object it was made from. */
export interface Found<T> {
	readonly item: T;
	readonly raw: JsonValue;
}

export interface AccountList {
	readonly found: ReadonlyArray<Found<Account>>;
	/** What could not be read (for example one channel that answered 5xx), in plain words. Nothing is guessed for it. */
	readonly warnings: readonly string[];
	/** Words at the beginning of the IDs of accounts that were not read. Absent: with a warning, any may be missing. */
	readonly missing?: readonly string[];
}

export interface AccountQuery {
	/** Only these networks are of interest; a provider may skip the calls that others would need. */
	readonly platforms?: readonly Platform[];
	/** Only these accounts are of interest, likewise. More than these may come back. */
	readonly ids?: readonly string[];
	/** `false`: leave out calls that are only needed for health; health is then `unknown` unless it comes for free. */
	readonly withHealth: boolean;
	/** `true`: leave out calls that only tell what is not needed to know which accounts there are and how they stand. */
	readonly isBrief?: boolean;
	/** Part by part will do: a provider that needs many calls for all of it tells the rest as missing. */
	readonly turn?: ListTurn;
}

/** A list that is read again and again. */
export interface ListTurn {
	/** Goes up by one from reading to reading, from any whole number on. */
	readonly number: number;
	/** Words at the beginning of the IDs of the accounts that are known by now. */
	readonly known: readonly string[];
}

/**
 * What a provider can do with accounts. A method's name is the operation's value; an operation that is not there is not
 * offered. Health comes from the cheapest sufficient calls.
 */
export interface AccountOperations {
	/** All connected accounts. */
	getMany(wire: Wire, query: AccountQuery): Promise<AccountList>;
	/** One account with its full health. Throws a `VendorError` of cause `notFound` when there is none. */
	get(wire: Wire, accountId: string): Promise<Found<Account>>;
	/** The health of one account with reasons and expiry where the API has them. */
	checkHealth(wire: Wire, accountId: string): Promise<Found<AccountHealth>>;
	/** Stops posting to an account without disconnecting it; gives the account as it is then. */
	pause?(wire: Wire, accountId: string): Promise<Found<Account>>;
	/** Starts posting again after a pause. */
	resume?(wire: Wire, accountId: string): Promise<Found<Account>>;
	/**
	 * Removes the connection, which cannot be undone. An account that is gone already is no error: `alreadyGone` says so.
	 * Throws `notFound` only for an ID that can never have been an account.
	 */
	disconnect?(wire: Wire, accountId: string): Promise<Found<Disconnection>>;
	/** Changes the name under which the provider shows the account. */
	rename?(wire: Wire, accountId: string, newName: string): Promise<Found<Account>>;
	/** Makes the account (page, board, location) the default of its network. */
	setDefault?(wire: Wire, accountId: string): Promise<Found<Account>>;
	getQuota?(wire: Wire): Promise<Found<Quota>>;
	/** One entry per network; all networks of the provider when none is named. */
	getPlatformRules?(
		wire: Wire,
		platforms: readonly Platform[] | undefined,
	): Promise<ReadonlyArray<Found<PlatformRules>>>;
	/** One entry per account; all accounts when none is named. `days` is 1 to 365. */
	getFollowerStats?(
		wire: Wire,
		accountId: string | undefined,
		days: number,
	): Promise<ReadonlyArray<Found<FollowerStats>>>;
}

/** What was removed. */
export interface Disconnection extends Pick<Account, 'id' | 'provider' | 'platform'> {
	/** `null` when the account was gone already and nobody knows its name any more. */
	readonly name: string | null;
	readonly alreadyGone: boolean;
	/** What else the disconnection removed, in plain words (a Wix channel has all its pages in one connection). */
	readonly warnings: readonly string[];
}

/** What a provider can do to connect accounts. */
export interface ConnectOperations {
	/** Networks that a link can connect. */
	readonly linkPlatforms: readonly Platform[];
	/** Networks that are connected with credentials; empty exactly when `connectWithCredentials` is not there. */
	readonly credentialPlatforms: readonly CredentialPlatform[];
	/** Whether the owner can be sent to a page of ours afterwards. */
	readonly takesReturnUrl: boolean;

	/** A link for the owner of a new account. `returnUrl` is `null` when none was given. */
	createLink(wire: Wire, platform: Platform, returnUrl: string | null): Promise<Found<ConnectLink>>;
	/** What became of a link. Throws `InputError` for an ID that is none. */
	getStatus(wire: Wire, connectionId: string): Promise<Found<Connection>>;
	/** A link that repairs an account: it keeps its ID. Throws `notFound` when there is no such account. */
	reconnect(wire: Wire, accountId: string, returnUrl: string | null): Promise<Found<ConnectLink>>;
	/** Finishes an OAuth redirect that the user's own page has received. */
	complete?(wire: Wire, platform: Platform, code: string, redirectUrl: string): Promise<Found<Account>>;
	/** Connects without a browser. `values` are those of `CREDENTIAL_FORMS`; they appear in no result and no error. */
	connectWithCredentials?(
		wire: Wire,
		platform: CredentialPlatform,
		values: CredentialValues,
	): Promise<Found<Account>>;
}

/** Whose health it is, with the health. */
export type AccountHealth = Pick<Account, 'id' | 'provider' | 'platform' | 'name'> & {
	readonly health: Health;
};

export type PostFilter = Exclude<keyof PostQuery, 'sort'>;

export interface PostOperations {
	/** How a post may be published here, in the order in which they are offered. */
	readonly publishModes: readonly PublishMode[];
	/**
	 * `true`: the idempotency key of the draft reaches the vendor, so that sending the same create again cannot post twice
	 * (a repeat returns the post that is already there). `false`: after an unclear outcome the post is looked up instead.
	 */
	readonly hasIdempotencyKey: boolean;
	/** What else of a draft it can send; the rest is refused by name. */
	readonly takes: readonly DraftExtra[];
	/** The common settings that it can send, network by network. */
	readonly settings: SettingRules;
	/** What the networks take through it, from its documentation: for checks that cost no call. */
	readonly documentedRules: readonly PlatformRules[];
	/** Many posts in one call, where the API has that. */
	readonly bulk?: BulkCreate;
	/** What can be wished for of a provider's AI; the rest is refused by name. */
	readonly textWishes?: ReadonlyArray<keyof TextWish>;
	readonly imageWishes?: ReadonlyArray<keyof ImageWish>;
	/** Values of `ImageWish.model` and `ImageWish.aspectRatio`, the default first; the description tells the cost. */
	readonly imageModels?: ReadonlyArray<{ readonly value: string; readonly description: string }>;
	readonly imageAspectRatios?: readonly string[];

	/** Filters that can be answered for this provider, by itself or by looking at the posts that it returns. */
	readonly filters: readonly PostFilter[];
	/** Fields by which the provider itself sorts its list; for others all posts are read and sorted here. */
	readonly sortsBy: readonly SortField[];

	/**
	 * Sends the post. Called once per post; the transport repeats what is safe to repeat. Throws a `VendorError`; its
	 * `outcome` is `unknown` when the post may or may not have been made.
	 */
	create(wire: Wire, draft: PostDraft): Promise<Found<Post>>;
	get(wire: Wire, postId: string): Promise<Found<Post>>;
	/**
	 * The posts page by page. A filter or sort order that the vendor's API has is sent along; the caller applies the query
	 * once more to what comes back, so that leaving one out costs calls, never correctness.
	 *
	 * @param pagesAtOnce how many pages may be read at the same time once the first one tells how many there are; more than
	 *   1 only when all are wanted
	 */
	getMany(
		wire: Wire,
		query: PostQuery,
		pageSize: number,
		pagesAtOnce?: number,
	): AsyncIterable<ReadonlyArray<Found<Post>>>;

	/** Changes a draft or scheduled post; throws `conflict` for one that is out already. */
	update(wire: Wire, postId: string, changes: PostChanges): Promise<Found<Post>>;
	/** Moves a scheduled post to another time (ISO 8601 UTC with milliseconds). */
	reschedule(wire: Wire, postId: string, scheduledAt: string, timezone: string): Promise<Found<Post>>;
	/** Lets a draft (where the provider can: also a scheduled post) go out now, or at that time. */
	publishDraft?(
		wire: Wire,
		postId: string,
		scheduledAt: string | null,
		timezone: string,
	): Promise<Found<Post>>;
	/**
	 * Makes sure that a scheduled post does not go out. Status `cancelled`; a warning says so where the provider keeps no
	 * record of it. Throws `conflict`, with nothing changed, for a post that is out already.
	 */
	cancel(wire: Wire, postId: string): Promise<Found<Post>>;
	/** Removes the provider's record; warnings tell what stays live on the networks. A post that is gone already is no error. */
	delete(wire: Wire, postId: string): Promise<Found<PostRemoval>>;
	/** Takes a post down from the networks (all that can, or only these). */
	unpublish?(wire: Wire, postId: string, platforms: readonly Platform[] | undefined): Promise<Found<Post>>;
	/** Sends only the failed targets again; throws `conflict` when there is none. Never sends one that is out. */
	retry(wire: Wire, postId: string): Promise<Found<Post>>;
	/** The post with the newest result on each account. */
	getResults(wire: Wire, postId: string): Promise<Found<Post>>;

	/** The queues to choose from in the mode `queue`; absent where there is a single one. */
	listQueues?(wire: Wire): Promise<ReadonlyArray<{ readonly id: string; readonly name: string }>>;
	/** Puts a file into the provider's library and waits until it can be used. What comes back can go into a post. */
	uploadMedia(wire: Wire, source: MediaAtUrl | MediaInHand): Promise<Found<Media>>;
	/** The provider's own AI. */
	generateText?(wire: Wire, wish: TextWish): Promise<Found<GeneratedText>>;
	generateImage?(wire: Wire, wish: ImageWish): Promise<Found<GeneratedImage>>;
}

/** `altText`: of media, on at least one network. */
export type DraftExtra = 'tags' | 'campaignId' | 'altText';

/** Many posts in one call. */
export interface BulkCreate {
	readonly maxPosts: number;
	/**
	 * What an idempotency key stands for: each row has its own, or one stands for the call, so that after an unclear outcome
	 * exactly the same call must be sent again.
	 */
	readonly key: 'row' | 'call' | 'none';
	/** Whether a draft can go this way (its mode, its media). */
	fits(draft: PostDraft): boolean;
	/**
	 * Sends them in one call; the result for each, in the same order. Throws a `VendorError` when the whole call failed: with
	 * `outcome: 'none'` each may be sent alone, with `unknown` each must be looked up first (or repeated with its key).
	 */
	create(wire: Wire, drafts: readonly PostDraft[]): Promise<ReadonlyArray<Found<Post> | VendorError>>;
}

/** What was removed. */
export interface PostRemoval {
	readonly id: string;
	readonly alreadyGone: boolean;
	/** e.g. that the published copies stay live. */
	readonly warnings: readonly string[];
}

/**
 * Where the last reading of changed posts ended: JSON that only the provider that made it can read. At most 2 KB, and twice
 * that while hundreds of posts are on their way at once.
 */
export type PostCursor = JsonValue;

/** What the trigger asks of a provider. */
export interface WatchOperations {
	/**
	 * Posts that went live, failed or partly failed since the cursor. The first reading (`null`) returns none: it only finds
	 * where "now" is, in few calls whatever the number of posts. A cursor of an earlier reading may be used again; it gives
	 * the same posts again, as they are by then.
	 *
	 * What marks the place in a cursor is a time or an ID that the vendor told, never our clock. A page that fails or cannot
	 * be read throws: the caller keeps the cursor that it has.
	 */
	changedPosts(wire: Wire, cursor: PostCursor | null, options: WatchOptions): Promise<ChangedPosts>;
}

export interface WatchOptions {
	/** How far back a change is looked for that the vendor shows late or out of order, in milliseconds. */
	readonly lookbackMs: number;
	/** Our clock, in milliseconds since 1970: only to judge what falls due, never as a place to go on from. */
	readonly nowMs: number;
	/** After how many calls a reading ends early; at least one step is made in any case. */
	readonly maxCalls: number;
}

export interface ChangedPosts {
	/** In the status they have now. Some may come again (overlap); none is left out. */
	readonly posts: readonly Post[];
	readonly cursor: PostCursor;
	/** `false`: there is more; the next reading goes on from the cursor. */
	readonly isComplete: boolean;
}

export interface CredentialChoice {
	/** Value of the `authentication` parameter (shown only when a provider has more than one). */
	readonly value: string;
	readonly name: string;
	/** Credential type. */
	readonly credential: string;
}

/** A vendor behind the pack's own words. One folder implements one; the registry lists them. */
export interface Provider {
	readonly id: ProviderId;
	readonly displayName: string;
	/** At least one; the first is the default. */
	readonly credentials: readonly [CredentialChoice, ...CredentialChoice[]];
	/** Networks it can post to, for the filters and overrides that are offered. */
	readonly platforms: readonly Platform[];
	/** How to read this vendor's errors and limits. */
	readonly rules: VendorRules;
	/** Its words for the health of an account, in the order in which they are looked for; the mapping reads the same table. */
	readonly healthWords: readonly HealthWord[];
	readonly accounts: AccountOperations;
	readonly connect: ConnectOperations;
	readonly posts: PostOperations;
	readonly watch: WatchOperations;
}
