/**
 * What the vendor does not document and the sandbox has to decide. Every entry is inferred: it may be wrong at the real
 * vendor, and nothing outside this folder may rely on it. Where one reading forces a client to be more careful than the
 * other, the careful one is taken.
 */
export const ASSUMED = {
	/** The word for the health of a dead token; only `healthy` and `warning` are documented. */
	deadTokenHealth: 'error',
	/** A token that lives no longer than this is a warning. */
	warningDays: 7,
	/** Status of a successful create: 200 or 201. */
	createStatus: 201,
	/**
	 * Posts come newest first, filtered by one status at most, with an exact `total`. In another order the trigger is only
	 * slower, for it searches the lists as soon as their numbers differ; without the numbers it watches the newest posts and
	 * those that it awaits.
	 */
	listOrder: 'newest first',
	/**
	 * `updatedAt` is when a post got its last result. If it is not there, the trigger searches by when a post was due, and
	 * misses one that is sent again long after it failed.
	 */
	resultsMoveUpdatedAt: true,
	/** Posts per page when a client does not say; the contract holds the most that it may ask for. */
	defaultPageSize: 10,
	/** First half of the `state` of a sign-in. */
	owner: 'owner1',
	/** How long the address of a sign-in works. */
	signInMinutes: 60,
	/** What is granted on the networks for which the documentation names no scopes. */
	scopes: {
		facebook: ['pages_manage_posts', 'pages_read_engagement'],
		threads: ['threads_basic', 'threads_content_publish'],
		tiktok: ['user.info.basic', 'video.publish'],
	},
} as const;

/** The vendor's words, as far as they are not documented; errors all have the documented shape and one of its codes. */
export const ASSUMED_TEXTS = {
	missingKey: 'API key is missing',
	invalidKey: 'Invalid API key',
	rateLimited: 'Rate limit exceeded',
	broken: 'Internal server error',
	noSuchRoute: 'Route not found',
	brokenJson: 'Request body is not valid JSON',
	accountNotFound: 'Account not found',
	tokenExpiresSoon: 'The token expires soon. Reconnect this account.',
	tokenExpired: 'The token has expired. Reconnect this account.',
	accessRevoked: 'Access was revoked on the platform. Reconnect this account.',
	/** Wrong timing is refused, because it is not documented which of several fields wins. */
	timing: 'Send exactly one of publishNow, scheduledFor and isDraft',
	past: 'scheduledFor must be in the future',
	notEditable: 'Only draft and scheduled posts can be updated',
	notDeletable: 'A post that is being published cannot be deleted',
	nothingFailed: 'No failed platforms to retry',
	invalidCode: 'Invalid or expired code',
	otherRedirect: 'redirect_url must be the one that the sign-in was started with',
} as const;
