import { randomUUID } from 'crypto';

import type { Account } from '../../domain/account';
import {
	CREDENTIAL_FORMS,
	type CredentialField,
	type CredentialPlatform,
	type CredentialValues,
} from '../../domain/connection';
import { InputError } from '../../domain/inputError';
import type { JsonObject } from '../../domain/json';
import { platformName } from '../../domain/platform';
import { hideSecrets } from '../../transport/hideSecrets';
import { pathSegment } from '../../transport/pathSegment';
import type { Wire } from '../../transport/wire';
import type { Found } from '../provider';
import { fetchHealth } from './accountLists';
import { objectOf, unreadable } from './answers';
import { readConnectedAccount } from './connectionStatus';
import { CREDENTIAL_PLATFORMS, platformToVendor } from './mapping';

/** The vendor's names for the fields of our forms. Contract: headless connect. */
const VENDOR_FIELDS: Readonly<Record<string, string>> = {
	botToken: 'bot_token',
	channel: 'chat',
	handle: 'identifier',
	appPassword: 'app_password',
	businessAccountId: 'waba_id',
	phoneNumberId: 'phone_number_id',
	accessToken: 'access_token',
};

/**
 * Connects at once. What happens when the same account is connected twice is not documented, so the call carries an
 * idempotency key: its repeats after a lost answer give the first one's answer. The key is new with every call, since an
 * account may be connected, disconnected and connected again with the same values. Contract: idempotency (generic key).
 */
export async function connectWithCredentials(
	wire: Wire,
	platform: CredentialPlatform,
	values: CredentialValues,
): Promise<Found<Account>> {
	if (!CREDENTIAL_PLATFORMS.includes(platform)) throw notThisWay(platform);
	const fields: readonly CredentialField[] = CREDENTIAL_FORMS[platform];
	const secrets = fields.filter(({ secret }) => secret).map(({ name }) => (values[name] ?? '').trim());
	const hiding = hideSecrets(wire, secrets);
	const { body } = await hiding.send({
		method: 'POST',
		path: `/social/connect/${pathSegment(platformToVendor(platform))}`,
		headers: { 'X-Idempotency-Key': randomUUID() },
		body: bodyOf(fields, values),
		repeatable: 'keyed',
	});
	return await readConnected(hiding, objectOf(body));
}

function bodyOf(fields: readonly CredentialField[], values: CredentialValues): JsonObject {
	return Object.fromEntries(
		fields.map(({ name }) => [VENDOR_FIELDS[name] ?? name, (values[name] ?? '').trim()]),
	);
}

async function readConnected(wire: Wire, raw: JsonObject): Promise<Found<Account>> {
	const named = readConnectedAccount(raw.account);
	if (named === null) throw unreadable('The answer does not say which account was connected', 'unknown');
	const { account, platform } = raw;
	// Only what belongs there: a vendor that echoes its request must not pass it on.
	return {
		item: await withHealth(wire, named),
		raw: { platform: platform ?? null, account: account ?? null },
	};
}

/** The account is connected by now; a failure to read its health must not look like a failure to connect. */
async function withHealth(wire: Wire, named: Account): Promise<Account> {
	const accounts = await fetchHealth(wire).catch(() => []);
	const listed = accounts.find(({ item }) => item.id === named.id)?.item;
	return listed === undefined ? named : { ...listed, username: named.username };
}

function notThisWay(platform: string): InputError {
	return new InputError(
		'Network',
		`SmartlyQ does not connect ${platformName(platform)} with credentials`,
		`Choose among ${CREDENTIAL_PLATFORMS.map(platformName).join(', ')}, or make a link with Create Link.`,
	);
}
