import { asObject, asText, type JsonValue } from '../../domain/json';
import type { VendorErrorCause } from '../../transport/vendorError';
import type { VendorFailure, VendorRules } from '../../transport/vendorRules';

interface KnownCode {
	readonly cause: VendorErrorCause;
	/** Only where it is better than the general one for this cause. */
	readonly advice?: string;
}

/** The codes of the vendor's errors page. */
const KNOWN_CODES: ReadonlyMap<string, KnownCode> = new Map<string, KnownCode>([
	['invalid_key', { cause: 'authentication' }],
]);

/** Errors are `{ message, code }`. */
export const rules: VendorRules = {
	readFailure(_status: number, body: JsonValue): VendorFailure {
		const { message, code: printed } = asObject(body);
		const code = asText(printed);
		return { message: asText(message), code, requestId: null, ...KNOWN_CODES.get(code ?? '') };
	},
};
