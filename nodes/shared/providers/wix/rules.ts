import { asList, asObject, asText, type JsonValue } from '../../domain/json';
import { platformName } from '../../domain/platform';
import type { VendorError, VendorErrorCause } from '../../transport/vendorError';
import type { VendorFailure, VendorRules } from '../../transport/vendorRules';
import { WIX_PLATFORMS } from './mapping';

/** What List Accounts answers for a channel that was never connected. */
export const NEVER_CONNECTED_CODE = 'USER_NOT_EXIST_FOR_CHANNEL';
/** … that was connected once. */
export const LAPSED_CODE = 'USER_IS_DISCONNECTED';
/** … whose owner granted no page or business account. */
export const NO_PAGES_CODE = 'NO_PAGES_FOR_USER';
/** … that Wix has given up. */
export const UNSUPPORTED_CODE = 'UNSUPPORTED_CHANNEL';
/** What the site's plan does not cover is answered. */
export const INELIGIBLE_CODE = 'INELIGIBLE_FOR_FEATURE';
/** The way out when a link for another network is refused with it: the code alone does not tell what was asked for. */
export const TOO_MANY_CHANNELS_ADVICE =
	'The site’s plan allows no more connected networks; a free one allows a single network. Disconnect another one with Social Accounts > Disconnect, or choose a larger plan in the Wix dashboard. A network that is connected already can be connected again all the same.';
/** What a second create with the same reference ID is answered. */
const REFERENCE_USED_CODE = 'REFERENCE_ID_ALREADY_EXIST';
export const NO_SUCH_ITEM_CODE = 'ITEM_NOT_EXISTS';
/** What a second delete is answered. */
export const DELETED_ITEM_CODE = 'ITEM_IS_DELETED';

interface KnownCode {
	readonly cause: VendorErrorCause;
	/** Only where it is better than the general one for this cause. */
	readonly advice?: string;
}

/** The application codes of the API that are known; contract page, errors. */
const KNOWN_CODES: ReadonlyMap<string, KnownCode> = new Map<string, KnownCode>([
	[
		NEVER_CONNECTED_CODE,
		{
			cause: 'notFound',
			advice:
				'This network is not connected to the site. Connect it with Social Connect > Create Link, or in the Wix dashboard under Social Media Marketing.',
		},
	],
	[
		LAPSED_CODE,
		{
			cause: 'conflict',
			advice:
				'The connection to this network has lapsed. Repair it with Social Connect > Reconnect, or in the Wix dashboard under Social Media Marketing.',
		},
	],
	[
		NO_PAGES_CODE,
		{
			cause: 'conflict',
			advice:
				'The network is connected, but no page or business account was granted. Connect it again with Social Connect > Create Link, and choose one on the network’s own page.',
		},
	],
	[
		UNSUPPORTED_CODE,
		{
			cause: 'invalid',
			advice: `Wix cannot post to this network. Choose one of these: ${WIX_PLATFORMS.map(platformName).join(', ')}.`,
		},
	],
	[
		INELIGIBLE_CODE,
		{
			cause: 'quota',
			advice:
				'The site’s plan does not include this, or its quota is spent. Check the plan under Social Media Marketing in the Wix dashboard; scheduling needs a paid one. Quotas are counted per month, one unit per account.',
		},
	],
	[
		'PUBLISH_LIMIT_EXCEEDED',
		{
			cause: 'rateLimited',
			advice: 'Wix publishes only so much at a time. Wait some minutes, or send fewer items.',
		},
	],
	[
		REFERENCE_USED_CODE,
		{
			cause: 'conflict',
			advice:
				'A post with this idempotency key has been made before, and nothing was sent now. To post again, use another Options > Idempotency Key.',
		},
	],
	[
		'SCHEDULED_TIME_ALREADY_PASSED',
		{ cause: 'invalid', advice: 'Choose a Schedule Time that is still to come.' },
	],
	[
		NO_SUCH_ITEM_CODE,
		{
			cause: 'notFound',
			advice: 'Check the post ID: the item may belong to another site than the credential.',
		},
	],
	[DELETED_ITEM_CODE, { cause: 'conflict', advice: 'The item has been deleted; create a new post.' }],
	[
		'ITEM_IS_PUBLISHED',
		{ cause: 'conflict', advice: 'The item is out already; it cannot be changed any more.' },
	],
	[
		'GENERATED_IMAGE_NOT_FOUND',
		{ cause: 'notFound', advice: 'The generated image does not exist or has expired. Generate it again.' },
	],
]);

/** Wix answers 403 for nearly everything that can be wrong with a credential. */
const FORBIDDEN_ADVICE =
	'Check three things in the Wix credential: the API key is right and has the permission Manage Social Posts (SCOPE.PROMOTE.MANAGE-SOCIAL-POSTS); it was made by the owner of the site; the Site ID is that of the site. If all are right, this API may want an app: use the App credential instead.';

/** Errors are `{ message, details: { applicationError | validationError } }`; 5xx say nothing on purpose. There is no request ID. */
export const rules: VendorRules = {
	readFailure(status: number, body: JsonValue): VendorFailure {
		const { message, details, errorCode } = asObject(body);
		const { applicationError, validationError } = asObject(details);
		const { code: printedCode, description } = asObject(applicationError);
		const code = asText(printedCode) ?? asText(errorCode);
		return {
			message: asText(message) ?? asText(description) ?? readViolations(validationError),
			code,
			requestId: null,
			...(status === 403 ? { advice: FORBIDDEN_ADVICE } : {}),
			...KNOWN_CODES.get(code ?? ''),
		};
	},
};

/** Whether a create was refused because its item is there already. That is the only 409 of these calls, be its body readable or not. */
export function saysItemIsThere({ facts }: VendorError): boolean {
	return facts.code === REFERENCE_USED_CODE || (facts.code === null && facts.httpCode === 409);
}

/** e.g. `item.channel.accountId: must not be empty; item.type: …` */
function readViolations(validationError: JsonValue | undefined): string | null {
	const violations = asList(asObject(validationError).fieldViolations).map((violation) => {
		const { field, description, violatedRule } = asObject(violation);
		return [asText(field), asText(description) ?? asText(violatedRule)]
			.filter((part) => part !== null)
			.join(': ');
	});
	return violations.length === 0 ? null : violations.join('; ');
}
