import { asList, asObject, asText, type JsonObject, type JsonValue } from '../../domain/json';
import { platformName } from '../../domain/platform';
import type { VendorErrorCause } from '../../transport/vendorError';
import type { VendorFailure, VendorRules } from '../../transport/vendorRules';
import { CONNECT_PLATFORMS, platformFromVendor } from './mapping';

interface KnownCode {
	readonly cause: VendorErrorCause;
	/** Only where it is better than the general one for this cause; `undefined` when the details do not help. */
	readonly advise?: (details: JsonObject) => string | undefined;
}

const always = (advice: string) => () => advice;

const WRONG_KEY: KnownCode = {
	cause: 'authentication',
	advise: always(
		'Open the SmartlyQ credential and enter a valid API key; it starts with sqk_live_ or sqk_test_. The API needs a Pro plan or higher.',
	),
};

const NO_MONEY: KnownCode = {
	cause: 'quota',
	advise: ({ required, balance }) => {
		const [needed, left] = [asText(required), asText(balance)];
		const amounts = needed === null || left === null ? '' : ` This costs ${needed}, ${left} is left.`;
		return `Top up the SmartlyQ wallet, or wait until the monthly credits renew.${amounts}`;
	},
};

const MISSING_SCOPE: KnownCode = {
	cause: 'permission',
	advise: ({ required_scope: required }) => {
		const scope = asText(required);
		return scope === null
			? undefined
			: `Add the scope ${scope} to the API key in SmartlyQ, then run it again.`;
	},
};

const TOO_MANY_CALLS: KnownCode = { cause: 'rateLimited' };
const VENDOR_FAULT: KnownCode = { cause: 'unavailable' };

/** The codes of the vendor's errors page, in both spellings where two are documented. Contract: error envelope. */
const KNOWN_CODES: ReadonlyMap<string, KnownCode> = new Map<string, KnownCode>([
	['BAD_REQUEST', { cause: 'invalid' }],
	['INVALID_API_KEY', WRONG_KEY],
	['UNAUTHORIZED', WRONG_KEY],
	['INSUFFICIENT_BALANCE', NO_MONEY],
	['INSUFFICIENT_CREDITS', NO_MONEY],
	[
		'LIMIT_REACHED',
		{
			cause: 'quota',
			advise: always(
				'The plan allows no more accounts. Disconnect one that is not needed, or choose a larger plan in SmartlyQ.',
			),
		},
	],
	['INSUFFICIENT_SCOPE', MISSING_SCOPE],
	['FORBIDDEN', MISSING_SCOPE],
	[
		'CONNECTION_SCOPE_MISSING',
		{
			cause: 'permission',
			advise: always(
				'The social account lacks a permission that this needs. Reconnect the account and grant it.',
			),
		},
	],
	['RESOURCE_NOT_FOUND', { cause: 'notFound' }],
	[
		'PROFILE_NOT_FOUND',
		{
			cause: 'notFound',
			advise: always(
				'Check the Profile ID in the SmartlyQ credential, or leave it empty for the main workspace.',
			),
		},
	],
	[
		'PROFILES_NOT_ENABLED',
		{
			cause: 'permission',
			advise: always(
				'Profiles are not enabled for this key. Leave the Profile ID of the SmartlyQ credential empty.',
			),
		},
	],
	[
		'NOT_ENABLED',
		{
			cause: 'permission',
			advise: always(
				'Connecting accounts over the API is not enabled for this key. Ask SmartlyQ to enable it, or connect the account in SmartlyQ itself.',
			),
		},
	],
	[
		'PROVIDER_NOT_CONFIGURED',
		{
			cause: 'permission',
			advise: always(
				'SmartlyQ has not set up this network for your workspace, so it cannot be connected. Ask SmartlyQ, or choose another network.',
			),
		},
	],
	[
		'PROFILE_PAUSED',
		{ cause: 'conflict', advise: always('Resume the profile in SmartlyQ, then run it again.') },
	],
	['DUPLICATE_CONTENT', { cause: 'conflict', advise: adviseOnDuplicate }],
	[
		'IDEMPOTENCY_CONFLICT',
		{
			cause: 'conflict',
			advise: always(
				'This idempotency key was already used for another post or another call. Use one of its own for each post, for example by leaving the option empty.',
			),
		},
	],
	['CONFLICT', { cause: 'conflict' }],
	['VALIDATION_ERROR', { cause: 'invalid', advise: adviseOnFields }],
	['UNSUPPORTED_PLATFORM', { cause: 'invalid', advise: adviseOnPlatforms }],
	[
		'POST_TYPE_UNSUPPORTED',
		{ cause: 'invalid', advise: always('Choose another post type for that network: post, reel or story.') },
	],
	[
		'CONTENT_POLICY_VIOLATION',
		{
			cause: 'invalid',
			advise: always('SmartlyQ does not post this content. Change the text or the media.'),
		},
	],
	['PLATFORM_DAILY_LIMIT_REACHED', { cause: 'quota', advise: adviseOnDailyLimit }],
	['PLATFORM_DELETE_FAILED', { cause: 'conflict', advise: adviseOnFailedDelete }],
	[
		'PLATFORM_RATE_LIMITED',
		{
			cause: 'rateLimited',
			advise: always('The network itself slows this account down. Wait some minutes, then run it again.'),
		},
	],
	['RATE_LIMIT_EXCEEDED', TOO_MANY_CALLS],
	['RATE_LIMITED', TOO_MANY_CALLS],
	['SERVER_ERROR', VENDOR_FAULT],
	['INTERNAL_ERROR', VENDOR_FAULT],
]);

