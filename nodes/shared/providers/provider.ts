import type { Account, Health } from '../domain/account';
import type { JsonValue } from '../domain/json';
import type { Platform } from '../domain/platform';
import type { Post, PostDraft, PostQuery, PublishMode, SortField } from '../domain/post';
import type { ProviderId } from '../domain/provider';
import type { Wire } from '../transport/wire';
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
}

export interface AccountQuery {
	/** Only these networks are of interest; a provider may skip the calls that others would need. */
	readonly platforms?: readonly Platform[];
	/** Only these accounts are of interest, likewise. More than these may come back. */
	readonly ids?: readonly string[];
	/** `false`: leave out calls that are only needed for health; health is then `unknown` unless it comes for free. */
	readonly withHealth: boolean;
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
	 */
	getMany(wire: Wire, query: PostQuery, pageSize: number): AsyncIterable<ReadonlyArray<Found<Post>>>;
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
	readonly accounts: AccountOperations;
	readonly posts: PostOperations;
}
