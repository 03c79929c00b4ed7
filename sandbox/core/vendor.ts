import type { Readable } from 'node:stream';

import type { World } from './world';

/** The four vendors, as the start-up JSON and the control API spell them. */
export const VENDOR_KEYS = ['wix', 'postEverywhere', 'socialSyncer', 'smartlyQ'] as const;
export type VendorKey = (typeof VENDOR_KEYS)[number];

/** A request that has found its operation in the contract and passed its validation. */
export interface Call {
	readonly operationId: string;
	readonly method: string;
	/** Path below the vendor's mount point, without the query. */
	readonly path: string;
	readonly params: Readonly<Record<string, string>>;
	/** Coerced to the contract's types by the validation. Repeated parameters are lists. */
	readonly query: Readonly<Record<string, unknown>>;
	/** Names in lower case. */
	readonly headers: Readonly<Record<string, string>>;
	/** Parsed JSON; the fields of a multipart form for a multipart operation; `undefined` when there was none. */
	readonly body: unknown;
	/** Files of a multipart operation. */
	readonly files: readonly ReceivedFile[];
	/** The sandbox's time, which the control API can move forward. */
	readonly now: Date;
}

export interface ReceivedFile {
	readonly field: string;
	readonly filename: string;
	readonly contentType: string;
	readonly sizeBytes: number;
	/** Hex. The bytes themselves are not kept, however large the file. */
	readonly sha256: string;
	/** The first bytes (at most 64), for telling the type from the content. */
	readonly head: Buffer;
}

export interface Reply {
	readonly status: number;
	/** Sent as JSON; `undefined`: no body at all. */
	readonly body?: unknown;
	readonly headers?: Readonly<Record<string, string>>;
}

export type Handler = (call: Call) => Reply;

/** One thing that is wrong with a request, as the contract's schema saw it. */
export interface RequestFault {
	/** `path`: no such path. `method`: path exists, method does not. `request`: a parameter, header or the body is wrong. */
	readonly kind: 'path' | 'method' | 'request' | 'json';
	/**
	 * For `request`: where (e.g. `body/account_ids/0`, `query/limit`, `header/wix-site-id`) and what. `where` names the
	 * offending field itself, also when it is missing (`body/content`) or unknown (`body/txet`); the body as a whole is `body`.
	 */
	readonly issues: ReadonlyArray<{
		readonly where: string;
		readonly message: string;
		/** JSON-schema keyword that failed: `required`, `type`, `enum`, `additionalProperties` … */
		readonly keyword: string;
		readonly params: Readonly<Record<string, unknown>>;
	}>;
	/** Set when the operation was found. */
	readonly operationId?: string;
}

export interface RateLimit {
	/** Calls per window. */
	readonly limit: number;
	/** Calls per window where they depend on the world (for example on the number of accounts); used instead of `limit`. */
	limitFor?(world: World): number;
	readonly windowSeconds: number;
	/** Headers on every answer; `resetAt` in unix seconds. `{}` for a vendor that sends none. */
	headers(state: { limit: number; remaining: number; resetAt: number }): Record<string, string>;
}

export type HealthSetting = 'healthy' | 'expiring' | 'expired' | 'revoked' | 'paused';

/**
 * One vendor's API: what differs from vendor to vendor. Everything else (HTTP, contract validation, faults, clock, log,
 * control API, uploads, pages) is the core's.
 */
export interface SandboxVendor {
	readonly key: VendorKey;
	/** The name people know. */
	readonly title: string;
	/** Path under which the vendor's host stands, e.g. `/wix`; contract paths follow after it. */
	readonly mount: string;
	/** File name in `sandbox/contracts/`. */
	readonly contract: string;
	/** Base URL and keys as the credential takes them, e.g. `{ baseUrl, apiKey, siteId }`. `origin` has no trailing slash. */
	access(origin: string): Readonly<Record<string, string>> & { readonly baseUrl: string };
	readonly rateLimit: RateLimit;

	/** Fills an empty world with the accounts that the vendor's documentation shows (healthy, expiring, expired, paused). */
	seed(world: World): void;
	/** How a network refuses a post to this account, in the vendor's own words; `null` when it accepts. */
	refusal(account: import('./world').Account, world: World): string | null;

	/** Checked before validation, as real gateways do; a reply refuses the call. `operationId` is unset for an unknown path. */
	authenticate(headers: Readonly<Record<string, string>>, operationId: string | undefined): Reply | null;
	/** The vendor's own error for a request that breaks the contract. */
	refuse(fault: RequestFault): Reply;
	rateLimited(retryAfterSeconds: number): Reply;
	/** The vendor's own 500 body. */
	serverError(): Reply;

	/** One per operation of the contract, by `operationId`. */
	handlers(world: World): Readonly<Record<string, Handler>>;
	/** Adds what an approved consent page returns to the return URL, e.g. `?connected=1&platform=facebook`. */
	consentRedirect(session: import('./world').ConnectSession, outcome: 'approved' | 'refused'): string | null;
	/**
	 * What a person's approval on the consent page does. Without it the core calls `world.connect(session)` at once; a
	 * vendor whose client has to come back with a code first keeps the approval and calls it then.
	 */
	approve?(world: World, session: import('./world').ConnectSession): void;
	/** A newly connected account in the vendor's ID format. Without it the core imitates a seeded account of the network. */
	newAccount?(
		world: World,
		platform: string,
		session: import('./world').ConnectSession | null,
	): Partial<import('./world').Account> & Pick<import('./world').Account, 'id' | 'platform' | 'name'>;
	/** An ID for a generated post (benchmarks). Without it the core imitates the ID of a seeded post. */
	newPostId?(world: World): string;
	/** The page's title for a network in the vendor's own word. */
	platformWord?(platform: string): string;
	/** Where uploaded bytes ended up: called by the core when an upload address has received its bytes. Returns the storage's own answer. */
	uploaded?(world: World, uploadId: string, file: ReceivedFile): Reply;
}

/** Reads a body to its end without keeping it. */
export type BodyReader = (body: Readable) => Promise<ReceivedFile>;