/** The guard looks at the text alone, over all posts of 24 hours. Contract: duplicate guard. */
function adviseOnDuplicate({ existing_post_id: existing }: JsonObject): string {
	const id = asText(existing);
	const where = id === null ? '' : ` as post ${id}`;
	return `The same text was already sent within 24 hours${where}. Look at that post, change the text, or send it all the same with {"allow_duplicates": true} in Additional Fields.`;
}

/** Where the vendor lists the networks is not documented; without a list, the documented ones are named. */
function adviseOnPlatforms({ supported }: JsonObject): string {
	const told = asList(supported)
		.map(asText)
		.filter((word) => word !== null)
		.map(platformFromVendor);
	const names = (told.length > 0 ? told : CONNECT_PLATFORMS).map(platformName);
	return `Choose one of the networks that SmartlyQ connects: ${names.join(', ')}.`;
}

/** What our editor calls the fields that a person fills in one by one. */
const SHOWN_FIELDS: ReadonlyMap<string, string> = new Map([
	['queue_id', 'Queue'],
	['return_url', 'Return URL'],
	['account_name', 'New Name'],
	['bot_token', 'Bot Token'],
	['chat', 'Channel'],
	['identifier', 'Handle'],
	['app_password', 'App Password'],
	['waba_id', 'Business Account ID'],
	['phone_number_id', 'Phone Number ID'],
	['access_token', 'Access Token'],
]);

function adviseOnFields({ fields }: JsonObject): string | undefined {
	const names = asList(fields)
		.map(asText)
		.filter((name) => name !== null)
		.map((name) => SHOWN_FIELDS.get(name) ?? name);
	return names.length === 0
		? undefined
		: `Correct ${names.join(', ')} and run it again; nothing was changed.`;
}

function adviseOnDailyLimit({ account_id: account, next_available_at: next }: JsonObject): string {
	const [id, time] = [asText(account), asText(next)];
	const who = id === null ? 'The account' : `The account ${id}`;
	return time === null
		? `${who} has reached the daily limit of its network. Post again tomorrow, or use another account.`
		: `${who} has reached the daily limit of its network. It can post again at ${time}.`;
}

/** Contract: unpublish. The details are by network; what stands in them is not documented. */
function adviseOnFailedDelete(details: JsonObject): string {
	const told = Object.entries(details).map(([word, reason]) => {
		const name = platformName(platformFromVendor(word));
		const text = asText(reason) ?? asText(asObject(reason).message) ?? asText(asObject(reason).error);
		return text === null ? name : `${name} (${text})`;
	});
	const where = told.length === 0 ? 'A network' : told.join(', ');
	return `${where} did not delete the post, so nothing was taken down anywhere. Reconnect the account there, or leave that network out under Networks.`;
}

/** Errors stand in an envelope: `{ error: { code, message, details }, meta: { request_id } }`; parts may be missing. */
export const rules: VendorRules = {
	readFailure(_status: number, body: JsonValue): VendorFailure {
		const { error: printedError, meta } = asObject(body);
		const error = asObject(printedError);
		const code = asText(error.code);
		const known = KNOWN_CODES.get(code ?? '');
		const advice = known?.advise?.(asObject(error.details));
		return {
			message: asText(error.message),
			code,
			requestId: asText(asObject(meta).request_id),
			...(known === undefined ? {} : { cause: known.cause }),
			...(advice === undefined ? {} : { advice }),
		};
	},
};
