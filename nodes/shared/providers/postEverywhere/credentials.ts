import type { Account } from '../../domain/account';
import { CREDENTIAL_FORMS, type CredentialPlatform, type CredentialValues } from '../../domain/connection';
import { InputError } from '../../domain/inputError';
import { asObject } from '../../domain/json';
import { platformName } from '../../domain/platform';
import { VendorError } from '../../transport/vendorError';
import { hideSecrets } from '../../transport/hideSecrets';
import type { VendorResponse, Wire } from '../../transport/wire';
import type { Found } from '../provider';
import { accounts } from './accounts';
import { accountNameOf, dataOf, unreadable } from './answers';
import { findConnected } from './findConnected';
import { accountIdOf } from './mapping';

/** What `POST /accounts/connect-credential` calls the fields of our forms. */
const FIELD_WORDS: Readonly<Partial<Record<CredentialPlatform, Readonly<Record<string, string>>>>> = {
	bluesky: { handle: 'handle', appPassword: 'app_password' },
	discord: { webhookUrl: 'webhook_url' },
	telegram: { botToken: 'bot_token', channel: 'channel' },
	wordpress: { siteUrl: 'site_url', username: 'username', appPassword: 'app_password' },
};

export const CREDENTIAL_PLATFORMS: readonly CredentialPlatform[] = [
	'bluesky',
	'discord',
	'telegram',
	'wordpress',
];

/**
 * The vendor tries the credentials at the network, then adds the account or renews the one that is there. Only the name
 * of the account is sure to be in its answer. Everything goes over a wire that hides the secrets.
 */
export async function connectWithCredentials(
	wire: Wire,
	platform: CredentialPlatform,
	values: CredentialValues,
): Promise<Found<Account>> {
	const secrets = CREDENTIAL_FORMS[platform].flatMap(({ name, secret }) =>
		secret ? [values[name] ?? ''] : [],
	);
	const hiding = hideSecrets(wire, secrets);

	const { body } = await send(hiding, platform, values);
	const connected = asObject(dataOf(body).account);
	const id = accountIdOf(connected);
	if (id !== null) return await accounts.get(hiding, id);

	const name = accountNameOf(dataOf(body));
	const found = await findConnected(hiding, { platform, name, since: null });
	if (found === null)
		throw unreadable('The answer does not say which account was connected', 'unknown', body);
	return found;
}

async function send(
	wire: Wire,
	platform: CredentialPlatform,
	values: CredentialValues,
): Promise<VendorResponse> {
	const words = FIELD_WORDS[platform];
	if (words === undefined) {
		throw new InputError(
			'Platform',
			`PostEverywhere does not connect ${platformName(platform)} with credentials`,
			`Choose one of ${CREDENTIAL_PLATFORMS.map(platformName).join(', ')}.`,
		);
	}
	const fields = Object.entries(words).map(([name, word]) => [word, (values[name] ?? '').trim()]);
	try {
		return await wire.send({
			method: 'POST',
			path: '/accounts/connect-credential',
			body: { platform, ...Object.fromEntries(fields) },
			// Inserted or updated: the same credentials twice are the same account once.
			repeatable: 'safe',
		});
	} catch (error) {
		throw withAdvice(error, platform);
	}
}

/** What the vendor refuses here are the values of the form, so the form says where to get better ones. */
function withAdvice(error: unknown, platform: CredentialPlatform): unknown {
	if (!(error instanceof VendorError) || error.facts.cause !== 'invalid') return error;
	const fields = CREDENTIAL_FORMS[platform].map(
		({ displayName, description }) => `${displayName}: ${description}.`,
	);
	const advice = `Check the values, which PostEverywhere tries at ${platformName(platform)}. ${fields.join(' ')}`;
	return new VendorError({ ...error.facts, advice });
}
