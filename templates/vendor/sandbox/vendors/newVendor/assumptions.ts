/** What the vendor does not say and the sandbox has to decide. All of it is inferred; the vendor's page lists it. */
export const ASSUMED = {
	/** Calls a minute. */
	rateLimit: 60,
} as const;
