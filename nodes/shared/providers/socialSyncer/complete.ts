import { HEALTH_NOT_CHECKED, type Account } from '../../domain/account';
import { asObject, asText, type JsonObject, type JsonValue } from '../../domain/json';
import type { Platform } from '../../domain/platform';
import { orVendorError } from '../../transport/answers';
import { hideSecrets } from '../../transport/hideSecrets';
import { pathSegment } from '../../transport/pathSegment';
import { VendorError } from '../../transport/vendorError';
import type { Wire } from '../../transport/wire';
import type { Found } from '../provider';
import { unreadable } from './answers';
import { platformToVendor, readAccount } from './mapping';
import { fetchAccounts, findAccount } from './readAccounts';

const REFUSED_CODE_ADVICE =
	'A code works once, for a short time, and only with exactly the redirect URL that its link was made with. Check the redirect URL; otherwise make a new link with Create Link or Reconnect and let the owner sign in again.';
const UNCLEAR_ADVICE =
	'The account may be connected all the same, and the code works only once: look for the account with Get Many, and make a new link if it is not there.';

/**
 * `POST /connect/{platform}`: exchanges the code of a redirect for the account, and reads its health.
 *
 * @throws VendorError with `outcome: 'unknown'` when the code may be used up
 */
export async function complete(
	wire: Wire,
	platform: Platform,
	code: string,
	redirectUrl: string,
): Promise<Found<Account>> {
	const answer = await exchange(hideSecrets(wire, [code]), platform, code, redirectUrl);
	const raw = accountOf(answer, platform);
	const connected = readAccount(raw, HEALTH_NOT_CHECKED);
	if (connected === null) {
		throw withAdvice(
			unreadable('The answer does not say which account was connected', 'unknown'),
			UNCLEAR_ADVICE,
		);
	}
	return (await findWithHealth(wire, connected.id)) ?? { item: connected, raw };
}

async function exchange(
	wire: Wire,
	platform: Platform,
	code: string,
	redirectUrl: string,
): Promise<JsonValue> {
	const call = wire.send({
		method: 'POST',
		path: `/connect/${pathSegment(platformToVendor(platform))}`,
		body: { code, redirect_url: redirectUrl },
		// The vendor would refuse the code the second time, and a success would look like a failure.
		repeatable: 'never',
	});
	const { body } = await call.catch((reason: unknown) => Promise.reject(explain(reason)));
	return body;
}

/** A better way out where the general one would not do for a code. */
function explain(reason: unknown): unknown {
	if (!(reason instanceof VendorError)) return reason;
	if (reason.facts.outcome === 'unknown') return withAdvice(reason, UNCLEAR_ADVICE);
	return reason.facts.cause === 'invalid' ? withAdvice(reason, REFUSED_CODE_ADVICE) : reason;
}

/**
 * The account of an answer, bare as in the vendor's sample or wrapped. Only what names it is kept: the complete answer is
 * not documented, and could hold a token.
 */
function accountOf(body: JsonValue, platform: Platform): JsonObject {
	const bare = asObject(body);
	const answer = asText(bare.accountId) === null ? asObject(bare.account) : bare;
	return {
		platform: asText(answer.platform) ?? platformToVendor(platform),
		accountId: asText(answer.accountId),
		username: asText(answer.username),
	};
}

/** `null` when it cannot be read: the account is connected, whatever becomes of this call, and the code is used up. */
async function findWithHealth(wire: Wire, accountId: string): Promise<Found<Account> | null> {
	const found = await orVendorError(fetchAccounts(wire));
	return found instanceof VendorError ? null : (findAccount(found, accountId) ?? null);
}

function withAdvice({ facts }: VendorError, advice: string): VendorError {
	return new VendorError({ ...facts, advice });
}
