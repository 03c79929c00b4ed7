import { InputError } from './inputError';
import { asObject, asText, type JsonObject } from './json';
import type { Platform } from './platform';
import { PROVIDER_IDS, type ProviderId } from './provider';
import { toIsoUtc } from './time';

/**
 * What a connection ID stands for. `facts` are the provider's own, for finding the state of the link again; they must hold
 * no secret, since the ID travels through workflows and logs.
 */
export interface ConnectionRef {
	readonly provider: ProviderId;
	readonly platform: Platform;
	/** ISO 8601 UTC; `null` when not known. */
	readonly expiresAt: string | null;
	/** The account that is repaired; `null` for a new one. */
	readonly accountId: string | null;
	readonly facts: JsonObject;
}

/** Changes when the content of an ID changes, so that an old one is told from a broken one. */
const VERSION = 1;

/** One opaque text: letters, digits, `-` and `_`. */
export function formatConnectionId(ref: ConnectionRef): string {
	const content = [VERSION, ref.provider, ref.platform, ref.expiresAt, ref.accountId, ref.facts];
	return Buffer.from(JSON.stringify(content), 'utf8').toString('base64url');
}

/** @throws InputError for anything that `formatConnectionId` did not make for this provider */
export function parseConnectionId(text: string, provider: ProviderId): ConnectionRef {
	const content = decode(text.trim());
	const [version, from, platform, expiresAt, accountId, facts] = Array.isArray(content)
		? (content as unknown[])
		: [];
	const known = PROVIDER_IDS.find((id) => id === from);
	if (version !== VERSION || known === undefined || typeof platform !== 'string') throw notOurs(text);
	if (known !== provider) {
		throw new InputError(
			'Connection ID',
			`The connection ID belongs to another provider: ${known}`,
			'Choose that provider and its credential, or make a new link with Create Link.',
		);
	}
	return {
		provider,
		platform,
		expiresAt: toIsoUtc(expiresAt),
		accountId: asText(accountId),
		facts: asObject(facts),
	};
}

function decode(text: string): unknown {
	try {
		return JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
	} catch {
		return undefined;
	}
}

function notOurs(text: string): InputError {
	return new InputError(
		'Connection ID',
		text.trim() === '' ? 'There is no connection ID' : 'This is not a connection ID',
		'Give the "connectionId" that Create Link and Reconnect return, unchanged.',
	);
}
