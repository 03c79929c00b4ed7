import type { Reply } from '../../core/vendor';
import { invalidKey, missingKey } from './errors';

/** Plainly no key of anybody: 30 letters and digits after the prefix, as the vendor's sample has. */
export const ACCEPTED = 'sk_sandboxSocialSyncer01234567890';

const BEARER = /^Bearer\s+(?<key>\S+)$/i;

/** Refuses a call without the key, or with another one. */
export function authenticate(headers: Readonly<Record<string, string>>): Reply | null {
	const given = headers.authorization ?? '';
	if (given.trim() === '') return missingKey();
	return BEARER.exec(given)?.groups?.key === ACCEPTED ? null : invalidKey();
}
