import type { ICredentialDataDecryptedObject, IHttpRequestOptions } from 'n8n-workflow';

import { checkBaseUrl, sharesOrigin } from './baseUrl';

/**
 * Adds a vendor's authentication headers to a request, if the request goes to the credential's own base URL. Used by the
 * credential types, so that it holds for every call that n8n makes with them, test calls included.
 *
 * @throws InputError when the base URL may not carry a key, or the request goes elsewhere
 */
export function attachKey(
	credentials: ICredentialDataDecryptedObject,
	request: IHttpRequestOptions,
	headers: Readonly<Record<string, string>>,
): IHttpRequestOptions {
	const baseUrl = checkBaseUrl(credentials.baseUrl);
	const address = new URL(request.url, request.baseURL ?? `${baseUrl}/`).href;
	if (!sharesOrigin(address, baseUrl)) {
		throw new Error(`The key is only sent to ${new URL(baseUrl).origin}, not to ${new URL(address).origin}`);
	}
	return { ...request, headers: { ...request.headers, ...headers } };
}
