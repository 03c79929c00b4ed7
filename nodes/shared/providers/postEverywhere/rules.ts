import { asList, asNumber, asObject, asText, type JsonObject, type JsonValue } from '../../domain/json';
import type { VendorFailure, VendorRules } from '../../transport/vendorRules';
import { requestIdOf } from './answers';

const FORBIDDEN = 403;
const DEVELOPERS_PAGE = 'app.posteverywhere.ai/developers';

/** Ways out per code of the vendor, where they are better than the general ones. */
const ADVICE_BY_CODE: ReadonlyMap<string, string> = new Map([
	['past_schedule_time', 'Choose a time in the future; PostEverywhere compares it in UTC.'],
	['invalid_timezone', 'Use an IANA name such as Europe/Berlin as the time zone.'],
	[
		'invalid_accounts',
		'Choose the accounts again from the list: one of them is gone, or belongs to another workspace than the key.',
	],
	[
		'content_too_long',
		'Shorten the caption, or give that network a text of its own under Platform Overrides.',
	],
	['invalid_field_name', 'Correct the field name in Additional Fields; files are attached as media_ids.'],
	[
		'unsupported_media_type',
		'PostEverywhere imports JPEG, PNG, GIF, WebP, HEIC and HEIF images and MP4 videos from a URL. Convert the file.',
	],
	[
		'permanent_failure_circuit_breaker',
		'The same content has failed several times. Find out why (reconnect the account, change the media or the text) before sending it again.',
	],
	['post_already_published', 'The post is live already. Delete it on the networks themselves.'],
	['bulk_limit_exceeded', 'Send at most 50 posts in one call.'],
	[
		'insufficient_credits',
		'Buy AI credits at PostEverywhere, choose a cheaper model, or wait until they renew.',
	],
]);

const ADVICE_BY_STATUS: ReadonlyMap<number, string> = new Map([
	[
		401,
		`Enter a valid key in the PostEverywhere credential; it starts with pe_live_ and is shown only once. Make a new one at ${DEVELOPERS_PAGE} if you do not have it any more.`,
	],
	[402, 'Check at PostEverywhere that the subscription is active and that there are AI credits left.'],
]);

/** What a 403 is about: its codes are not documented, only that it is a missing scope or a used-up quota. */
function readForbidden(error: JsonObject): Pick<VendorFailure, 'cause' | 'advice'> {
	const message = asText(error.message) ?? '';
	const scope =
		asText(asObject(error.details).required_scope) ?? SCOPE_IN_TEXT.exec(message)?.[1]?.toLowerCase();
	if (scope !== undefined) {
		return { advice: `Use a key with the scope "${scope}"; keys are made at ${DEVELOPERS_PAGE}.` };
	}
	if (QUOTA_IN_TEXT.test(message)) {
		return {
			cause: 'quota',
			advice:
				'Get Quota tells what the plan allows and what is used. Remove what is not needed at PostEverywhere, or choose a larger plan there.',
		};
	}
	return {
		advice: `Use a key with the scope that this needs (read, write or ai; made at ${DEVELOPERS_PAGE}), or see with Get Quota whether the plan is used up.`,
	};
}

const SCOPE_IN_TEXT = /\b(read|write|ai)\b\W+scope\b/i;
const QUOTA_IN_TEXT = /\b(limits?|quota|plan|upgrade|subscription)\b/i;

/**
 * Errors come as `{data: null, error: {message, code, retryable, details?}, meta: {request_id}}`; broken rules of a
 * network stand in `details.validation_errors`. Codes are not all documented, so the HTTP status decides on the cause.
 */
export const rules: VendorRules = {
	readFailure(status: number, body: JsonValue): VendorFailure {
		const error = asObject(asObject(body).error);
		const code = asText(error.code);
		const broken = asList(asObject(error.details).validation_errors);
		const advice = adviceToShorten(broken) ?? ADVICE_BY_CODE.get(code ?? '') ?? ADVICE_BY_STATUS.get(status);
		return {
			message: messageOf(error, broken),
			code,
			requestId: requestIdOf(body),
			...(status === FORBIDDEN ? readForbidden(error) : {}),
			...(advice === undefined ? {} : { advice }),
		};
	},
};

function messageOf(error: JsonObject, broken: readonly JsonValue[]): string | null {
	const message = asText(error.message);
	const details = broken.flatMap((one) => asText(one) ?? asText(asObject(one).message) ?? []);
	const others = [...new Set(details)].filter((detail) => detail !== message);
	const texts = [...(message === null ? [] : [message]), ...others];
	return texts.length === 0 ? null : texts.join('; ');
}

/** By how much a caption is too long, where the vendor says so. */
function adviceToShorten(broken: readonly JsonValue[]): string | undefined {
	for (const one of broken) {
		const { length, limit, platform } = asObject(one);
		const excess = (asNumber(length) ?? 0) - (asNumber(limit) ?? Infinity);
		if (excess > 0) {
			const network = asText(platform) ?? 'the network';
			return `Shorten the caption for ${network} by ${excess} characters, or give it a text of its own under Platform Overrides.`;
		}
	}
	return undefined;
}
