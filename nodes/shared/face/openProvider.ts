import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { InputError } from '../domain/inputError';
import { shown } from '../domain/shown';
import { findProvider, PROVIDERS } from '../providers/registry';
import type { CredentialChoice, Provider } from '../providers/provider';
import { checkBaseUrl } from '../transport/baseUrl';
import { openWire, type WireContext } from '../transport/openWire';
import type { Wire } from '../transport/wire';

/** A provider with an open wire to it. */
export interface OpenProvider {
	readonly provider: Provider;
	readonly wire: Wire;
}

/** Credential fields that never appear in a message, whatever the vendor answers. */
const SECRET_FIELDS = ['apiKey', 'appSecret', 'accessToken'] as const;

/** Shorter values are no keys, and replacing them would garble the text. */
const SHORTEST_SECRET = 6;

/**
 * The provider chosen in the node, ready to be called.
 *
 * @throws InputError for an unknown provider, a wrong base URL or an empty key
 */
export async function openProvider(
	context: WireContext,
	choice: { readonly provider: unknown; readonly authentication: unknown },
): Promise<OpenProvider> {
	const provider = findProvider(choice.provider);
	if (!provider) {
		throw new InputError(
			'Provider',
			`There is no provider "${shown(choice.provider)}"`,
			`Choose one of: ${PROVIDERS.map(({ id }) => id).join(', ')}.`,
		);
	}
	const { credential } = chooseCredential(provider, choice.authentication);
	const fields = await context.getCredentials(credential);
	const wire = openWire(context, {
		provider: provider.id,
		displayName: provider.displayName,
		rules: provider.rules,
		credential,
		baseUrl: checkBaseUrl(fields.baseUrl),
		secrets: secretsOf(fields),
	});
	return { provider, wire };
}

/** The credential of that way of authenticating; without one the provider's first. */
export function chooseCredential(provider: Provider, authentication: unknown): CredentialChoice {
	return provider.credentials.find(({ value }) => value === authentication) ?? provider.credentials[0];
}

function secretsOf(fields: ICredentialDataDecryptedObject): string[] {
	return SECRET_FIELDS.map((field) => String(fields[field] ?? '')).filter(
		(value) => value.length >= SHORTEST_SECRET,
	);
}
