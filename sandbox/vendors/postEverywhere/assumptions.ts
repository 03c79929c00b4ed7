/** Where the vendor's sources are silent or disagree, and what the sandbox does then. All of it is inferred. */
export const ASSUMPTIONS: ReadonlyArray<{
	readonly about: string;
	readonly silent: string;
	readonly here: string;
}> = [
	{
		about: 'short health',
		silent: 'no rule tells `unhealthy` from `expired`, or maps the detail to the list',
		here: 'an expired token is `expired`, any other reason that stops posting is `unhealthy`, a mere warning is `healthy`',
	},
	{
		about: 'the time of a change',
		silent: 'when `updated_at` moves, whether `updated_after` itself is found, the order of equal times',
		here:
			'with every result on a network, as in the documented example of a post, also after a retry; the time itself is ' +
			'found; equal times in a fixed order. If results did not move it, the trigger would not find them',
	},
	{
		about: 'reconnection',
		silent: 'whether an expired token also sets `needs_reconnection`',
		here: 'it does, since the moment of expiry, as in the documented example; a withdrawn permission since it was first seen',
	},
	{
		about: 'paused accounts',
		silent: 'the API knows no pause',
		here: "the control API's `paused` makes an account inactive (`is_active: false`, `account_inactive`)",
	},
	{
		about: 'disconnected accounts',
		silent: 'there is no such endpoint; what becomes of the account is unknown',
		here: 'an account that the control API disconnects is not found any more',
	},
	{
		about: 'dead accounts',
		silent: 'only the token-expired error is documented, not its wording for other reasons',
		here: 'one wording for all; the destination of an immediate post fails within the call',
	},
	{
		about: 'unknown fields',
		silent: 'which further fields a create takes',
		here: 'unknown fields are refused with `validation_error`, so that a misspelt one shows',
	},
	{
		about: 'rules of networks',
		silent: 'status and code of a broken rule other than a long caption',
		here: '400 `post_creation_failed` with `details.validation_errors`; drafts are not checked',
	},
	{
		about: 'past times',
		silent: 'one source says that they publish at once',
		here: '400 `past_schedule_time`; `validation_error` in a bulk item, as in the bulk example',
	},
	{
		about:
			'unknown media or campaign on a post, media not ready, filterless bulk retry, missing bytes on complete',
		silent: 'the code',
		here: '400 `validation_error`',
	},
	{
		about: 'retry',
		silent: 'automatic retries, their times, and a retry with nothing failed',
		here: 'no automatic ones (`next_retry_at` is null); nothing failed answers 200 with `retried_count: 0`',
	},
	{
		about: 'circuit breaker',
		silent: 'what exactly is counted',
		here: 'a sixth try with the same content is refused: posts that failed on all accounts, or retries of one post',
	},
	{
		about: 'deleting a published post',
		silent: 'April pages say 409, newer clients say it is allowed',
		here: 'allowed; the post stays on the networks, or leaves X with `delete_on_platforms=x`',
	},
	{
		about: 'deleting on X',
		silent:
			'what becomes of the record when X refuses, and to which account an entry of `x_deletion` belongs',
		here: 'the record goes all the same; one entry per account on X, `deleted: false` with an error for one that cannot post',
	},
	{
		about: 'queue',
		silent: 'the path and shape of the preview, and how slots are set up',
		here: 'slots at 09:00, 13:00 and 17:00 UTC every day; `use_queue` takes the next free one',
	},
	{
		about: 'scopes',
		silent: 'whether a missing scope is 401 or 403, and the code',
		here: '403 `forbidden`; GET needs `read`, the generators need `ai`, everything else `write`',
	},
	{
		about: 'rate limits',
		silent: 'how the hourly, posting and AI limits show in the headers',
		here: 'only the 60 calls a minute per key are counted',
	},
	{
		about: 'media by address',
		silent: 'nothing: private addresses are refused',
		here:
			"addresses on the sandbox's own storage origin are taken as public, all other private ones are refused. " +
			'Nothing is fetched: the type follows from the file name (none: JPEG), and a name that starts with `broken` fails',
	},
	{
		about: 'uploads',
		silent: 'types and sizes (only those of files at a URL are documented), and what fails later',
		here:
			'25 MB per image, 4 GB per video, 100 MB per PDF; JPEG, PNG, GIF, WebP, HEIC, HEIF, MP4, MOV, WebM, PDF. The storage ' +
			'takes the bytes either way, and the same ones twice. A name that starts with `broken` fails when it is processed',
	},
	{
		about: 'media in use',
		silent: 'the answer without `force`',
		here: '409 `conflict` while a scheduled post has it',
	},
	{
		about: 'connecting',
		silent: 'field names of connect-link and reconnect',
		here: '`authorize_url`, as in social-connect; credentials that contain `wrong` are refused with `validation_error`',
	},
	{
		about: 'the account limit of the plan',
		silent: 'only that a 403 can be a quota block: where, and with which code',
		here: '403 `forbidden` for a link or credentials of one account more than `GET /me` allows; a reconnection is free',
	},
	{
		about: 'rules API',
		silent: 'the fields of `media.image`, `media.video` and `blog`',
		here: '`maxCount`, `maxSizeMb`, `formats[]` and `titleLimit`; `null` for media that the network does not take',
	},
	{
		about: 'boards and sites',
		silent: 'field names on a single account',
		here: '`boards[] {id, name}` for Pinterest, `site_url` for WordPress',
	},
	{
		about: 'captions by AI',
		silent: 'what they cost and the defaults',
		here: 'one credit per call; professional, medium, three of them',
	},
];
