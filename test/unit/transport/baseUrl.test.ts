import { attachKey } from '../../../nodes/shared/transport/attachKey';
import { checkBaseUrl } from '../../../nodes/shared/transport/baseUrl';

describe('the base URL of a credential', () => {
	it.each([
		['https://api.example.com/v1', 'https://api.example.com/v1'],
		[' https://api.example.com/v1/ ', 'https://api.example.com/v1'],
		['https://api.example.com', 'https://api.example.com'],
		['http://localhost:5678/v1', 'http://localhost:5678/v1'],
		['http://127.0.0.1:4000/wix', 'http://127.0.0.1:4000/wix'],
		['http://[::1]:4000', 'http://[::1]:4000'],
	])('%s is taken', (value, expected) => {
		expect(checkBaseUrl(value)).toBe(expected);
	});

	it.each([
		['ftp://example.com', 'not an http(s) address'],
		['api.example.com/v1', 'not an http(s) address'],
		['', 'not an http(s) address'],
		[undefined, 'not an http(s) address'],
		['javascript:alert(1)', 'not an http(s) address'],
		['http://api.example.com/v1', 'plain http to api.example.com'],
		['http://127.0.0.1.example.com', 'plain http to 127.0.0.1.example.com'],
		['http://localhost.example.com', 'plain http'],
		['http://192.168.1.5/v1', 'plain http'],
		['https://user:pass@example.com', 'user name'],
		['https://example.com/v1?x=1', 'query'],
	])('%s is refused: %s', (value, message) => {
		expect(() => checkBaseUrl(value)).toThrow(message);
	});

	it('the key is attached to a request to the base URL', () => {
		const credentials = { baseUrl: 'https://api.example.com/v1' };
		const sent = attachKey(credentials, { url: 'https://api.example.com/v1/me' }, { Authorization: 'k' });
		expect(sent.headers).toEqual({ Authorization: 'k' });
		const relative = attachKey(
			credentials,
			{ baseURL: credentials.baseUrl, url: '/me' },
			{ Authorization: 'k' },
		);
		expect(relative.headers).toEqual({ Authorization: 'k' });
	});

	it('the key goes nowhere else', () => {
		const credentials = { baseUrl: 'https://api.example.com/v1' };
		for (const url of [
			'https://cdn.example.com/upload',
			'http://api.example.com/v1/me',
			'https://api.example.com:8443/',
		]) {
			expect(() => attachKey(credentials, { url }, { Authorization: 'k' })).toThrow(
				'only sent to https://api.example.com',
			);
		}
	});
});
