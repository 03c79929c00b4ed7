import { asObject, asText, type JsonValue } from '../../domain/json';
import type { VendorErrorCause } from '../../transport/vendorError';
import type { VendorFailure, VendorRules } from '../../transport/vendorRules';

interface KnownCode {
	readonly cause: VendorErrorCause;
	/** Only where it is better than the general one for this cause. */
	readonly advice?: string;
}

/** All codes of the vendor's errors page. */
const KNOWN_CODES: ReadonlyMap<string, KnownCode> = new Map<string, KnownCode>([
	['VALIDATION_ERROR', { cause: 'invalid' }],
	[
		'AUTH_MISSING_KEY',
		{
			cause: 'authentication',
			advice: 'Open the SocialSyncerAPI credential and enter the API key; it starts with sk_.',
		},
	],
	[
		'AUTH_INVALID_KEY',
		{
			cause: 'authentication',
			advice:
				'A key is shown only once. If you do not have it any more, make a new one in SocialSyncerAPI under Settings > API Keys and enter it in the credential.',
		},
	],
	['NOT_FOUND', { cause: 'notFound' }],
	['RATE_LIMIT_EXCEEDED', { cause: 'rateLimited' }],
	['INTERNAL_ERROR', { cause: 'unavailable' }],
]);

/** Errors are flat: `{ error: text, code }`. There is no request ID. */
export const rules: VendorRules = {
	readFailure(_status: number, body: JsonValue): VendorFailure {
		const { error, code: printedCode } = asObject(body);
		const code = asText(printedCode);
		return { message: asText(error), code, requestId: null, ...KNOWN_CODES.get(code ?? '') };
	},
};
