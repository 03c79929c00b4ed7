import type { ProviderId } from '../domain/provider';

export type VendorErrorCause =
	/** The credential is missing, wrong or expired. */
	| 'authentication'
	/** The credential is right but may not do this (scope, plan, permission). */
	| 'permission'
	/** The plan's quota or money is used up. */
	| 'quota'
	| 'notFound'
	/** The vendor refused what was sent; sending the same again is useless. */
	| 'invalid'
	/** Already exists, already done, or not possible in the present state. */
	| 'conflict'
	| 'rateLimited'
	/** 5xx, HTML instead of JSON, broken JSON. */
	| 'unavailable'
	/** No answer: host unknown, refused, reset, timed out. */
	| 'unreachable'
	| 'cancelled';

export interface VendorErrorFacts {
	readonly provider: ProviderId;
	readonly cause: VendorErrorCause;
	/** What happened, in the vendor's words where it gave any. Never holds a secret. */
	readonly message: string;
	/** What to do next, in plain words. */
	readonly advice: string;
	/** The vendor's machine code; `null` when it gave none. */
	readonly code: string | null;
	/** HTTP status; `null` when there was no answer. */
	readonly httpCode: number | null;
	readonly requestId: string | null;
	/** Whether trying again later, unchanged, can help. */
	readonly retryable: boolean;
	/** `none`: certain that nothing was changed. `unknown`: the call may or may not have taken effect. */
	readonly outcome: 'none' | 'unknown';
}

/** A failed call to a vendor, as plain facts; the faces turn it into n8n's errors. */
export class VendorError extends Error {
	readonly facts: VendorErrorFacts;

	constructor(facts: VendorErrorFacts) {
		super(facts.message);
		this.name = 'VendorError';
		this.facts = facts;
	}
}
