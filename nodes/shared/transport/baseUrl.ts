import { InputError } from '../domain/inputError';

/**
 * Checks a credential's base URL: `https://`, or plain `http://` to this machine only, since a key must not cross a
 * network in the clear.
 *
 * @returns the URL without trailing slashes
 * @throws InputError naming the parameter `Base URL`
 */
export function checkBaseUrl(value: unknown): string {
	const url = parseUrl(value);
	if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:')) {
		throw new InputError(
			'Base URL',
			`The base URL of the credential is not an http(s) address: ${describe(value)}`,
			'Open the credential and set Base URL to an address that starts with https://, or clear it to get the default back.',
		);
	}
	if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
		throw new InputError(
			'Base URL',
			'The base URL of the credential holds a user name, a password, a query or a fragment',
			'Open the credential and set Base URL to the plain address, such as https://api.example.com/v1.',
		);
	}
	if (url.protocol === 'http:' && !isLoopback(url.hostname)) {
		throw new InputError(
			'Base URL',
			`The base URL of the credential uses plain http to ${url.hostname}`,
			'Use https:// so that your key is not sent in the clear. Plain http:// is only allowed to this machine (localhost, 127.0.0.1, [::1]).',
		);
	}
	return url.href.replace(/\/+$/, '');
}

/**
 * Checks an address that a vendor gave for an upload: a file of the user must not cross a network in the clear.
 *
 * @returns the address
 */
export function checkUploadAddress(address: string): string {
	const url = parseUrl(address);
	if (url && (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname)))) {
		return url.href;
	}
	throw new InputError(
		'Media',
		'The provider gave an upload address that is not https',
		'Nothing was uploaded. Check the Base URL of the credential; if it is right, tell the provider.',
	);
}

/** Whether an address has the same origin as a base URL, so that the key may be sent there. */
export function sharesOrigin(address: string, baseUrl: string): boolean {
	return parseUrl(address)?.origin === parseUrl(baseUrl)?.origin;
}

function parseUrl(value: unknown): URL | null {
	return typeof value === 'string' && URL.canParse(value.trim()) ? new URL(value.trim()) : null;
}

function isLoopback(hostname: string): boolean {
	return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}

function describe(value: unknown): string {
	return typeof value === 'string' && value.trim() !== '' ? `"${value}"` : 'it is empty';
}
