import { randomUUID } from 'crypto';

import type { Account } from '../../domain/account';
import {
	CREDENTIAL_FORMS,
	type CredentialField,
	type CredentialPlatform,
	type CredentialValues,
} from '../../domain/connection';
import { InputError } from '../../domain/inputError';
import type { JsonObject, JsonValue } from '../../domain/json';
import { platformName } from '../../domain/platform';
import { VendorError } from '../../transport/vendorError';
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

/** Stands where a secret was. */
const MASK = '***';

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
	try {
		const { body } = await wire.send({
			method: 'POST',
			path: `/social/connect/${encodeURIComponent(platformToVendor(platform))}`,
			headers: { 'X-Idempotency-Key': randomUUID() },
			body: bodyOf(fields, values),
			repeatable: 'keyed',
		});
		return await readConnected(wire, objectOf(maskedValue(body, secrets)));
	} catch (error) {
		throw maskedError(error, secrets);
	}
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

function maskedText(text: string, secrets: readonly string[]): string {
	return secrets
		.flatMap((secret) => [secret, encodeURIComponent(secret)])
		.filter((secret) => secret !== '')
		.reduce((rest, secret) => rest.split(secret).join(MASK), text);
}

function maskedValue(value: JsonValue, secrets: readonly string[]): JsonValue {
	if (typeof value === 'string') return maskedText(value, secrets);
	if (Array.isArray(value)) return (value as JsonValue[]).map((one) => maskedValue(one, secrets));
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(
		Object.entries(value as JsonObject).map(([name, one]) => [name, maskedValue(one ?? null, secrets)]),
	);
}

function maskedError(error: unknown, secrets: readonly string[]): unknown {
	if (!(error instanceof VendorError)) return error;
	const { facts } = error;
	const mask = (text: string | null) => (text === null ? null : maskedText(text, secrets));
	return new VendorError({
		...facts,
		message: maskedText(facts.message, secrets),
		advice: maskedText(facts.advice, secrets),
		code: mask(facts.code),
		requestId: mask(facts.requestId),
	});
}

function notThisWay(platform: string): InputError {
	return new InputError(
		'Network',
		`SmartlyQ does not connect ${platformName(platform)} with credentials`,
		`Choose among ${CREDENTIAL_PLATFORMS.map(platformName).join(', ')}, or make a link with Create Link.`,
	);
}
