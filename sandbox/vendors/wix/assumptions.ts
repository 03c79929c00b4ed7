/**
 * Every place where the vendor is silent and the sandbox had to choose, with what it chose. All of it is inferred; when
 * somebody has seen the real API, this is the table to correct.
 */
export const ASSUMPTIONS = {
	/** Get Items takes either of these (repeated): the parameter's name is not published. */
	getItemsParameters: ['itemIds', 'ids'],
	/** A higher limit is refused, by the contract. */
	highestQueryLimit: 100,
	/** Documented. */
	defaultQueryLimit: 50,
	/** The fields that the vendor's own examples filter by, and those that a client cannot do without. */
	filterableFields: [
		'id',
		'status',
		'type',
		'channel.name',
		'channel.accountId',
		'schedulingInfo.scheduledDate',
	],
	sortableFields: ['schedulingInfo.scheduledDate'],
	/**
	 * The trigger relies on these: the date as filter and as sort order (refused, it goes by lists of a status and their
	 * totals), and the default order (another one hides immediate items from it that are not remembered by ID).
	 */
	neededByTrigger: ['id', 'status', 'schedulingInfo.scheduledDate', 'newest first'],
	/** Without a sort order the newest items come first. Deleted ones come only when the filter names their status. */
	defaultOrder: 'newest first',
	listsDeletedItems: false,

	/** HTTP status of SCHEDULED_TIME_ALREADY_PASSED: the vendor's recipe leaves it open. */
	pastDateStatus: 400,
	/** Publishing for an account that the channel does not have. */
	unknownAccountStatus: 400,
	/** For an item in the wrong state where the vendor's code is unknown. The name says that it is none of theirs. */
	wrongStateCode: 'SANDBOX_ITEM_NOT_IN_STATE',
	/** Update Item lists a 400 and a 404, and no 428. */
	updateInWrongStateStatus: 400,
	/** World statuses of items that may be changed; the others are out, or on their way. */
	updatableStatuses: ['draft', 'scheduled', 'cancelled', 'failed'],
	/** World statuses that publish-by-id takes; only the first two are documented. */
	publishableStatuses: ['draft', 'scheduled', 'cancelled', 'failed'],
	/** A content object in Update Item replaces the whole of the old one. */
	updateReplacesContent: true,
	/** More items than Wix's other bulk calls take are refused, by the contract. */
	mostBulkItems: 100,
	/** A call to action of Google Business may be a word, or an object with an address, by the contract. */
	callToActionForms: ['word', 'object'],
	/** An upload address takes the same bytes again, which are then processed anew. */
	uploadCanBeRepeated: true,
	/** A deleted item keeps its reference ID. */
	deletionFreesReferenceId: false,
	/** An item that failed, was cancelled or deleted before it went out gives its unit of quota back. */
	failureGivesQuotaBack: true,
	/** The publish limit (429 PUBLISH_LIMIT_EXCEEDED) has no published threshold: it is not enforced. */
	publishLimit: null,

	/** Disconnecting a channel that is not connected succeeds. */
	disconnectIsIdempotent: true,
	/** A channel has one token for all its pages: one that expired or was withdrawn makes the channel INVALID. */
	oneTokenPerChannel: true,
	/** Approving a link for a channel that is VALID adds an account to those it has, and takes none away. */
	linkToValidChannelAddsAccount: true,
	/** Scheduled items stay scheduled when their channel is disconnected, and fail when they are due. */
	disconnectKeepsItems: true,

	/** Codes without a published name. */
	rateLimitCode: 'RATE_LIMIT_EXCEEDED',
	permissionCode: 'PERMISSION_DENIED',
	expiredTokenCode: 'UNAUTHENTICATED',
	wrongClientCode: 'INVALID_CLIENT',
	wrongClientStatus: 401,
	missingFileCode: 'FILE_NOT_FOUND',

	/** Inner names of `publicationError`, and its codes. */
	publicationErrorCodes: { rejected: 'SANDBOX_REJECTED_BY_CHANNEL', token: 'SANDBOX_TOKEN_INVALID' },
	/** Edited images are there after this multiple of the time that media take. */
	imageFactor: 4,
} as const;
