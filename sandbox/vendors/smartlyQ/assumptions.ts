/**
 * Every place where the vendor is silent, or says two things, and the sandbox had to choose, with what it chose. All of
 * it is inferred; when somebody has seen the real API, this is the table to correct.
 */
export const ASSUMED = {
	/**
	 * The list of posts comes newest first; the order is not documented, so nobody may rely on it: the trigger is then only
	 * slower, for it searches the lists as soon as their numbers differ.
	 */
	listOrder: 'newest first',
	/**
	 * `published_at` is when the first network got the post, also by a retry of one that had failed everywhere; it stays when
	 * others get it later. A failed post tells no time. If it were otherwise, the trigger would miss posts that are sent again
	 * long after they failed, or tell some of them twice.
	 */
	publishedAtIsFirst: true,
	/** `total` of the pagination counts exactly, filtered lists too; the trigger takes it as the sign that there is something to find. */
	totalsAreExact: true,
	/** An offset in `scheduled_time` wins over `timezone`; documented for CSV rows only. */
	offsetWins: true,
	/** A time that is not ahead is refused with 422; so are a full queue, and an unknown or foreign account. */
	pastTimeStatus: 422,
	/** `platforms` has to name exactly the networks of the chosen accounts. */
	platformsMatchAccounts: true,
	/** A caption that is too long and media that a network cannot take are refused at once, not when publishing. */
	limitsCheckedAtOnce: true,
	/** A text without any character needs media. */
	emptyTextNeedsMedia: true,

	/** The same idempotency key with another body within 24 hours is a conflict on posts too; after that a replay. */
	keyWithOtherBodyConflictsHours: 24,
	/** Refused calls are not remembered under a key. */
	refusalsAreKept: false,
	/** Price of one post on one network, in ten-thousandths of the currency: what the documented examples show. */
	unitPrice: 150,
	startBalance: { purchased: 500_000, monthly: 500_000 },
	/** A batch is billed, so its answer has `usage` too. */
	bulkShowsUsage: true,

	/** `validity_days` of a token that never ends. */
	endlessValidityDays: null,
	/** An account in error is counted with the expired ones: both need to be connected again. */
	errorCountsAsExpired: true,
	/** A paused account keeps its `status`; only `is_active` tells. */
	pausedKeepsStatus: true,

	/** When all accounts of a post are paused it ends as failed, with the reason under `_errors._post`. */
	allPausedIsFailed: true,
	/** Several remote IDs of one network come as a list. */
	severalIdsAreAList: true,
	/** Deleting a post that is live removes the record and leaves the network alone. */
	liveRecordsCanBeDeleted: true,
	/** A changed draft that gets a time is scheduled again. */
	draftWithTimeIsScheduled: true,

	/** The state token is the query parameter `state` of the link. */
	stateParameter: 'state',
	connectLinkMinutes: 15,
	/** Not documented; the link is for opening right away. */
	reconnectLinkHours: 24,
	/** What a link says whose owner refused: it is single-use, so it is over. */
	refusedLinkStatus: 'expired',
	/** Status of `LIMIT_REACHED` when the plan allows no more accounts. */
	accountLimitStatus: 402,
	/** Added to the return address after a refusal. */
	refusalQuery: 'error=access_denied',

	/** Rows of a batch are counted from 1. */
	firstRow: 1,
	/** What `/bulk/validate` finds rejects a whole batch; only a repeated text fails a single row. */
	rowFaultsRejectTheBatch: true,
	/** A batch knows its idempotency key as any other POST does: 24 hours, bound to the body. */
	batchKeyIsGeneric: true,

	/** The answer to a direct upload has the address (its example shows it), which works whatever is still processed. */
	directUploadsAreReadyAtOnce: true,
	/** A file behind an upload address has its address when it has been processed; one that fails never gets it. */
	failedFilesHaveNoAddress: true,
	/** Only the direct upload limits a file, to its 200 MB. */
	uploadAddressHasNoLimit: true,
	/** The words of `cta_type` on Google Business: Google's own. */
	callToActionWords: ['BOOK', 'ORDER', 'SHOP', 'LEARN_MORE', 'SIGN_UP', 'CALL'],
	/** `disclose_content` of TikTok is the switch above `your_brand` and `branded_content`. */
	disclosureNeedsItsSwitch: true,

	/** How many posts a first import from a network brings. */
	externalPosts: 2,

	/** Posting caps per account and the ceiling of analytics calls per second are not enforced. */
	postingCaps: null,
	/** `sqk_test_` keys and their simulated answers do not exist here. */
	testKeys: null,
} as const;

/** Texts that the vendor does not publish. */
export const ASSUMED_TEXTS = {
	expired: 'The access token has expired. Reconnect the account.',
	revoked: 'The network has withdrawn the permission. Reconnect the account.',
	gone: 'The account is no longer connected.',
	/** Kept with the target, shown under `_errors._post`. */
	paused: 'Posting to this account is paused.',
	skipped: (names: readonly string[]) => `Skipped paused accounts: ${names.join(', ')}.`,
} as const;
