import { Buffer } from 'node:buffer';

/**
 * @typedef {object} Mail
 * @property {readonly string[]} to addresses
 * @property {string} subject
 * @property {string} text
 */

/**
 * A mail of one plain-text part, which is what the example workflows send.
 *
 * @param {readonly string[]} to
 * @param {string} source the mail as it came over SMTP
 * @returns {Mail}
 */
export function readMail(to, source) {
	const [head = '', ...rest] = source.split('\r\n\r\n');
	const headers = new Map(
		head
			.replace(/\r\n[ \t]+/g, ' ')
			.split('\r\n')
			.map((line) => [
				line.slice(0, line.indexOf(':')).toLowerCase(),
				line.slice(line.indexOf(':') + 1).trim(),
			]),
	);
	const text = decodeBody(rest.join('\r\n\r\n'), headers.get('content-transfer-encoding') ?? '7bit');
	return {
		to,
		subject: decodeWords(headers.get('subject') ?? ''),
		text: text.replaceAll('\r\n', '\n').trimEnd(),
	};
}

function decodeBody(body, encoding) {
	switch (encoding.toLowerCase()) {
		case 'quoted-printable':
			return decodeQuoted(body.replace(/=\r\n/g, ''));
		case 'base64':
			return Buffer.from(body, 'base64').toString('utf8');
		default:
			return body;
	}
}

/** `=?UTF-8?Q?…?=` and `=?UTF-8?B?…?=` (RFC 2047). */
function decodeWords(value) {
	return value
		.replace(/\?=\s+=\?/g, '?==?')
		.replace(/=\?utf-8\?([QB])\?([^?]*)\?=/gi, (_word, encoding, content) =>
			encoding.toUpperCase() === 'B'
				? Buffer.from(content, 'base64').toString('utf8')
				: decodeQuoted(content.replaceAll('_', ' ')),
		);
}

/** Bytes above ASCII stand as `=XX`, each for itself. */
function decodeQuoted(text) {
	const percented = text.replace(/%/g, '=25').replace(/=([0-9A-F]{2})/gi, '%$1');
	return decodeURIComponent(percented);
}
